-- At what price a line was billed, so that the next part of a source knows whether it goes on at the same one (G-14): price_basis is
-- compared as a whole and read by nobody. net_at_price is the net without the amounts that came on top of the price; null where it is
-- the net. Lines that were billed before have neither: whether they are of a price is told by what they are worth at it.
ALTER TABLE request_line ADD COLUMN price_basis VARCHAR(200);
ALTER TABLE request_line ADD COLUMN net_at_price DECIMAL(24,4);
ALTER TABLE preview_line ADD COLUMN price_basis VARCHAR(200);
ALTER TABLE preview_line ADD COLUMN net_at_price DECIMAL(24,4);
