CREATE TABLE IF NOT EXISTS `certificate_entry` (
  `certificate_id` CHAR(36) NOT NULL,
  `entry_id` CHAR(36) NOT NULL,
  PRIMARY KEY (`certificate_id`, `entry_id`),
  KEY `certificate_entry_entry_id_idx` (`entry_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
