CREATE TABLE IF NOT EXISTS `dispatch_look` (
  `id` CHAR(36) NOT NULL,
  `plan_id` CHAR(36) NOT NULL,
  `helper_id` CHAR(36) NOT NULL,
  `viewer_id` CHAR(36) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `dispatch_look_plan_id_viewer_id_helper_id_idx` (`plan_id`, `viewer_id`, `helper_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
