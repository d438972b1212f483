CREATE TABLE IF NOT EXISTS `tally` (
  `region_id` BIGINT NOT NULL,
  `name` VARCHAR(24) NOT NULL,
  `value` BIGINT NOT NULL,
  PRIMARY KEY (`region_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
