CREATE TABLE IF NOT EXISTS `sms` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `outbox_id` CHAR(36) NOT NULL,
  `pledge_id` CHAR(36) NULL,
  `template` VARCHAR(32) NOT NULL,
  `params` TEXT NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `tries` INTEGER NOT NULL DEFAULT 0,
  `next_at` DATETIME(3) NOT NULL,
  `provider_ref` VARCHAR(80) NULL,
  `last_error` VARCHAR(200) NULL,
  `created_at` DATETIME(3) NOT NULL,
  `sent_at` DATETIME(3) NULL,
  `delivered_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `sms_status_next_at_idx` (`status`, `next_at`),
  UNIQUE KEY `sms_outbox_id_person_id_template_key` (`outbox_id`, `person_id`, `template`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
