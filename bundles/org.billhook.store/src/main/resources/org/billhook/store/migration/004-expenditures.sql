-- The trees of expenditures of previews (D-80 to D-86): nodes numbered from the top, each before those beneath it.
CREATE TABLE preview_node (
  preview_id BIGINT NOT NULL,
  node_no INTEGER NOT NULL,
  last_no INTEGER NOT NULL,
  parent_no INTEGER NOT NULL,
  node_level INTEGER NOT NULL,
  characteristic VARCHAR(80) NOT NULL,
  node_value VARCHAR(500) NOT NULL,
  source_count BIGINT NOT NULL,
  dimension CHAR(1),
  measure VARCHAR(8),
  original_quantity DECIMAL(24,9),
  bill_quantity DECIMAL(24,9),
  later_quantity DECIMAL(24,9),
  rejected_quantity DECIMAL(24,9),
  currency CHAR(3),
  original_amount DECIMAL(24,4),
  bill_amount DECIMAL(24,4),
  later_amount DECIMAL(24,4),
  rejected_amount DECIMAL(24,4),
  cost DECIMAL(24,4),
  cost_currency CHAR(3),
  CONSTRAINT preview_node_pk PRIMARY KEY (preview_id, node_no)
);

CREATE INDEX preview_node_by_parent ON preview_node (preview_id, parent_no, node_no);

CREATE TABLE preview_source (
  preview_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  place INTEGER NOT NULL,
  node_no INTEGER NOT NULL,
  service_date DATE NOT NULL,
  dimension CHAR(1),
  measure VARCHAR(8),
  original_quantity DECIMAL(24,9),
  bill_quantity DECIMAL(24,9),
  later_quantity DECIMAL(24,9),
  rejected_quantity DECIMAL(24,9),
  currency CHAR(3),
  original_amount DECIMAL(24,4),
  bill_amount DECIMAL(24,4),
  later_amount DECIMAL(24,4),
  rejected_amount DECIMAL(24,4),
  cost DECIMAL(24,4),
  cost_currency CHAR(3),
  reason ${text},
  CONSTRAINT preview_source_pk PRIMARY KEY (preview_id, place)
);

CREATE INDEX preview_source_by_source ON preview_source (source_id, preview_id);
