CREATE TABLE IF NOT EXISTS `helper_village` (
  `helper_id` CHAR(36) NOT NULL,
  `village_id` BIGINT NOT NULL,
  `helped` INTEGER NOT NULL,
  `last_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`helper_id`, `village_id`),
  KEY `helper_village_village_id_last_at_helper_id_idx` (`village_id`, `last_at`, `helper_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
