-- The ids by which plugins have decided. One of which the bundle is away holds what it would have decided, also after a restart,
-- until the bundle is back or an administrator retires the id.
CREATE TABLE plugin_id (
  spi VARCHAR(80) NOT NULL,
  id VARCHAR(80) NOT NULL,
  bundle VARCHAR(400) NOT NULL,
  version VARCHAR(200) NOT NULL,
  away_since TIMESTAMP,
  CONSTRAINT plugin_id_pk PRIMARY KEY (spi, id)
);
