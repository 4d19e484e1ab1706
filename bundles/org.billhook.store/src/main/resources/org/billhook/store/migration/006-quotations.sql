-- Quotations of planned sources (D-10, D-15) have a range of numbers of their own.
INSERT INTO number_range (kind, prefix, last_number) VALUES ('QUOTATION', 'QTN-', 0);
