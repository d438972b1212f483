CREATE TABLE IF NOT EXISTS `effect` (
  `outbox_id` CHAR(36) NOT NULL,
  `consumer` VARCHAR(24) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`outbox_id`, `consumer`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
