ALTER TABLE `join_request`
  MODIFY COLUMN `person_id` CHAR(36) NULL,
  ADD COLUMN `name_cipher` VARCHAR(255) NULL,
  ADD COLUMN `phone_hash` CHAR(64) NULL,
  ADD KEY `join_request_phone_hash_idx` (`phone_hash`);
