-- Name of the call that began a job: it stands in the lines of the log that the job leaves, after a new start too.
ALTER TABLE job ADD COLUMN call_name VARCHAR(64);
