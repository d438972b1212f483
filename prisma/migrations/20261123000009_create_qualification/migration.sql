CREATE TABLE IF NOT EXISTS `qualification` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(24) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `number_cipher` VARCHAR(255) NULL,
  `issuer` VARCHAR(80) NOT NULL,
  `expires_on` DATE NULL,
  `verified_by` CHAR(36) NULL,
  `verified_at` DATETIME(3) NULL,
  `reason` VARCHAR(200) NULL,
  `live_key` VARCHAR(80) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `qualification_live_key_key` (`live_key`),
  KEY `qualification_person_id_idx` (`person_id`),
  KEY `qualification_status_created_at_idx` (`status`, `created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
