-- A run of which roots failed or wait is not done.
UPDATE billing_run SET state = 'FAILED' WHERE state = 'DONE'
  AND EXISTS (SELECT 1 FROM run_root r WHERE r.run_id = billing_run.id AND r.state = 'FAILED');
UPDATE billing_run SET state = 'WAITING', ended_at = NULL WHERE state = 'DONE'
  AND EXISTS (SELECT 1 FROM run_root r WHERE r.run_id = billing_run.id AND r.state = 'WAITING');
