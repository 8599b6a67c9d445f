-- The office's catalogue file, first form. Text is UTF-8, times are seconds since 1970 (UTC).

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What lists, counts and the outbox ask of a record; the documents stand apart, so that a list never
-- reads over them. Everything from "title" on is computed from the documents at each write.
CREATE TABLE record (
  n INTEGER PRIMARY KEY,          -- also the row of the search index
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  office TEXT,
  deleted_at INTEGER,             -- in the trash since; NULL: lives, or was never here
  lives INTEGER NOT NULL,         -- has a document
  changed INTEGER NOT NULL,       -- rises with each change of the document, over all records
  waiting INTEGER NOT NULL,       -- differs from what the centre has agreed to
  base_rev TEXT,
  sent_op TEXT,
  sent_base TEXT,
  title TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL DEFAULT '',
  subtitle TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'draft',
  business TEXT,
  province TEXT,
  regency TEXT,
  category TEXT,
  score INTEGER NOT NULL DEFAULT 0,
  export_score INTEGER NOT NULL DEFAULT 0,
  cover TEXT,
  natural_key TEXT
);

-- The three copies of a record under way. "=" in place of a copy: the same as "doc".
CREATE TABLE document (
  n INTEGER PRIMARY KEY REFERENCES record (n),
  doc TEXT,
  base_doc TEXT,
  live TEXT,
  sent_doc TEXT
);

-- Each order of a list is a walk along one of these; the columns after "n" are there so that filters
-- need not leave the index.
CREATE INDEX record_by_title ON record (kind, sort_key, n, state, province, regency, category)
  WHERE lives;
CREATE INDEX record_by_changed ON record (kind, changed, state, province, regency, category)
  WHERE lives;
CREATE INDEX record_by_score ON record (kind, score, n, state, province, regency, category)
  WHERE lives;
CREATE INDEX record_by_kind ON record (kind) WHERE lives; -- small, to count along
CREATE INDEX record_by_state ON record (state, sort_key, n, kind) WHERE lives;
CREATE INDEX record_by_business ON record (business, sort_key, n) WHERE business IS NOT NULL;
CREATE INDEX record_by_natural_key ON record (natural_key) WHERE natural_key IS NOT NULL;
CREATE INDEX record_in_trash ON record (sort_key, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX record_waiting_by_title ON record (sort_key, n, kind) WHERE waiting;
CREATE INDEX record_waiting_by_changed ON record (changed, kind) WHERE waiting;
CREATE INDEX record_waiting_by_score ON record (score, n, kind) WHERE waiting;
CREATE INDEX record_sealed ON record (sent_op) WHERE sent_op IS NOT NULL;

-- Words of the living records, each once and folded. Only "which records" is ever asked, never
-- where in them or how well: hence no positions and no sizes. Beginnings of every length that people
-- type are indexed: else FTS5 gathers all hits of all words with that beginning before it gives the
-- first (80 ms for a common word in 100,000 records, against 1 ms; for a tenth more at each write).
CREATE VIRTUAL TABLE words USING fts5 (
  body,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12',
  detail = none,
  columnsize = 0
);

-- What undo takes back at once. kind: 0 a change made here, 1 an undo, 2 a redo, 3 not to be undone
-- (it came from the centre, or has no label). undone: the step that took this one back.
CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  label TEXT,
  of INTEGER,
  undone INTEGER
);
CREATE INDEX step_to_undo ON step (id) WHERE kind = 0 AND undone IS NULL;
CREATE INDEX step_to_redo ON step (undone) WHERE undone IS NOT NULL;

-- Each change of a document, with what stood before it (NULL: nothing). What stood after it is the
-- "before" of the record's next change, or the record itself.
CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  step INTEGER NOT NULL REFERENCES step (id),
  record INTEGER NOT NULL REFERENCES record (n),
  at INTEGER NOT NULL,
  by TEXT,
  before TEXT
);
CREATE INDEX history_of_record ON history (record);
CREATE INDEX history_of_step ON history (step);

-- Every rev that a record has had. doc: what it said, where the history does not hold that text.
CREATE TABLE agreed (
  record INTEGER NOT NULL REFERENCES record (n),
  number INTEGER NOT NULL,
  rev TEXT NOT NULL,
  doc TEXT,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;

-- Photos that documents name. rank: 0 preview of a cover, 1 cover, 2 the others; NULL: nothing names
-- it any more. here: this office has the file. sent: the centre has it.
CREATE TABLE photo (
  n INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  rank INTEGER,
  here INTEGER NOT NULL,
  sent INTEGER NOT NULL
);
CREATE INDEX photo_to_send ON photo (rank, n, bytes) WHERE rank IS NOT NULL AND here AND NOT sent;
CREATE INDEX photo_missing ON photo (rank, n) WHERE rank IS NOT NULL AND NOT here;
CREATE TABLE photo_use (
  record INTEGER NOT NULL REFERENCES record (n),
  photo INTEGER NOT NULL REFERENCES photo (n),
  rank INTEGER NOT NULL,
  PRIMARY KEY (record, photo)
) WITHOUT ROWID;
CREATE INDEX photo_use_of_photo ON photo_use (photo, rank);

-- Items that failed and wait by themselves; retry_at 0: until they are changed.
CREATE TABLE delay (
  subject TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  tries INTEGER NOT NULL,
  retry_at INTEGER NOT NULL
) WITHOUT ROWID;
