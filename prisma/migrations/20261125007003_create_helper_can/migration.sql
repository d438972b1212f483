CREATE TABLE IF NOT EXISTS `helper_can` (
  `helper_id` CHAR(36) NOT NULL,
  `code` VARCHAR(24) NOT NULL,
  `area_id` BIGINT NOT NULL,
  `helper_kind` VARCHAR(12) NOT NULL,
  `province_id` BIGINT NOT NULL,
  `city_id` BIGINT NOT NULL,
  `county_id` BIGINT NOT NULL,
  `town_id` BIGINT NOT NULL,
  `village_id` BIGINT NOT NULL,
  `h3` CHAR(15) NULL,
  `turn` BIGINT NOT NULL,
  PRIMARY KEY (`helper_id`, `code`, `area_id`),
  KEY `helper_can_village_id_code_helper_kind_turn_helper_id_idx` (`village_id`, `code`, `helper_kind`, `turn`, `helper_id`),
  KEY `helper_can_town_id_code_helper_kind_turn_helper_id_idx` (`town_id`, `code`, `helper_kind`, `turn`, `helper_id`),
  KEY `helper_can_county_id_code_helper_kind_turn_helper_id_idx` (`county_id`, `code`, `helper_kind`, `turn`, `helper_id`),
  KEY `helper_can_city_id_code_helper_kind_turn_helper_id_idx` (`city_id`, `code`, `helper_kind`, `turn`, `helper_id`),
  KEY `helper_can_h3_code_helper_kind_turn_helper_id_idx` (`h3`, `code`, `helper_kind`, `turn`, `helper_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
