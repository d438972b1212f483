ALTER TABLE `person_private`
  DROP KEY `person_private_id_number_hash_idx`,
  ADD UNIQUE KEY `person_private_id_number_hash_key` (`id_number_hash`);
