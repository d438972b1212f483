CREATE TABLE IF NOT EXISTS `day_event` (
  `id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `device` CHAR(36) NOT NULL,
  `seq` INTEGER NOT NULL,
  `actor_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(12) NOT NULL,
  `person_id` CHAR(36) NULL,
  `happened_at` DATETIME(3) NOT NULL,
  `arrived_at` DATETIME(3) NOT NULL,
  `outcome` VARCHAR(24) NOT NULL,
  `attendance_id` CHAR(36) NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `day_event_slot_id_device_seq_key` (`slot_id`, `device`, `seq`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
