CREATE TABLE IF NOT EXISTS `shift_statement` (
  `slot_id` CHAR(36) NOT NULL,
  `side` VARCHAR(8) NOT NULL,
  `headcount` INTEGER NOT NULL,
  `minutes` INTEGER NOT NULL,
  `note` VARCHAR(200) NULL,
  `stated_by` CHAR(36) NULL,
  `stated_at` DATETIME(3) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (`slot_id`, `side`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
