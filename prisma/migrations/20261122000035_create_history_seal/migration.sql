CREATE TABLE IF NOT EXISTS `history_seal` (
  `seq` BIGINT NOT NULL,
  `aggregate` VARCHAR(16) NOT NULL,
  `subject_id` VARCHAR(40) NOT NULL,
  `version` INTEGER NOT NULL,
  `hash` CHAR(64) NOT NULL,
  `sealed_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`seq`),
  UNIQUE KEY `history_seal_aggregate_subject_id_version_key` (`aggregate`, `subject_id`, `version`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
