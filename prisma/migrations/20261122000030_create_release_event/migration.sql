CREATE TABLE IF NOT EXISTS `release_event` (
  `id` CHAR(36) NOT NULL,
  `region_id` BIGINT NOT NULL,
  `title` VARCHAR(60) NOT NULL,
  `held_at` DATETIME(3) NOT NULL,
  `created_by` CHAR(36) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `release_event_region_id_held_at_idx` (`region_id`, `held_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
