ALTER TABLE `beneficiary`
  ADD KEY `beneficiary_person_id_idx` (`person_id`);
