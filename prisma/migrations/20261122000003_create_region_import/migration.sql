CREATE TABLE IF NOT EXISTS `region_import` (
  `scope` VARCHAR(20) NOT NULL,
  `done_code` VARCHAR(20) NOT NULL,
  `done_count` INTEGER NOT NULL,
  `total_count` INTEGER NOT NULL,
  `started_at` DATETIME(3) NOT NULL,
  `finished_at` DATETIME(3) NULL,
  PRIMARY KEY (`scope`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
