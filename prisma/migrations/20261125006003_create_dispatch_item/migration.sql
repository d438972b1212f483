CREATE TABLE IF NOT EXISTS `dispatch_item` (
  `id` CHAR(36) NOT NULL,
  `plan_id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `helper_kind` VARCHAR(12) NOT NULL,
  `helper_id` CHAR(36) NOT NULL,
  `amount` BIGINT NOT NULL,
  `most` BIGINT NOT NULL,
  `rank` INTEGER NOT NULL,
  `locked` TINYINT(1) NOT NULL DEFAULT 0,
  `points` INTEGER NOT NULL,
  `why` VARCHAR(2000) NOT NULL,
  `invitation_id` CHAR(36) NULL,
  PRIMARY KEY (`id`),
  KEY `dispatch_item_plan_id_helper_id_idx` (`plan_id`, `helper_id`),
  UNIQUE KEY `dispatch_item_plan_id_slot_id_helper_id_key` (`plan_id`, `slot_id`, `helper_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
