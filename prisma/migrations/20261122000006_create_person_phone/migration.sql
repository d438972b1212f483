CREATE TABLE IF NOT EXISTS `person_phone` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `cipher` VARCHAR(255) NOT NULL,
  `hash` CHAR(64) NOT NULL,
  `last4_hash` CHAR(64) NOT NULL,
  `is_primary` TINYINT(1) NOT NULL DEFAULT 1,
  `verified_at` DATETIME(3) NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `person_phone_hash_idx` (`hash`),
  KEY `person_phone_last4_hash_idx` (`last4_hash`),
  UNIQUE KEY `person_phone_person_id_hash_key` (`person_id`, `hash`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
