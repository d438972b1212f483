CREATE TABLE IF NOT EXISTS `proxy` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `actor_id` CHAR(36) NOT NULL,
  `kind` VARCHAR(12) NOT NULL,
  `organisation_id` CHAR(36) NULL,
  `consent_id` CHAR(36) NOT NULL,
  `started_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  KEY `proxy_person_id_idx` (`person_id`),
  KEY `proxy_actor_id_ended_at_idx` (`actor_id`, `ended_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
