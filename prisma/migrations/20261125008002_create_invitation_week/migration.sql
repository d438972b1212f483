CREATE TABLE IF NOT EXISTS `invitation_week` (
  `helper_id` CHAR(36) NOT NULL,
  `week_on` DATE NOT NULL,
  `sent` INTEGER NOT NULL,
  PRIMARY KEY (`helper_id`, `week_on`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
