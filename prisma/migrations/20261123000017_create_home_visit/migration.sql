CREATE TABLE IF NOT EXISTS `home_visit` (
  `slot_id` CHAR(36) NOT NULL,
  `token_hash` CHAR(64) NOT NULL,
  `told_at` DATETIME(3) NULL,
  `stopped_at` DATETIME(3) NULL,
  `stop_note` VARCHAR(200) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`slot_id`),
  UNIQUE KEY `home_visit_token_hash_key` (`token_hash`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
