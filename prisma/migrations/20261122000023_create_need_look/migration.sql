CREATE TABLE IF NOT EXISTS `need_look` (
  `id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `viewer_id` CHAR(36) NOT NULL,
  `what` VARCHAR(12) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `need_look_need_id_at_idx` (`need_id`, `at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
