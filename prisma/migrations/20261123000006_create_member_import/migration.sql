CREATE TABLE IF NOT EXISTS `member_import` (
  `id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `row_count` INTEGER NOT NULL,
  `fault_count` INTEGER NOT NULL,
  `sheet_cipher` MEDIUMTEXT NOT NULL,
  `sha256` CHAR(64) NOT NULL,
  `created_by` CHAR(36) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  KEY `member_import_organisation_id_created_at_idx` (`organisation_id`, `created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
