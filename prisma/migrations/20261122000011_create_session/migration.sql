CREATE TABLE IF NOT EXISTS `session` (
  `id_hash` CHAR(64) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `hat_id` CHAR(36) NULL,
  `device` VARCHAR(120) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `seen_at` DATETIME(3) NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  PRIMARY KEY (`id_hash`),
  KEY `session_person_id_ended_at_idx` (`person_id`, `ended_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
