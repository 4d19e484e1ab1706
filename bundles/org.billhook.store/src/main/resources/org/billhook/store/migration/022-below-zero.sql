-- Objects that ever had a posting below zero: of a root without any, nothing is read for what takes back other work.
ALTER TABLE billing_object ADD COLUMN below_zero BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE billing_object SET below_zero = TRUE WHERE id IN (
  SELECT s.object_id FROM source s JOIN balance b ON b.source_id = s.id WHERE b.posted < 0);
