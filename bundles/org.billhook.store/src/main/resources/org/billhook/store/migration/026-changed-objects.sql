-- When an object was changed last: until now as its log of changes says.
ALTER TABLE billing_object ADD COLUMN changed_at TIMESTAMP;
UPDATE billing_object SET changed_at = COALESCE(
  (SELECT MAX(c.changed_at) FROM change_log c WHERE c.subject = billing_object.kind || '/' || billing_object.object_key),
  CAST('1970-01-01 00:00:00' AS TIMESTAMP));
-- The kind is no part of it: a plan that is made while the table is empty would look objects up by it instead of by their key.
CREATE INDEX billing_object_by_change ON billing_object (changed_at, id);
