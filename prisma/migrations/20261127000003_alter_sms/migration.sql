ALTER TABLE `sms`
  ADD KEY `sms_person_id_idx` (`person_id`);
