CREATE TABLE IF NOT EXISTS `beneficiary` (
  `id` CHAR(36) NOT NULL,
  `region_id` BIGINT NOT NULL,
  `person_id` CHAR(36) NULL,
  `name_cipher` VARCHAR(255) NOT NULL,
  `phone_cipher` VARCHAR(255) NULL,
  `phone_hash` CHAR(64) NULL,
  `address_cipher` VARCHAR(512) NULL,
  `note_cipher` TEXT NULL,
  `created_by` CHAR(36) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `beneficiary_region_id_idx` (`region_id`),
  KEY `beneficiary_phone_hash_idx` (`phone_hash`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
