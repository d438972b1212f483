CREATE TABLE IF NOT EXISTS `spot_check` (
  `id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `county_id` BIGINT NOT NULL,
  `reasons` VARCHAR(200) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `note` VARCHAR(300) NULL,
  `checked_by` CHAR(36) NULL,
  `checked_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `spot_check_county_id_status_created_at_idx` (`county_id`, `status`, `created_at`),
  UNIQUE KEY `spot_check_slot_id_key` (`slot_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
