-- The consumer "seats" is new: what it follows is delivered again, to it alone, so that shifts to come have their timers.
UPDATE `outbox` SET `done` = 0, `tries` = 0, `lease_until` = NULL
WHERE `done` = 1 AND `event` IN ('pledge.made', 'pledge.approved', 'pledge.accepted', 'pledge.topped_up', 'pledge.amended', 'pledge.withdrawn', 'pledge.removed', 'pledge.released', 'pledge.settled', 'need.changed', 'need.replanned', 'shift.added', 'shift.changed', 'shift.cancelled', 'shift.closed');
