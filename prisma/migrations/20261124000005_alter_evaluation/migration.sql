ALTER TABLE `evaluation` ADD COLUMN `ended_at` DATETIME(3) NULL;
