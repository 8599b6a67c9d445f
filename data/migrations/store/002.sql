-- How many records there are of each sort: what the sidebar shows and what a list's length is. Counting
-- takes longer the more there are; these few rows do not. Triggers keep them, so that no statement can
-- forget to, in the transaction that writes the record.

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

CREATE TRIGGER tally_of_new AFTER INSERT ON record BEGIN
  INSERT INTO tally
    VALUES (new.kind, new.state, new.lives, new.waiting, new.deleted_at IS NOT NULL, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_of_changed AFTER UPDATE OF kind, state, lives, waiting, deleted_at ON record
WHEN (new.kind, new.state, new.lives, new.waiting, new.deleted_at IS NOT NULL)
  IS NOT (old.kind, old.state, old.lives, old.waiting, old.deleted_at IS NOT NULL)
BEGIN
  UPDATE tally SET count = count - 1 WHERE (kind, state, lives, waiting, deleted)
    = (old.kind, old.state, old.lives, old.waiting, old.deleted_at IS NOT NULL);
  INSERT INTO tally
    VALUES (new.kind, new.state, new.lives, new.waiting, new.deleted_at IS NOT NULL, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_of_gone AFTER DELETE ON record BEGIN
  UPDATE tally SET count = count - 1 WHERE (kind, state, lives, waiting, deleted)
    = (old.kind, old.state, old.lives, old.waiting, old.deleted_at IS NOT NULL);
END;

DROP INDEX record_by_kind; -- was there to count along
