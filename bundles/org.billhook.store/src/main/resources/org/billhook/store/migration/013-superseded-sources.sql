-- A posting that was reversed gives its external id to the one that takes its place: superseded is 0 while it has the id, then its
-- own number.
ALTER TABLE source ADD COLUMN superseded BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE source DROP CONSTRAINT source_external_id;
ALTER TABLE source ADD CONSTRAINT source_external_id UNIQUE (external_id, origin, superseded);
