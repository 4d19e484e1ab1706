-- Second factors of users. The secret is sealed under a key that the database does not have; of recovery codes there are hashes alone.
-- last_step: of the code that was accepted last, so that none is accepted twice.
CREATE TABLE second_factor (
  user_name VARCHAR(200) NOT NULL,
  active BOOLEAN NOT NULL,
  secret VARCHAR(200) NOT NULL,
  last_step BIGINT NOT NULL,
  recovery VARCHAR(1000) NOT NULL,
  CONSTRAINT second_factor_pk PRIMARY KEY (user_name)
);
