CREATE TABLE IF NOT EXISTS `guardian_consent` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `guardian_name` VARCHAR(40) NOT NULL,
  `phone_cipher` VARCHAR(255) NOT NULL,
  `relation` VARCHAR(12) NOT NULL,
  `comes_along` TINYINT(1) NOT NULL DEFAULT 0,
  `how` VARCHAR(12) NOT NULL,
  `recorded_by` CHAR(36) NOT NULL,
  `given_at` DATETIME(3) NOT NULL,
  `withdrawn_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `guardian_consent_person_id_idx` (`person_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
