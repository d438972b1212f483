CREATE TABLE IF NOT EXISTS `training` (
  `id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NOT NULL,
  `organisation_id` CHAR(36) NOT NULL,
  `title` VARCHAR(60) NOT NULL,
  `held_on` DATE NOT NULL,
  `minutes` INTEGER NOT NULL,
  `recorded_by` CHAR(36) NOT NULL,
  `ended_at` DATETIME(3) NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `training_person_id_idx` (`person_id`),
  KEY `training_organisation_id_held_on_idx` (`organisation_id`, `held_on`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
