ALTER TABLE `consent`
  ADD COLUMN `signed_on` DATE NULL,
  ADD COLUMN `kept_at` VARCHAR(60) NULL;
