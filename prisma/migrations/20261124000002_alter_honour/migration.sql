ALTER TABLE `honour` ADD COLUMN `organisation_id` CHAR(36) NULL;
