CREATE TABLE IF NOT EXISTS `shift_series` (
  `id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `line_id` CHAR(36) NOT NULL,
  `every` VARCHAR(8) NOT NULL,
  `first_on` DATE NOT NULL,
  `last_on` DATE NOT NULL,
  `start_minute` INTEGER NOT NULL,
  `minutes` INTEGER NOT NULL,
  `seats` BIGINT NOT NULL,
  `terms` TEXT NOT NULL,
  `created_by` CHAR(36) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  KEY `shift_series_line_id_idx` (`line_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
