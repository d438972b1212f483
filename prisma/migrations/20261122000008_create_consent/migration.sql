CREATE TABLE IF NOT EXISTS `consent` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `purpose` VARCHAR(24) NOT NULL,
  `document` VARCHAR(24) NOT NULL,
  `how` VARCHAR(12) NOT NULL,
  `recorded_by` CHAR(36) NOT NULL,
  `given_at` DATETIME(3) NOT NULL,
  `withdrawn_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `consent_person_id_purpose_idx` (`person_id`, `purpose`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
