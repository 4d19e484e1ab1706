-- The schema, the same on every database. What differs is written as ${token} and filled in by the dialect:
--   ${ordered}  a collation that orders by code point, so that keyset pages and path prefixes use the index
--   ${text}     text of up to 32,000 characters that is kept with its row
--   ${long}     text without limit
--   ${hash}     32 bytes
--   ${bytes}    bytes without limit
--   ${narrow}   storage options of the table of balances
-- Timestamps are UTC. Amounts stand next to their currency. Statements end with a semicolon at the end of a line.
--
-- Foreign keys stand where rows are few. There are none on source, balance, entry, request_line, preview_line and act: each
-- would cost a look-up and a shared lock per row of the hot path, no row of these is ever deleted or gets another key,
-- and one method writes them together. The audit of the ledger finds a row without its partner.

-- Billing objects of every kind -------------------------------------------------------------------------------------

CREATE SEQUENCE billing_object_id AS BIGINT START WITH 1 INCREMENT BY 100;

CREATE TABLE billing_object (
  id BIGINT NOT NULL,
  kind VARCHAR(40) ${ordered} NOT NULL,
  object_key VARCHAR(120) ${ordered} NOT NULL,
  name VARCHAR(200) NOT NULL,
  status VARCHAR(80) NOT NULL,
  phase VARCHAR(12) NOT NULL,
  above_id BIGINT,
  root_id BIGINT,
  path VARCHAR(800) ${ordered} NOT NULL,
  executes BOOLEAN NOT NULL,
  attributes ${text} NOT NULL,
  characteristics ${text} NOT NULL,
  relevance VARCHAR(80),
  party VARCHAR(120),
  currency CHAR(3),
  active BOOLEAN,
  bills_kind VARCHAR(40) ${ordered},
  bills_key VARCHAR(120) ${ordered},
  bills_root_id BIGINT,
  first_actual DATE,
  warnings ${text} NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT billing_object_pk PRIMARY KEY (id),
  CONSTRAINT billing_object_ref UNIQUE (kind, object_key),
  CONSTRAINT billing_object_above FOREIGN KEY (above_id) REFERENCES billing_object (id),
  CONSTRAINT billing_object_root FOREIGN KEY (root_id) REFERENCES billing_object (id),
  CONSTRAINT billing_object_bills_root FOREIGN KEY (bills_root_id) REFERENCES billing_object (id)
);

CREATE INDEX billing_object_by_key ON billing_object (object_key, kind);
CREATE INDEX billing_object_by_above ON billing_object (above_id, object_key, kind);
CREATE INDEX billing_object_by_root ON billing_object (root_id, path);
CREATE INDEX billing_object_by_path ON billing_object (path);
CREATE INDEX billing_object_by_bills ON billing_object (bills_kind, bills_key);
CREATE INDEX billing_object_by_bills_root ON billing_object (bills_root_id, object_key);

CREATE TABLE object_attribute (
  object_id BIGINT NOT NULL,
  name VARCHAR(40) ${ordered} NOT NULL,
  attribute_value VARCHAR(500) ${ordered} NOT NULL,
  CONSTRAINT object_attribute_pk PRIMARY KEY (object_id, name),
  CONSTRAINT object_attribute_object FOREIGN KEY (object_id) REFERENCES billing_object (id)
);

CREATE INDEX object_attribute_by_value ON object_attribute (name, attribute_value, object_id);

CREATE TABLE object_reference (
  object_id BIGINT NOT NULL,
  name VARCHAR(40) ${ordered} NOT NULL,
  target_kind VARCHAR(40) ${ordered} NOT NULL,
  target_key VARCHAR(120) ${ordered} NOT NULL,
  CONSTRAINT object_reference_pk PRIMARY KEY (object_id, name),
  CONSTRAINT object_reference_object FOREIGN KEY (object_id) REFERENCES billing_object (id)
);

CREATE INDEX object_reference_by_target ON object_reference (target_kind, target_key, object_id);

-- Sources and the ledger --------------------------------------------------------------------------------------------

CREATE SEQUENCE source_id AS BIGINT START WITH 1 INCREMENT BY 1000;

