-- Down payments on planned sources (D-10) have a range of numbers of their own, and a request tells whether its bill shows what
-- was billed to date (D-14).
INSERT INTO number_range (kind, prefix, last_number) VALUES ('DOWN_PAYMENT_REQUEST', 'DPR-', 0);
ALTER TABLE request ADD COLUMN inception_to_date BOOLEAN DEFAULT FALSE NOT NULL;
