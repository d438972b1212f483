-- The consumer "matching" is new: what it keeps is delivered again, to it alone, so that helpers and wants are there.
UPDATE `outbox` SET `done` = 0, `tries` = 0, `lease_until` = NULL
WHERE `done` = 1 AND `event` NOT IN ('pledge.reminded', 'pledge.notified', 'pledge.called', 'pledge.unit_confirmed')
  AND (`aggregate` IN ('person', 'organisation', 'grant', 'qualification', 'pledge', 'seat', 'attendance', 'need', 'shift')
    OR `event` = 'region.merged');
