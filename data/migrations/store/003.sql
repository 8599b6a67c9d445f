-- What the filters of a list ask for beside the columns that stood: whether there is a photo, when the
-- record was changed last, and which of its papers ends first.

ALTER TABLE record ADD COLUMN no_photo INTEGER NOT NULL DEFAULT 1;
ALTER TABLE record ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN paper_ends INTEGER; -- the last day that it is valid, as its first second

-- The year that a P-IRT ends stands in the last digits of its number (catalogue/eta-paper.c).
UPDATE record SET
  no_photo = cover IS NULL,
  changed_at = coalesce((SELECT at FROM history WHERE seq = changed), 0),
  paper_ends = (
    SELECT min(CAST(strftime('%s', coalesce(
        nullif(json_extract(p.value, '$.valid_until'), ''),
        CASE WHEN json_extract(p.value, '$.kind') = 'pirt'
              AND length(json_extract(p.value, '$.number')) >= 15
          THEN '20' || substr(json_extract(p.value, '$.number'), -2) || '-12-31' END
      )) AS INTEGER))
    FROM document d, json_each(d.doc, '$.papers') p
    WHERE d.n = record.n AND p.type = 'object');

-- The walks again, with what the new filters look at; and lives, which the condition implies but SQLite
-- would read each row for: a filtered count reads the index alone.
DROP INDEX record_by_title;
DROP INDEX record_by_changed;
DROP INDEX record_by_score;
DROP INDEX record_by_state;
CREATE INDEX record_by_title ON record (kind, sort_key, n, state, province, regency, category,
  score, no_photo, changed_at, paper_ends, lives) WHERE lives;
CREATE INDEX record_by_changed ON record (kind, changed, state, province, regency, category,
  score, no_photo, changed_at, paper_ends, lives) WHERE lives;
CREATE INDEX record_by_score ON record (kind, score, n, state, province, regency, category,
  no_photo, changed_at, paper_ends, lives) WHERE lives;
CREATE INDEX record_by_state ON record (state, sort_key, n, kind, province, regency, category,
  score, no_photo, changed_at, paper_ends, lives) WHERE lives;
