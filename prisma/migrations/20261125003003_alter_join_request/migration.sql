ALTER TABLE `join_request`
  ADD COLUMN `role` VARCHAR(16) NOT NULL DEFAULT 'member';
