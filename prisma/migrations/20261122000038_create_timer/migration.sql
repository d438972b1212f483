CREATE TABLE IF NOT EXISTS `timer` (
  `act` VARCHAR(32) NOT NULL,
  `ref` VARCHAR(40) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  `lease_until` DATETIME(3) NULL,
  `tries` INTEGER NOT NULL DEFAULT 0,
  `last_error` VARCHAR(200) NULL,
  PRIMARY KEY (`act`, `ref`),
  KEY `timer_at_idx` (`at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
