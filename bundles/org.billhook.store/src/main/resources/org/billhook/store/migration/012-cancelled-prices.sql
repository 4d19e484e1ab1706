-- A price that was typed wrong is cancelled, so that its start is free for another one. cancelled_with is the version of the price
-- lists that took it out, 0 while it stands: a run that began before finds it. request_price says which requests have lines by an
-- entry; those made before this have none here.
ALTER TABLE price_entry ADD COLUMN cancelled_with BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE price_entry ADD COLUMN cancel_reason VARCHAR(500);
ALTER TABLE price_entry ADD COLUMN replaced_by BIGINT;
ALTER TABLE price_entry DROP CONSTRAINT price_entry_start;
ALTER TABLE price_entry ADD CONSTRAINT price_entry_start
  UNIQUE (list_name, key_hash, unit, valid_from, scale_from, cancelled_with);
CREATE TABLE request_price (
  price_id BIGINT NOT NULL,
  request_id BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  CONSTRAINT request_price_pk PRIMARY KEY (price_id, request_id),
  CONSTRAINT request_price_price FOREIGN KEY (price_id) REFERENCES price_entry (id),
  CONSTRAINT request_price_request FOREIGN KEY (request_id) REFERENCES request (id)
);
