-- The consumer "seats" follows the end of memberships from now on: past ones are delivered again, to it alone.
UPDATE `outbox` SET `done` = 0, `tries` = 0, `lease_until` = NULL WHERE `done` = 1 AND `event` = 'grant.ended';
