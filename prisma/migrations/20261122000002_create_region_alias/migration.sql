CREATE TABLE IF NOT EXISTS `region_alias` (
  `id` CHAR(36) NOT NULL,
  `region_id` BIGINT NOT NULL,
  `name` VARCHAR(64) NOT NULL,
  `initials` VARCHAR(64) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `region_alias_region_id_idx` (`region_id`),
  KEY `region_alias_name_idx` (`name`),
  KEY `region_alias_initials_idx` (`initials`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
