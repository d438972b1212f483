CREATE TABLE IF NOT EXISTS `evaluation` (
  `id` CHAR(36) NOT NULL,
  `slot_id` CHAR(36) NOT NULL,
  `need_id` CHAR(36) NOT NULL,
  `person_id` CHAR(36) NULL,
  `side` VARCHAR(12) NOT NULL,
  `score` TINYINT NOT NULL,
  `words` VARCHAR(200) NULL,
  `given_by` CHAR(36) NOT NULL,
  `live_key` VARCHAR(120) NOT NULL,
  `version` INTEGER NOT NULL DEFAULT 1,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `evaluation_live_key_key` (`live_key`),
  KEY `evaluation_person_id_idx` (`person_id`),
  KEY `evaluation_need_id_idx` (`need_id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
