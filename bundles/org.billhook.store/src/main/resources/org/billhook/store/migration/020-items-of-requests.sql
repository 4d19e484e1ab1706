-- The items that a request bills (D-74): what it has of each is a run of its lines. Until now each request had one.
CREATE TABLE request_item (
  request_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  root_id BIGINT NOT NULL,
  receiver_id BIGINT NOT NULL,
  first_line INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  rejected DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  CONSTRAINT request_item_pk PRIMARY KEY (request_id, item_id),
  CONSTRAINT request_item_request FOREIGN KEY (request_id) REFERENCES request (id),
  CONSTRAINT request_item_item FOREIGN KEY (item_id) REFERENCES billing_object (id),
  CONSTRAINT request_item_root FOREIGN KEY (root_id) REFERENCES billing_object (id)
);

INSERT INTO request_item (request_id, item_id, root_id, receiver_id, first_line, last_line, net, rejected, currency)
  SELECT id, item_id, root_id, receiver_id, 1, line_count, net, rejected, currency FROM request;

CREATE INDEX request_item_by_item ON request_item (item_id, request_id);
CREATE INDEX request_item_by_root ON request_item (root_id, request_id);
CREATE INDEX request_item_by_receiver ON request_item (receiver_id, request_id);

DROP INDEX request_by_root;
DROP INDEX request_by_item;
DROP INDEX request_by_receiver;
ALTER TABLE request DROP CONSTRAINT request_root;
ALTER TABLE request DROP CONSTRAINT request_item;
ALTER TABLE request DROP COLUMN root_id;
ALTER TABLE request DROP COLUMN item_id;
ALTER TABLE request DROP COLUMN receiver_id;
