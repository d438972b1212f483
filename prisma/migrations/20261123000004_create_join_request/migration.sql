CREATE TABLE IF NOT EXISTS `join_request` (
  `id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `status` VARCHAR(12) NOT NULL,
  `note` VARCHAR(200) NULL,
  `invitation_id` CHAR(36) NULL,
  `reason` VARCHAR(200) NULL,
  `answered_by` CHAR(36) NULL,
  `answered_at` DATETIME(3) NULL,
  `live_key` VARCHAR(80) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `join_request_live_key_key` (`live_key`),
  KEY `join_request_organisation_id_status_created_at_idx` (`organisation_id`, `status`, `created_at`),
  KEY `join_request_person_id_created_at_idx` (`person_id`, `created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
