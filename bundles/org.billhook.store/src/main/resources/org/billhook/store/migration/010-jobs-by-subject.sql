-- Which jobs work on a run or an upload is asked for by kind and subject, however many jobs there were since.
CREATE INDEX job_by_subject ON job (kind, subject);