-- root_id is 0 where the object belongs to no root. What is posted stands in the balance, since a revaluation changes it.
CREATE TABLE source (
  id BIGINT NOT NULL,
  kind VARCHAR(40) ${ordered} NOT NULL,
  origin VARCHAR(80) ${ordered} NOT NULL,
  external_id VARCHAR(120) ${ordered} NOT NULL,
  object_id BIGINT NOT NULL,
  root_id BIGINT NOT NULL,
  service_date DATE NOT NULL,
  posting_date DATE NOT NULL,
  entered_at TIMESTAMP NOT NULL,
  dimension CHAR(1) NOT NULL,
  measure VARCHAR(8) NOT NULL,
  description VARCHAR(500) NOT NULL,
  billable BOOLEAN NOT NULL,
  actual BOOLEAN NOT NULL,
  characteristics ${text} NOT NULL,
  cost DECIMAL(24,4),
  cost_currency CHAR(3),
  reverses BIGINT,
  fingerprint ${hash} NOT NULL,
  CONSTRAINT source_pk PRIMARY KEY (id),
  -- the external id first: Derby probes a list of keys in the leading column only
  CONSTRAINT source_external_id UNIQUE (external_id, origin),
  CONSTRAINT source_dimension CHECK (dimension IN ('Q', 'A')),
  CONSTRAINT source_cost CHECK ((cost IS NULL AND cost_currency IS NULL) OR (cost IS NOT NULL AND cost_currency IS NOT NULL))
);

CREATE INDEX source_by_root ON source (root_id, service_date, id);
CREATE INDEX source_by_object ON source (object_id, service_date, id);

CREATE SEQUENCE act_id AS BIGINT START WITH 1 INCREMENT BY 100;

CREATE TABLE act (
  id BIGINT NOT NULL,
  run_id BIGINT,
  actor VARCHAR(80) NOT NULL,
  reason VARCHAR(1000) NOT NULL,
  done_at TIMESTAMP NOT NULL,
  CONSTRAINT act_pk PRIMARY KEY (id)
);

-- Law 1. The two conditions together say: the terms add up to posted, and each lies between zero and posted.
CREATE TABLE balance (
  source_id BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  posted DECIMAL(24,9) NOT NULL,
  still_open DECIMAL(24,9) NOT NULL,
  held DECIMAL(24,9) NOT NULL,
  billed DECIMAL(24,9) NOT NULL,
  written_off DECIMAL(24,9) NOT NULL,
  transferred DECIMAL(24,9) NOT NULL,
  included DECIMAL(24,9) NOT NULL,
  reversed DECIMAL(24,9) NOT NULL,
  CONSTRAINT balance_pk PRIMARY KEY (source_id),
  CONSTRAINT balance_sum CHECK (
    posted = still_open + held + billed + written_off + transferred + included + reversed),
  CONSTRAINT balance_sign CHECK (
    (posted >= 0 AND still_open >= 0 AND held >= 0 AND billed >= 0 AND written_off >= 0
      AND transferred >= 0 AND included >= 0 AND reversed >= 0)
    OR (posted <= 0 AND still_open <= 0 AND held <= 0 AND billed <= 0 AND written_off <= 0
      AND transferred <= 0 AND included <= 0 AND reversed <= 0))
) ${narrow};

-- Until when the held share of a source stays held; a row only while something is held.
CREATE TABLE hold (
  source_id BIGINT NOT NULL,
  held_until DATE,
  CONSTRAINT hold_pk PRIMARY KEY (source_id)
);

CREATE INDEX hold_by_day ON hold (held_until, source_id);

CREATE TABLE entry (
  source_id BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  act_id BIGINT NOT NULL,
  kind VARCHAR(14) NOT NULL,
  share DECIMAL(24,9) NOT NULL,
  amount DECIMAL(24,4),
  currency CHAR(3),
  document_id BIGINT,
  line_pos INTEGER,
  CONSTRAINT entry_pk PRIMARY KEY (source_id, seq)
);

-- Runs --------------------------------------------------------------------------------------------------------------

CREATE SEQUENCE billing_run_id AS BIGINT START WITH 1;

CREATE TABLE billing_run (
  id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  order_json ${long} NOT NULL,
  state VARCHAR(12) NOT NULL,
  actor VARCHAR(80) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  generation VARCHAR(128) NOT NULL,
  prices BIGINT NOT NULL,
  deciders ${long} NOT NULL,
  findings ${long} NOT NULL,
  CONSTRAINT billing_run_pk PRIMARY KEY (id)
);

CREATE INDEX billing_run_by_state ON billing_run (state, id);

CREATE TABLE run_root (
  run_id BIGINT NOT NULL,
  root_id BIGINT NOT NULL,
  state VARCHAR(12) NOT NULL,
  requests ${text} NOT NULL,
  line_count BIGINT NOT NULL,
  totals ${text} NOT NULL,
  findings ${long} NOT NULL,
  facts ${long},
  CONSTRAINT run_root_pk PRIMARY KEY (run_id, root_id),
  CONSTRAINT run_root_run FOREIGN KEY (run_id) REFERENCES billing_run (id)
);

