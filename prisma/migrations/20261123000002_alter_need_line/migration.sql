ALTER TABLE `need_line`
  ADD COLUMN `service` VARCHAR(16) NULL;
