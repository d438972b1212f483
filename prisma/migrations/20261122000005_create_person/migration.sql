CREATE TABLE IF NOT EXISTS `person` (
  `id` CHAR(36) NOT NULL,
  `name` VARCHAR(40) NOT NULL,
  `public_name` TINYINT(1) NOT NULL DEFAULT 0,
  `home_region_id` BIGINT NOT NULL DEFAULT 0,
  `status` VARCHAR(8) NOT NULL,
  `origin` VARCHAR(8) NOT NULL,
  `created_by` CHAR(36) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `person_home_region_id_idx` (`home_region_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
