CREATE TABLE IF NOT EXISTS `seat` (
  `id` CHAR(36) NOT NULL,
  `pledge_id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `replaces` CHAR(36) NULL,
  `reason` VARCHAR(24) NULL,
  `live_key` VARCHAR(80) NULL,
  `named_by` CHAR(36) NOT NULL,
  `named_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `seat_live_key_key` (`live_key`),
  KEY `seat_pledge_id_status_idx` (`pledge_id`, `status`),
  KEY `seat_slot_id_status_idx` (`slot_id`, `status`),
  KEY `seat_person_id_named_at_idx` (`person_id`, `named_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
