CREATE TABLE IF NOT EXISTS `outbox` (
  `id` CHAR(36) NOT NULL,
  `aggregate` VARCHAR(16) NOT NULL,
  `subject_id` VARCHAR(40) NOT NULL,
  `version` INTEGER NOT NULL,
  `event` VARCHAR(32) NOT NULL,
  `at` DATETIME(3) NOT NULL,
  `sealed` TINYINT(1) NOT NULL DEFAULT 0,
  `done` TINYINT(1) NOT NULL DEFAULT 0,
  `lease_until` DATETIME(3) NULL,
  `tries` INTEGER NOT NULL DEFAULT 0,
  `last_error` VARCHAR(200) NULL,
  PRIMARY KEY (`id`),
  KEY `outbox_sealed_id_idx` (`sealed`, `id`),
  KEY `outbox_done_id_idx` (`done`, `id`),
  UNIQUE KEY `outbox_aggregate_subject_id_version_key` (`aggregate`, `subject_id`, `version`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
