CREATE TABLE IF NOT EXISTS `setting` (
  `region_id` BIGINT NOT NULL,
  `name` VARCHAR(40) NOT NULL,
  `value` TEXT NOT NULL,
  `updated_by` CHAR(36) NULL,
  `updated_at` DATETIME(3) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`region_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
