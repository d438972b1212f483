CREATE TABLE IF NOT EXISTS `honour` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `title` VARCHAR(40) NOT NULL,
  `grantor` VARCHAR(80) NOT NULL,
  `granted_on` DATE NOT NULL,
  `recorded_by` CHAR(36) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `honour_person_id_idx` (`person_id`),
  KEY `honour_title_idx` (`title`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
