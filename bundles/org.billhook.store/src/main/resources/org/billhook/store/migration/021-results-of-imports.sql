-- A stored result stands for so many rows of the file that follow one another, with sources that follow one another: most rows are
-- posted as they came, and each would be one more row beside its source.
ALTER TABLE import_row ADD COLUMN row_count INTEGER DEFAULT 1 NOT NULL;
