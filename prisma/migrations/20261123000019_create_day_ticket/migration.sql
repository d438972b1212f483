CREATE TABLE IF NOT EXISTS `day_ticket` (
  `id_hash` CHAR(64) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `step` BIGINT NOT NULL,
  `browser_hash` CHAR(64) NOT NULL,
  `how` VARCHAR(8) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  `used_at` DATETIME(3) NULL,
  `used_by` CHAR(36) NULL,
  PRIMARY KEY (`id_hash`),
  KEY `day_ticket_expires_at_idx` (`expires_at`),
  UNIQUE KEY `day_ticket_slot_id_step_browser_hash_key` (`slot_id`, `step`, `browser_hash`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
