CREATE TABLE IF NOT EXISTS `dispatch_slot` (
  `plan_id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `open` BIGINT NOT NULL,
  `share` BIGINT NOT NULL,
  `why` VARCHAR(12) NOT NULL,
  PRIMARY KEY (`plan_id`, `slot_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
