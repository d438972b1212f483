CREATE TABLE IF NOT EXISTS `attachment` (
  `id` CHAR(36) NOT NULL,
  `file_id` CHAR(36) NOT NULL,
  `aggregate` VARCHAR(16) NOT NULL,
  `subject_id` VARCHAR(40) NOT NULL,
  `purpose` VARCHAR(16) NOT NULL,
  `is_public` TINYINT(1) NOT NULL DEFAULT 0,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `attachment_aggregate_subject_id_idx` (`aggregate`, `subject_id`),
  KEY `attachment_file_id_idx` (`file_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
