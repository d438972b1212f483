CREATE TABLE IF NOT EXISTS `organisation_title` (
  `id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `title` VARCHAR(24) NOT NULL,
  `level` VARCHAR(12) NOT NULL,
  `grantor` VARCHAR(80) NOT NULL,
  `from_on` DATE NOT NULL,
  `until_on` DATE NULL,
  PRIMARY KEY (`id`),
  KEY `organisation_title_organisation_id_idx` (`organisation_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
