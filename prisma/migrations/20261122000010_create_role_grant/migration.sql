CREATE TABLE IF NOT EXISTS `role_grant` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `role` VARCHAR(16) NOT NULL,
  `region_id` BIGINT NOT NULL DEFAULT 0,
  `organisation_id` CHAR(36) NULL,
  `delegated_from` CHAR(36) NULL,
  `granted_by` CHAR(36) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `started_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `role_grant_person_id_ended_at_idx` (`person_id`, `ended_at`),
  KEY `role_grant_region_id_role_idx` (`region_id`, `role`),
  KEY `role_grant_organisation_id_role_idx` (`organisation_id`, `role`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
