-- The centre's ledger. Everything that a sync writes stands in here and is written in one
-- transaction; only the side file `epoch` lies beside it.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row. `head` numbers all writes: it is taken inside the writing transaction, so that whoever
-- sees a number sees every lower one. `shown` moves when what the public sees changes.
CREATE TABLE counter (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL,
  shown INTEGER NOT NULL
);
INSERT INTO counter VALUES (1, 0, 0);

CREATE TABLE offices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  reviewed INTEGER NOT NULL -- 1: a curator publishes; 0: published on submission
) WITHOUT ROWID;

CREATE TABLE invitations (
  code TEXT PRIMARY KEY, -- SHA-256
  office TEXT NOT NULL REFERENCES offices (id),
  role TEXT NOT NULL,
  expires INTEGER NOT NULL -- unix seconds
) WITHOUT ROWID;

CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE, -- SHA-256
  office TEXT NOT NULL REFERENCES offices (id),
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT,
  n INTEGER NOT NULL DEFAULT 0, -- the device's own counter, as last seen
  ops TEXT NOT NULL DEFAULT '', -- SHA-256 over the op ids that came with it
  revoked INTEGER NOT NULL DEFAULT 0,
  made TEXT NOT NULL,
  seen TEXT
) WITHOUT ROWID;

-- `office` is '' for what the centre wrote itself; `doc` is NULL for a tombstone. A record that is
-- written again moves to the end: the table is the feed, in its order.
CREATE TABLE records (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  kind TEXT,
  office TEXT NOT NULL,
  schema INTEGER,
  state TEXT NOT NULL DEFAULT '', -- of a tombstone: as it was
  device TEXT NOT NULL DEFAULT '', -- '': the centre's own write
  at TEXT NOT NULL,
  doc TEXT
);
CREATE INDEX records_by_office ON records (office, seq);

-- Accepted ops, for ever: a retry gets the stored answer word for word.
CREATE TABLE receipts (
  op TEXT PRIMARY KEY,
  body TEXT NOT NULL, -- SHA-256 over id and document
  result TEXT NOT NULL
) WITHOUT ROWID;

-- Values that tell that two records are the same thing.
CREATE TABLE naturals (
  kind TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, field, value, id)
) WITHOUT ROWID;
CREATE INDEX naturals_by_record ON naturals (id);

-- Photos that records name.
CREATE TABLE names (
  sha256 TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (sha256, id)
) WITHOUT ROWID;
CREATE INDEX names_by_record ON names (id);

-- Photos that the vault holds.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  office TEXT NOT NULL,
  touched INTEGER NOT NULL -- unix seconds
) WITHOUT ROWID;

-- Uploads under way; the bytes lie in staging/DEVICE/SHA256.
CREATE TABLE uploads (
  device TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (device, sha256)
) WITHOUT ROWID;

-- What the public sees: the content of the last publication. The gate is passed when it is read.
CREATE TABLE published (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  office TEXT NOT NULL,
  business TEXT NOT NULL DEFAULT '', -- of a product
  province TEXT NOT NULL DEFAULT '',
  regency TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL DEFAULT '',
  hidden INTEGER NOT NULL DEFAULT 0, -- a product whose business is withdrawn or gone
  seq INTEGER NOT NULL, -- of the write that published it
  at TEXT NOT NULL,
  doc TEXT NOT NULL
);
CREATE INDEX published_by_seq ON published (kind, seq);
CREATE INDEX published_by_business ON published (business, seq);
CREATE INDEX published_by_province ON published (kind, province, seq);
CREATE INDEX published_by_regency ON published (kind, regency, seq);
CREATE INDEX published_by_category ON published (kind, category, seq);

-- Its photos, and its words: only what the gate lets through now.
CREATE TABLE published_photos (
  sha256 TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (sha256, id)
) WITHOUT ROWID;
CREATE INDEX published_photos_by_record ON published_photos (id);
CREATE VIRTUAL TABLE published_text USING fts5 (
  title, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