CREATE INDEX run_root_by_state ON run_root (run_id, state, root_id);

-- Requests and previews ---------------------------------------------------------------------------------------------

CREATE SEQUENCE request_id AS BIGINT START WITH 1;

CREATE TABLE number_range (
  kind VARCHAR(40) NOT NULL,
  prefix VARCHAR(20) NOT NULL,
  last_number BIGINT NOT NULL,
  CONSTRAINT number_range_pk PRIMARY KEY (kind)
);

INSERT INTO number_range (kind, prefix, last_number) VALUES ('BILLING_DOCUMENT_REQUEST', 'BDR-', 0);
INSERT INTO number_range (kind, prefix, last_number) VALUES ('DEBIT_MEMO_REQUEST', 'DMR-', 0);

CREATE TABLE request (
  id BIGINT NOT NULL,
  request_number VARCHAR(40) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  state VARCHAR(12) NOT NULL,
  root_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  party VARCHAR(120) NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  key_date DATE NOT NULL,
  run_id BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  actor VARCHAR(80) NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT request_pk PRIMARY KEY (id),
  CONSTRAINT request_no UNIQUE (kind, request_number),
  CONSTRAINT request_root FOREIGN KEY (root_id) REFERENCES billing_object (id),
  CONSTRAINT request_item FOREIGN KEY (item_id) REFERENCES billing_object (id)
);

CREATE INDEX request_by_root ON request (root_id, id);
CREATE INDEX request_by_item ON request (item_id, state);
CREATE INDEX request_by_party ON request (party, id);
CREATE INDEX request_by_run ON request (run_id, id);

CREATE TABLE request_line (
  document_id BIGINT NOT NULL,
  line_pos INTEGER NOT NULL,
  quantity DECIMAL(24,9),
  dimension CHAR(1),
  measure VARCHAR(8),
  description VARCHAR(500) NOT NULL,
  service_from DATE,
  service_to DATE,
  characteristics ${text} NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  revenue_receiver BIGINT NOT NULL,
  derivation ${text} NOT NULL,
  derivation_rest ${long},
  CONSTRAINT request_line_pk PRIMARY KEY (document_id, line_pos)
);

CREATE SEQUENCE preview_id AS BIGINT START WITH 1;

CREATE TABLE preview (
  id BIGINT NOT NULL,
  token VARCHAR(128) NOT NULL,
  order_json ${long} NOT NULL,
  result_json ${long} NOT NULL,
  actor VARCHAR(80) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  run_id BIGINT,
  CONSTRAINT preview_pk PRIMARY KEY (id)
);

CREATE INDEX preview_by_end ON preview (ends_at);

