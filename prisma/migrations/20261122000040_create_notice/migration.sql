CREATE TABLE IF NOT EXISTS `notice` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `outbox_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(32) NOT NULL,
  `need_id` CHAR(36) NULL,
  `pledge_id` CHAR(36) NULL,
  `data` TEXT NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `read_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `notice_person_id_created_at_idx` (`person_id`, `created_at`),
  KEY `notice_person_id_read_at_idx` (`person_id`, `read_at`),
  UNIQUE KEY `notice_outbox_id_person_id_kind_key` (`outbox_id`, `person_id`, `kind`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
