CREATE TABLE IF NOT EXISTS `slot` (
  `id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `line_id` CHAR(36) NOT NULL,
  `ceiling` BIGINT NOT NULL,
  `accepted` BIGINT NOT NULL DEFAULT 0,
  `on_way` BIGINT NOT NULL DEFAULT 0,
  `promised` BIGINT NOT NULL DEFAULT 0,
  `remaining` BIGINT NOT NULL,
  `waiting` INTEGER NOT NULL DEFAULT 0,
  `walk_ins` INTEGER NOT NULL DEFAULT 0,
  `is_open` TINYINT(1) NOT NULL DEFAULT 0,
  `starts_at` DATETIME(3) NULL,
  `ends_at` DATETIME(3) NULL,
  `cut_off_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `slot_line_id_idx` (`line_id`),
  KEY `slot_need_id_idx` (`need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
