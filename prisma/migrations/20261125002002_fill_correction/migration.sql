UPDATE `correction` c JOIN `service_record` r ON r.`id` = c.`record_id`
SET c.`slot_id` = r.`slot_id`, c.`unit_id` = r.`recording_unit_id` WHERE c.`slot_id` = '';
