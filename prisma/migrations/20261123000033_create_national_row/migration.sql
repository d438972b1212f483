CREATE TABLE IF NOT EXISTS `national_row` (
  `entry_id` CHAR(36) NOT NULL,
  `batch_id` CHAR(36) NOT NULL,
  PRIMARY KEY (`entry_id`),
  KEY `national_row_batch_id_idx` (`batch_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
