-- The object that the revenue of a request goes to (O-50): each of its lines says the same. Requests are found by it.
ALTER TABLE request ADD COLUMN receiver_id BIGINT DEFAULT 0 NOT NULL;
UPDATE request SET receiver_id = COALESCE(
  (SELECT l.revenue_receiver FROM request_line l WHERE l.document_id = request.id AND l.line_pos = 1), root_id);
CREATE INDEX request_by_receiver ON request (receiver_id, id);
