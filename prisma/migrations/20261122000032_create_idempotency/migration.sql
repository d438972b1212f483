CREATE TABLE IF NOT EXISTS `idempotency` (
  `person_id` CHAR(36) NOT NULL,
  `key` VARCHAR(64) NOT NULL,
  `body_hash` CHAR(64) NOT NULL,
  `answer` TEXT NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`person_id`, `key`),
  KEY `idempotency_created_at_idx` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
