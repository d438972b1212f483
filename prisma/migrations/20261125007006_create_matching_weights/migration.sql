CREATE TABLE IF NOT EXISTS `matching_weights` (
  `region_id` BIGINT NOT NULL,
  `version` INTEGER NOT NULL,
  `weights` TEXT NOT NULL,
  `note` VARCHAR(200) NOT NULL,
  `set_by` CHAR(36) NOT NULL,
  `set_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`region_id`, `version`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
