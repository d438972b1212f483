CREATE TABLE IF NOT EXISTS `need_gram` (
  `gram` VARCHAR(4) NOT NULL,
  `due_at` DATETIME(3) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `province_id` BIGINT NOT NULL,
  `city_id` BIGINT NOT NULL,
  `county_id` BIGINT NOT NULL,
  PRIMARY KEY (`gram`, `due_at`, `need_id`),
  KEY `need_gram_city_id_gram_due_at_need_id_idx` (`city_id`, `gram`, `due_at`, `need_id`),
  KEY `need_gram_county_id_gram_due_at_need_id_idx` (`county_id`, `gram`, `due_at`, `need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
