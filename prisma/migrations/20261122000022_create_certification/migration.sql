CREATE TABLE IF NOT EXISTS `certification` (
  `id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `line_id` CHAR(36) NOT NULL,
  `certified_by` CHAR(36) NOT NULL,
  `region_id` BIGINT NOT NULL,
  `certified_on` DATE NOT NULL,
  `stock` BIGINT NOT NULL,
  `evidence` VARCHAR(300) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  `revoked_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `certification_line_id_idx` (`line_id`),
  KEY `certification_need_id_idx` (`need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
