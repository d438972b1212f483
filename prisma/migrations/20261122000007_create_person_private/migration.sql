CREATE TABLE IF NOT EXISTS `person_private` (
  `person_id` CHAR(36) NOT NULL,
  `id_number_cipher` VARCHAR(255) NULL,
  `id_number_hash` CHAR(64) NULL,
  `birth_cipher` VARCHAR(255) NULL,
  `address_cipher` VARCHAR(512) NULL,
  `updated_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`person_id`),
  KEY `person_private_id_number_hash_idx` (`id_number_hash`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
