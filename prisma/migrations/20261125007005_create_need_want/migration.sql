CREATE TABLE IF NOT EXISTS `need_want` (
  `need_id` CHAR(36) NOT NULL,
  `code` VARCHAR(24) NOT NULL,
  `due_at` DATETIME(3) NOT NULL,
  `province_id` BIGINT NOT NULL,
  `city_id` BIGINT NOT NULL,
  `county_id` BIGINT NOT NULL,
  `town_id` BIGINT NOT NULL,
  `village_id` BIGINT NOT NULL,
  `h3` CHAR(15) NULL,
  PRIMARY KEY (`need_id`, `code`),
  KEY `need_want_village_id_code_due_at_need_id_idx` (`village_id`, `code`, `due_at`, `need_id`),
  KEY `need_want_town_id_code_due_at_need_id_idx` (`town_id`, `code`, `due_at`, `need_id`),
  KEY `need_want_county_id_code_due_at_need_id_idx` (`county_id`, `code`, `due_at`, `need_id`),
  KEY `need_want_city_id_code_due_at_need_id_idx` (`city_id`, `code`, `due_at`, `need_id`),
  KEY `need_want_h3_code_due_at_need_id_idx` (`h3`, `code`, `due_at`, `need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
