CREATE TABLE IF NOT EXISTS `contact_look` (
  `id` CHAR(36) NOT NULL,
  `pledge_id` CHAR(36) NOT NULL,
  `viewer_id` CHAR(36) NOT NULL,
  `subject_id` CHAR(36) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `contact_look_pledge_id_idx` (`pledge_id`),
  KEY `contact_look_subject_id_at_idx` (`subject_id`, `at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
