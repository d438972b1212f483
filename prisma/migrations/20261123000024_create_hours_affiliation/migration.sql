CREATE TABLE IF NOT EXISTS `hours_affiliation` (
  `record_id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `capacity` VARCHAR(12) NOT NULL,
  `day` DATE NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  PRIMARY KEY (`record_id`, `organisation_id`),
  KEY `hours_affiliation_organisation_id_day_idx` (`organisation_id`, `day`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
