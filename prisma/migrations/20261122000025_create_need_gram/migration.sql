CREATE TABLE IF NOT EXISTS `need_gram` (
  `gram` VARCHAR(4) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `county_id` BIGINT NOT NULL,
  PRIMARY KEY (`gram`, `need_id`),
  KEY `need_gram_county_id_gram_need_id_idx` (`county_id`, `gram`, `need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