CREATE TABLE preview_line (
  preview_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  line_pos INTEGER NOT NULL,
  quantity DECIMAL(24,9),
  dimension CHAR(1),
  measure VARCHAR(8),
  description VARCHAR(500) NOT NULL,
  service_from DATE,
  service_to DATE,
  characteristics ${text} NOT NULL,
  net DECIMAL(24,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  revenue_receiver BIGINT NOT NULL,
  derivation ${text} NOT NULL,
  derivation_rest ${long},
  CONSTRAINT preview_line_pk PRIMARY KEY (preview_id, document_id, line_pos)
);

-- Settings ----------------------------------------------------------------------------------------------------------

CREATE SEQUENCE price_entry_id AS BIGINT START WITH 1;

-- key_hash stands for key_json, which may be too long for an index. price_scale keeps the decimals as they were entered.
-- since is the version of the price lists (tally 'prices') that brought the entry; valid_to is the newest, and
-- price_end keeps what it was before, so that a run that goes on after a kill finds the prices it began with.
CREATE TABLE price_entry (
  id BIGINT NOT NULL,
  list_name VARCHAR(120) ${ordered} NOT NULL,
  key_json ${text} NOT NULL,
  key_hash CHAR(64) NOT NULL,
  unit VARCHAR(8) NOT NULL,
  price DECIMAL(30,12) NOT NULL,
  price_scale INTEGER NOT NULL,
  currency CHAR(3) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  since BIGINT NOT NULL,
  CONSTRAINT price_entry_pk PRIMARY KEY (id),
  CONSTRAINT price_entry_start UNIQUE (list_name, key_hash, unit, valid_from),
  CONSTRAINT price_entry_days CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE price_end (
  price_id BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  valid_to_before DATE,
  CONSTRAINT price_end_pk PRIMARY KEY (price_id, changed_at),
  CONSTRAINT price_end_price FOREIGN KEY (price_id) REFERENCES price_entry (id)
);

CREATE INDEX price_end_by_version ON price_end (changed_at, price_id);

CREATE INDEX price_entry_by_list ON price_entry (list_name, id);

CREATE TABLE tally (
  name VARCHAR(40) NOT NULL,
  tally BIGINT NOT NULL,
  CONSTRAINT tally_pk PRIMARY KEY (name)
);

INSERT INTO tally (name, tally) VALUES ('prices', 0);
-- its row is the lock of the one sequencer that may number events
INSERT INTO tally (name, tally) VALUES ('event', 0);

CREATE SEQUENCE configuration_id AS BIGINT START WITH 1;

CREATE TABLE configuration (
  id BIGINT NOT NULL,
  section_name VARCHAR(80) ${ordered} NOT NULL,
  name VARCHAR(120) ${ordered} NOT NULL,
  version BIGINT NOT NULL,
  content ${long} NOT NULL,
  actor VARCHAR(80) NOT NULL,
  stored_at TIMESTAMP NOT NULL,
  CONSTRAINT configuration_pk PRIMARY KEY (id),
  CONSTRAINT configuration_version UNIQUE (section_name, name, version)
);

-- Jobs, calls with an idempotency key, imports ----------------------------------------------------------------------

CREATE SEQUENCE job_id AS BIGINT START WITH 1;

CREATE TABLE job (
  id BIGINT NOT NULL,
  kind VARCHAR(80) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  state VARCHAR(12) NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT,
  actor VARCHAR(80) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  findings ${long} NOT NULL,
  CONSTRAINT job_pk PRIMARY KEY (id)
);

CREATE INDEX job_by_state ON job (state, id);

CREATE TABLE idempotent_call (
  actor VARCHAR(80) ${ordered} NOT NULL,
  call_key VARCHAR(255) ${ordered} NOT NULL,
  request_hash VARCHAR(128) NOT NULL,
  called_at TIMESTAMP NOT NULL,
  status INTEGER,
  content_type VARCHAR(200),
  headers ${text},
  body ${bytes},
  CONSTRAINT idempotent_call_pk PRIMARY KEY (actor, call_key)
);

CREATE INDEX idempotent_call_by_time ON idempotent_call (called_at);

CREATE SEQUENCE import_run_id AS BIGINT START WITH 1;

CREATE TABLE import_run (
  id BIGINT NOT NULL,
  mapping VARCHAR(120) NOT NULL,
  mapping_version BIGINT NOT NULL,
  file_name VARCHAR(500) NOT NULL,
  checksum VARCHAR(128) NOT NULL,
  state VARCHAR(12) NOT NULL,
  row_count BIGINT NOT NULL,
  posted BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  actor VARCHAR(80) NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  CONSTRAINT import_run_pk PRIMARY KEY (id)
);

CREATE TABLE import_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  source_id BIGINT,
  findings ${text} NOT NULL,
  CONSTRAINT import_row_pk PRIMARY KEY (import_id, row_no)
);

CREATE INDEX import_row_by_outcome ON import_row (import_id, outcome, row_no);

-- Change log, outbox, chain of events -------------------------------------------------------------------------------

CREATE SEQUENCE change_log_id AS BIGINT START WITH 1 INCREMENT BY 100;

CREATE TABLE change_log (
  id BIGINT NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  actor VARCHAR(80) NOT NULL,
  subject VARCHAR(200) ${ordered} NOT NULL,
  field VARCHAR(120) NOT NULL,
  before_value ${long},
  after_value ${long},
  allowed_by VARCHAR(400),
  CONSTRAINT change_log_pk PRIMARY KEY (id)
);

CREATE INDEX change_log_by_subject ON change_log (subject, id);

CREATE SEQUENCE outbox_id AS BIGINT START WITH 1 INCREMENT BY 100;

CREATE TABLE outbox (
  id BIGINT NOT NULL,
  event_type VARCHAR(80) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  body ${long} NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  CONSTRAINT outbox_pk PRIMARY KEY (id)
);

CREATE TABLE event (
  event_no BIGINT NOT NULL,
  event_type VARCHAR(80) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  body ${long} NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  hash VARCHAR(128) NOT NULL,
  CONSTRAINT event_pk PRIMARY KEY (event_no)
);
