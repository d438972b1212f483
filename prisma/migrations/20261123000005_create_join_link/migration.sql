CREATE TABLE IF NOT EXISTS `join_link` (
  `id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `token_hash` CHAR(64) NOT NULL,
  `admits` TINYINT(1) NOT NULL DEFAULT 0,
  `uses` INTEGER NOT NULL DEFAULT 0,
  `uses_max` INTEGER NOT NULL,
  `created_by` CHAR(36) NOT NULL,
  `created_at` DATETIME(3) NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `join_link_token_hash_key` (`token_hash`),
  KEY `join_link_organisation_id_created_at_idx` (`organisation_id`, `created_at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
