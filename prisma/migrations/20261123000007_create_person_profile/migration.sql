CREATE TABLE IF NOT EXISTS `person_profile` (
  `person_id` CHAR(36) NOT NULL,
  `sex` VARCHAR(8) NULL,
  `skills` VARCHAR(400) NOT NULL,
  `kinds` VARCHAR(400) NOT NULL,
  `updated_at` DATETIME(3) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`person_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
