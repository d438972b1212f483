-- The consumer "invitations" is new: of what happened before nothing follows for it, since nobody had been invited.
INSERT IGNORE INTO `effect` (`outbox_id`, `consumer`, `at`)
SELECT `id`, 'invitations', `at` FROM `outbox`
WHERE `event` IN ('pledge.made', 'pledge.approved', 'pledge.accepted', 'pledge.topped_up', 'pledge.amended', 'pledge.offered', 'need.changed', 'need.replanned', 'need.withdrawn', 'need.sealed', 'need.settling', 'need.completed', 'need.cancelled', 'need.closed', 'shift.changed', 'shift.cancelled');
