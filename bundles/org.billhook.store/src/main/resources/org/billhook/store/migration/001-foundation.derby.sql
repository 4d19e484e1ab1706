-- Derby has no partial index; entries without a document have no key in it but still a row.
CREATE INDEX entry_by_document ON entry (document_id, source_id);
