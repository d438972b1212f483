CREATE TABLE IF NOT EXISTS `file` (
  `id` CHAR(36) NOT NULL,
  `mime` VARCHAR(40) NOT NULL,
  `bytes` INTEGER NOT NULL,
  `width` INTEGER NOT NULL,
  `height` INTEGER NOT NULL,
  `sha256` CHAR(64) NOT NULL,
  `body` MEDIUMBLOB NOT NULL,
  `created_by` CHAR(36) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `file_created_by_created_at_idx` (`created_by`, `created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
