ALTER TABLE `hours_entry`
  DROP KEY `hours_entry_county_id_day_village_id_minutes_idx`,
  ADD KEY `hours_entry_place_idx` (`county_id`, `day`, `town_id`, `village_id`, `kind`, `person_id`, `minutes`);
