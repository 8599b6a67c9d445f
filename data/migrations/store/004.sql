-- The days on which this program was at work, each once: what the ninety days of the trash are counted
-- by (store/eta-trash.c). day: days since 1970, UTC, by the clock of the computer. changed: the newest
-- number of the history when the day was first seen; a record that was deleted before it has a smaller
-- or the same one. counts: how many days it stands for.
CREATE TABLE day (
  day INTEGER PRIMARY KEY,
  changed INTEGER NOT NULL,
  counts INTEGER NOT NULL
);
CREATE INDEX day_by_changed ON day (changed, counts);
