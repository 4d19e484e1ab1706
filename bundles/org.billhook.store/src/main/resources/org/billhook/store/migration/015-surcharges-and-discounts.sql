-- A surcharge and a discount of the same key, start and quantity stand side by side (D-64).
ALTER TABLE price_entry ADD COLUMN discount BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE price_entry SET discount = TRUE WHERE price < 0;
ALTER TABLE price_entry DROP CONSTRAINT price_entry_start;
ALTER TABLE price_entry ADD CONSTRAINT price_entry_start
  UNIQUE (list_name, key_hash, unit, valid_from, scale_from, discount, cancelled_with);
