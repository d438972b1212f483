CREATE TABLE IF NOT EXISTS `national_batch` (
  `id` CHAR(36) NOT NULL,
  `unit_id` CHAR(36) NOT NULL,
  `month` VARCHAR(7) NOT NULL,
  `row_count` INTEGER NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `note` VARCHAR(200) NULL,
  `made_by` CHAR(36) NOT NULL,
  `made_at` DATETIME(3) NOT NULL,
  `answered_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  KEY `national_batch_unit_id_month_idx` (`unit_id`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
