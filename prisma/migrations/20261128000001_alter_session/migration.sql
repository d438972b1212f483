ALTER TABLE `session`
  ADD KEY `session_ended_at_idx` (`ended_at`),
  ADD KEY `session_expires_at_idx` (`expires_at`);
