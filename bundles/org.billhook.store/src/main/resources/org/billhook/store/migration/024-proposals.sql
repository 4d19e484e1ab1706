-- What is given up is proposed by one and released by another. The act keeps who released it; it is empty where that needs no release.
ALTER TABLE act ADD COLUMN released_by VARCHAR(80);
CREATE SEQUENCE proposal_id AS BIGINT START WITH 1;
CREATE TABLE proposal (
  id BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  preview_id BIGINT,
  body_json ${long} NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at TIMESTAMP NOT NULL,
  decided_by VARCHAR(80),
  decided_at TIMESTAMP,
  reason VARCHAR(500),
  CONSTRAINT proposal_pk PRIMARY KEY (id)
);
CREATE INDEX proposal_by_state ON proposal (state, id);
CREATE INDEX proposal_by_preview ON proposal (preview_id);
