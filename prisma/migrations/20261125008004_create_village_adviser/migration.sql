CREATE TABLE IF NOT EXISTS `village_adviser` (
  `id` CHAR(36) NOT NULL,
  `region_id` BIGINT NOT NULL,
  `kind` VARCHAR(16) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `live_key` VARCHAR(80) NULL,
  `appointed_by` CHAR(36) NOT NULL,
  `appointed_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `village_adviser_live_key_key` (`live_key`),
  KEY `village_adviser_region_id_ended_at_idx` (`region_id`, `ended_at`),
  KEY `village_adviser_person_id_ended_at_idx` (`person_id`, `ended_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
