CREATE TABLE IF NOT EXISTS `ranking_shown` (
  `id` CHAR(64) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `subject_id` CHAR(36) NOT NULL,
  `viewer_id` CHAR(36) NULL,
  `region_id` BIGINT NOT NULL,
  `weights_version` INTEGER NOT NULL,
  `seed` BIGINT NOT NULL,
  `body` MEDIUMTEXT NOT NULL,
  `at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ranking_shown_subject_id_at_idx` (`subject_id`, `at`),
  KEY `ranking_shown_at_idx` (`at`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
