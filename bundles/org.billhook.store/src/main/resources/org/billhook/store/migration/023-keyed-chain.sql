-- An event says what rows its transaction wrote (covers), so that the chain of events holds them too. Events are chained under a key that
-- the database does not have; chain_key tells which, and is null for those that were chained before. tally keeps the highest number that
-- was given, so that events that are cut off at the end are missed.
ALTER TABLE outbox ADD COLUMN covers ${long};
ALTER TABLE event ADD COLUMN covers ${long};
ALTER TABLE event ADD COLUMN chain_key VARCHAR(16);
UPDATE tally SET tally = (SELECT COALESCE(MAX(event_no), 0) FROM event) WHERE name = 'event';
