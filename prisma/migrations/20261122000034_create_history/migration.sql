CREATE TABLE IF NOT EXISTS `history` (
  `aggregate` VARCHAR(16) NOT NULL,
  `subject_id` VARCHAR(40) NOT NULL,
  `version` INTEGER NOT NULL,
  `event` VARCHAR(32) NOT NULL,
  `actor_id` CHAR(36) NULL,
  `grant_id` CHAR(36) NULL,
  `for_id` CHAR(36) NULL,
  `at` DATETIME(3) NOT NULL,
  `data` TEXT NOT NULL,
  PRIMARY KEY (`aggregate`, `subject_id`, `version`),
  KEY `history_actor_id_at_idx` (`actor_id`, `at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
