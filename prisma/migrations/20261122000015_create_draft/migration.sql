CREATE TABLE IF NOT EXISTS `draft` (
  `owner` VARCHAR(64) NOT NULL,
  `form` VARCHAR(80) NOT NULL,
  `cipher` MEDIUMTEXT NOT NULL,
  `updated_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`owner`, `form`),
  KEY `draft_updated_at_idx` (`updated_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
