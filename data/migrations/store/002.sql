-- How many records there are of each sort: what the sidebar shows and what a list's length is. Counting
-- takes longer the more there are; these few rows do not. Who writes a record keeps them, in the same
-- transaction; not triggers, for before a statement that fires one FTS5 writes out the words of every
-- record before it, which is most of the work of an import.

CREATE TABLE tally (
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  lives INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  deleted INTEGER NOT NULL,       -- is in the trash
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, state, lives, waiting, deleted)
) WITHOUT ROWID;

INSERT INTO tally
  SELECT kind, state, lives, waiting, deleted_at IS NOT NULL, count(*) FROM record
  GROUP BY 1, 2, 3, 4, 5;

DROP INDEX record_by_kind; -- was there to count along
