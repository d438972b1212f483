CREATE TABLE IF NOT EXISTS `listing` (
  `need_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(12) NOT NULL,
  `province_id` BIGINT NOT NULL,
  `city_id` BIGINT NOT NULL,
  `county_id` BIGINT NOT NULL,
  `town_id` BIGINT NOT NULL,
  `village_id` BIGINT NOT NULL,
  `due_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`need_id`, `kind`),
  KEY `listing_kind_due_at_need_id_idx` (`kind`, `due_at`, `need_id`),
  KEY `listing_province_id_kind_due_at_need_id_idx` (`province_id`, `kind`, `due_at`, `need_id`),
  KEY `listing_city_id_kind_due_at_need_id_idx` (`city_id`, `kind`, `due_at`, `need_id`),
  KEY `listing_county_id_kind_due_at_need_id_idx` (`county_id`, `kind`, `due_at`, `need_id`),
  KEY `listing_town_id_kind_due_at_need_id_idx` (`town_id`, `kind`, `due_at`, `need_id`),
  KEY `listing_village_id_kind_due_at_need_id_idx` (`village_id`, `kind`, `due_at`, `need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
