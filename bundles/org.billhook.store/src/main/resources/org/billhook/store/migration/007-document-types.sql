-- Type of the document that a request becomes, as the item told when it was billed (D-11).
ALTER TABLE request ADD COLUMN document_type VARCHAR(120);
