CREATE TABLE IF NOT EXISTS `work_day` (
  `day` DATE NOT NULL,
  `works` TINYINT(1) NOT NULL,
  `note` VARCHAR(40) NOT NULL,
  `updated_by` CHAR(36) NULL,
  `updated_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`day`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
