CREATE TABLE IF NOT EXISTS `region_point` (
  `region_id` BIGINT NOT NULL,
  `lat` INTEGER NOT NULL,
  `lng` INTEGER NOT NULL,
  `h3` CHAR(15) NOT NULL,
  `synthetic` TINYINT(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`region_id`),
  KEY `region_point_h3_region_id_idx` (`h3`, `region_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
