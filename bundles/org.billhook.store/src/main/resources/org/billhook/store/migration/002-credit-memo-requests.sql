-- Requests whose net is negative (D-12, D-100) have a range of numbers of their own.
INSERT INTO number_range (kind, prefix, last_number) VALUES ('CREDIT_MEMO_REQUEST', 'CMR-', 0);
