-- What of a request was rejected, why, and of which lines (D-90 to D-95).
ALTER TABLE request ADD COLUMN rejected DECIMAL(24,4) DEFAULT 0 NOT NULL;
ALTER TABLE request ADD COLUMN reason_code VARCHAR(20);
ALTER TABLE request ADD COLUMN reason_effect VARCHAR(12);
ALTER TABLE request ADD COLUMN reason_note VARCHAR(500);

UPDATE request SET rejected = net WHERE state = 'REJECTED';

CREATE TABLE rejected_line (
  document_id BIGINT NOT NULL,
  line_pos INTEGER NOT NULL,
  reason_code VARCHAR(20) NOT NULL,
  reason_effect VARCHAR(12) NOT NULL,
  reason_note VARCHAR(500) NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  is_whole BOOLEAN NOT NULL,
  CONSTRAINT rejected_line_pk PRIMARY KEY (document_id, line_pos)
);
