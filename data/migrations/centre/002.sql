-- What the gallery counts. A list's length and order come from the indices alone: what is hidden stands
-- in them too, so that no row with its document is read for it.

DROP INDEX published_by_seq;
DROP INDEX published_by_province;
DROP INDEX published_by_regency;
DROP INDEX published_by_category;
CREATE INDEX published_by_seq ON published (kind, hidden, seq);
CREATE INDEX published_by_province ON published (kind, hidden, province, seq);
CREATE INDEX published_by_regency ON published (kind, hidden, regency, seq);
CREATE INDEX published_by_category ON published (kind, hidden, category, seq);

-- How many listings that are shown have each code. Triggers keep it, so that no statement can forget to.

CREATE TABLE published_tally (
  kind TEXT NOT NULL,
  list TEXT NOT NULL, -- province, regency, category
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, list, code)
) WITHOUT ROWID;

CREATE VIEW published_codes AS
  SELECT number, kind, 'province' AS list, province AS code FROM published WHERE hidden = 0
  UNION ALL SELECT number, kind, 'regency', regency FROM published WHERE hidden = 0
  UNION ALL SELECT number, kind, 'category', category FROM published WHERE hidden = 0;

INSERT INTO published_tally
  SELECT kind, list, code, count (*) FROM published_codes WHERE code <> '' GROUP BY 1, 2, 3;

CREATE TRIGGER published_tally_of_new AFTER INSERT ON published BEGIN
  INSERT INTO published_tally
    SELECT kind, list, code, 1 FROM published_codes WHERE number = new.number AND code <> ''
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER published_tally_of_gone BEFORE DELETE ON published BEGIN
  UPDATE published_tally SET count = count - 1 WHERE (kind, list, code) IN
    (SELECT kind, list, code FROM published_codes WHERE number = old.number);
END;

CREATE TRIGGER published_tally_of_left BEFORE UPDATE OF hidden, province, regency, category ON published
WHEN (new.hidden, new.province, new.regency, new.category)
  IS NOT (old.hidden, old.province, old.regency, old.category)
BEGIN
  UPDATE published_tally SET count = count - 1 WHERE (kind, list, code) IN
    (SELECT kind, list, code FROM published_codes WHERE number = old.number);
END;

CREATE TRIGGER published_tally_of_changed AFTER UPDATE OF hidden, province, regency, category ON published
WHEN (new.hidden, new.province, new.regency, new.category)
  IS NOT (old.hidden, old.province, old.regency, old.category)
BEGIN
  INSERT INTO published_tally
    SELECT kind, list, code, 1 FROM published_codes WHERE number = new.number AND code <> ''
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
