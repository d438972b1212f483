CREATE TABLE IF NOT EXISTS `organisation_ability` (
  `organisation_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(12) NOT NULL,
  `code` VARCHAR(24) NOT NULL,
  `amount` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`organisation_id`, `kind`, `code`),
  KEY `organisation_ability_kind_code_idx` (`kind`, `code`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
