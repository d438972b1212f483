CREATE TABLE IF NOT EXISTS `invitation_wave` (
  `id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `line_id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `number` INTEGER NOT NULL DEFAULT 0,
  `size` INTEGER NOT NULL DEFAULT 0,
  `expected` INTEGER NOT NULL DEFAULT 0,
  `next_at` DATETIME(3) NULL,
  `started_by` CHAR(36) NOT NULL,
  `started_at` DATETIME(3) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `invitation_wave_slot_id_key` (`slot_id`),
  KEY `invitation_wave_need_id_idx` (`need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
