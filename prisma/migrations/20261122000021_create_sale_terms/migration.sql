CREATE TABLE IF NOT EXISTS `sale_terms` (
  `line_id` CHAR(36) NOT NULL,
  `seller_name` VARCHAR(80) NOT NULL,
  `seller_person` CHAR(36) NOT NULL,
  `product` VARCHAR(60) NOT NULL,
  `produced_on` DATE NOT NULL,
  `packing` VARCHAR(12) NOT NULL,
  `licence_no` VARCHAR(40) NULL,
  `invoice` TINYINT(1) NOT NULL,
  `reference_price` VARCHAR(40) NOT NULL,
  `ask_over` BIGINT NOT NULL,
  PRIMARY KEY (`line_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
