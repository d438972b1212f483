CREATE TABLE IF NOT EXISTS `stand_in` (
  `id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `pledge_id` CHAR(36) NOT NULL,
  `seat_id` CHAR(36) NULL,
  `leaver_id` CHAR(36) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `taker_id` CHAR(36) NULL,
  `reason` VARCHAR(24) NULL,
  `live_key` VARCHAR(80) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `stand_in_live_key_key` (`live_key`),
  KEY `stand_in_slot_id_status_idx` (`slot_id`, `status`),
  KEY `stand_in_leaver_id_idx` (`leaver_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
