-- A merged region points at the living one from now on, however often that was merged itself. Idempotent; two passes flatten chains of four.
UPDATE `region` AS `r` JOIN `region` AS `s` ON `s`.`id` = `r`.`merged_into` SET `r`.`merged_into` = `s`.`merged_into` WHERE `s`.`merged_into` IS NOT NULL;
UPDATE `region` AS `r` JOIN `region` AS `s` ON `s`.`id` = `r`.`merged_into` SET `r`.`merged_into` = `s`.`merged_into` WHERE `s`.`merged_into` IS NOT NULL;
