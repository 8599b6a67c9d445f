/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The feed: what a device may read, in the order of the writes. Runs inside a transaction, so that
 * the head and the rows are of one moment.
 */
#include "config.h"

#include "eta-records.h"

#define COLUMNS "id, seq, hash, kind, office, schema, state, device, at, doc"
#define OF_ALL "SELECT " COLUMNS " FROM records WHERE seq > ?1 ORDER BY seq LIMIT ?2"
/* Two ranges of one index, each cut short before a document is read */
#define OF_OFFICE                                                                                  \
  "SELECT " COLUMNS " FROM records WHERE seq IN ("                                                 \
  "SELECT * FROM (SELECT seq FROM records WHERE office = ?3 AND seq > ?1 ORDER BY seq LIMIT ?2)"   \
  " UNION ALL "                                                                                    \
  "SELECT * FROM (SELECT seq FROM records WHERE office = '' AND seq > ?1 ORDER BY seq LIMIT ?2))"  \
  " ORDER BY seq LIMIT ?2"

static void
print_change (EtaRows *rows, const EtaFeed *feed, GString *out)
{
  EtaEntry entry = {
    .id = (char *) eta_rows_text (rows, 0),
    .seq = eta_rows_int (rows, 1),
    .hash = (char *) eta_rows_text (rows, 2),
    .kind = (char *) eta_rows_text (rows, 3),
    .office = (char *) eta_rows_text (rows, 4),
    .schema = (int) eta_rows_int (rows, 5),
    .device = (char *) eta_rows_text (rows, 7),
    .doc = (char *) eta_rows_text (rows, 9),
  };

  if (feed->mark_own && g_strcmp0 (entry.device, feed->device->id) == 0)
    g_string_append_printf (out, "{\"id\":\"%s\",\"rev\":\"%" G_GINT64_FORMAT ".%s\",\"own\":true}",
                            entry.id, entry.seq, entry.hash);
  else
    eta_entry_print (&entry, NULL, out);
}

static EtaRows *
query (EtaLedger *self, const EtaFeed *feed, GError **error)
{
  EtaDb *db = eta_ledger_get_db (self);
  gint64 limit = (gint64) feed->ops + 1; /* one more, to know whether there is more */

  if (feed->device->curator)
    return eta_db_query (db, error, OF_ALL, "ii", feed->after, limit);
  return eta_db_query (db, error, OF_OFFICE, "iis", feed->after, limit, feed->device->office);
}

/**
 * eta_ledger_print_page:
 * @feed: what to read
 * @out: takes the JSON array
 * @upto: (out): the number that the next page begins after
 * @more: (out): whether there is a next page now
 *
 * Without rows asked for (ops 0), nothing is read, and the place stays as it is.
 */
gboolean
eta_ledger_print_page (EtaLedger *self, const EtaFeed *feed, GString *out, gint64 *upto,
                       gboolean *more, GError **error)
{
  g_autoptr (EtaRows) rows = NULL;
  g_autoptr (GError) local = NULL;
  gsize start = out->len;
  guint n = 0;

  *upto = feed->after;
  *more = feed->ops == 0;
  g_string_append_c (out, '[');
  rows = feed->ops ? query (self, feed, &local) : NULL;
  while (rows && !*more && eta_rows_next (rows, &local)) {
    gsize before = out->len;

    if (n)
      g_string_append_c (out, ',');
    if (n < feed->ops)
      print_change (rows, feed, out);
    *more = n == feed->ops || (n && out->len - start > feed->bytes);
    if (*more)
      g_string_truncate (out, before);
    else
      *upto = eta_rows_int (rows, 1);
    n++;
  }
  g_string_append_c (out, ']');
  if (!local && !*more) /* also past what is not for this device */
    *upto = eta_ledger_get_head (self, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}
