CREATE TABLE IF NOT EXISTS `sign_in_code` (
  `id` CHAR(36) NOT NULL,
  `phone_hash` CHAR(64) NOT NULL,
  `browser_hash` CHAR(64) NOT NULL,
  `code_hash` CHAR(64) NOT NULL,
  `tries` INTEGER NOT NULL DEFAULT 0,
  `created_at` DATETIME(3) NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  `used_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `sign_in_code_phone_hash_browser_hash_created_at_idx` (`phone_hash`, `browser_hash`, `created_at`),
  KEY `sign_in_code_expires_at_idx` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
