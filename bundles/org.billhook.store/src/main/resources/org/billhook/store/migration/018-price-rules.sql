-- What of the quantity of a line an entry of a price list is for: WHOLE, or GRADUATED for a step that is only for what lies above it.
ALTER TABLE price_entry ADD COLUMN rule_name VARCHAR(12) DEFAULT 'WHOLE' NOT NULL;
