-- A price can be a step of a scale: for lines of at least a quantity (D-64).
ALTER TABLE price_entry ADD COLUMN scale_from DECIMAL(24,9) DEFAULT 0 NOT NULL;
ALTER TABLE price_entry DROP CONSTRAINT price_entry_start;
ALTER TABLE price_entry ADD CONSTRAINT price_entry_start UNIQUE (list_name, key_hash, unit, valid_from, scale_from);
