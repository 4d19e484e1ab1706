-- Roots of which something may be open: a row for each time that something was posted or opened again, until all of it is
-- settled. A look for what is due reads the sources of these roots only. 0 stands for the sources that belong to no root.
CREATE SEQUENCE opened_id AS BIGINT START WITH 1 INCREMENT BY 100;

CREATE TABLE opened (
  root_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  CONSTRAINT opened_pk PRIMARY KEY (root_id, id)
);

INSERT INTO opened (root_id, id)
  SELECT DISTINCT s.root_id, CAST(0 AS BIGINT) FROM source s JOIN balance b ON b.source_id = s.id WHERE b.still_open <> 0;
