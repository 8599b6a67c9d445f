-- The digest asks for the ids and revs of all that lives, and never for a document.

CREATE INDEX records_live ON records (office, id, seq, hash) WHERE kind IS NOT NULL;
