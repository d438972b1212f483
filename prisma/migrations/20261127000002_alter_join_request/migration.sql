ALTER TABLE `join_request`
  ADD KEY `join_request_status_created_at_idx` (`status`, `created_at`);
