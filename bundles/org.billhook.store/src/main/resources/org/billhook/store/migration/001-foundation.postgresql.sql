-- Only what a document claims: postings, holds and the like stay out of the index.
CREATE INDEX entry_by_document ON entry (document_id, source_id) WHERE document_id IS NOT NULL;
