/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GET /v1/digest and GET /v1/digest/{bucket}: whether a device holds what the centre holds, and where not.
 */
#include "config.h"

#include "eta-handlers.h"
#include "eta-records.h"

#include "eta-digest.h"

#include <stdlib.h>
#include <string.h>

/* What to do with a live record that the device may read */
typedef void (*Take) (const char *id, const char *rev, gpointer data);

/* Along one index, and no document */
#define LIVE                                                                                       \
  "SELECT id, seq || '.' || hash FROM records INDEXED BY records_live WHERE kind IS NOT NULL"

static gboolean
each (EtaRequest *x, Take take, gpointer data, GError **error)
{
  EtaDb *db = eta_ledger_get_db (eta_request_get_ledger (x));
  const EtaDevice *device = eta_request_get_device (x);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      device->curator
          ? eta_db_query (db, &failure, LIVE " ORDER BY office", "")
          : eta_db_query (db, &failure, LIVE " AND office IN (?1, '')", "s", device->office);

  while (rows && eta_rows_next (rows, &failure))
    take (eta_rows_text (rows, 0), eta_rows_text (rows, 1), data);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
add_cb (const char *id, const char *rev, gpointer data)
{
  eta_digest_add (data, id, rev);
}

/**
 * eta_handle_digest:
 *
 * GET /v1/digest: the buckets of one moment, and its head.
 */
void
eta_handle_digest (EtaRequest *x)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  guint64 buckets[ETA_DIGEST_BUCKETS] = { 0 };
  g_autoptr (GError) error = NULL;
  EtaJson *json = eta_json_new_object (), *list = eta_json_new_array ();
  gint64 head = 0;

  if (eta_ledger_begin_read (ledger, &error) && each (x, add_cb, buckets, &error))
    head = eta_ledger_get_head (ledger, &error);
  eta_ledger_rollback (ledger);
  for (guint i = 0; i < ETA_DIGEST_BUCKETS; i++) {
    g_autofree char *value = eta_digest_print (buckets[i]);
    eta_json_append (list, eta_json_new_string (value));
  }
  eta_json_set_int (json, "/head", head);
  eta_json_take (json, "/buckets", list);
  if (!error) {
    eta_request_answer_json (x, 200, json);
    return;
  }
  eta_json_free (json);
  eta_request_fail_error (x, error);
}

typedef struct {
  guint number;
  GString *text;
} Bucket;

static void
print_cb (const char *id, const char *rev, gpointer data)
{
  Bucket *bucket = data;

  if (eta_digest_bucket (id) == bucket->number)
    g_string_append_printf (bucket->text, "%s[\"%s\",\"%s\"]",
                            g_str_has_suffix (bucket->text->str, "[") ? "" : ",", id, rev);
}

/* -1: it is none */
static int
read_number (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > 3 || strspn (text, "0123456789") != length ||
      atoi (text) >= ETA_DIGEST_BUCKETS)
    return -1;
  return atoi (text);
}

/**
 * eta_handle_digest_bucket:
 *
 * GET /v1/digest/{bucket}: the ids and revs of its records.
 */
void
eta_handle_digest_bucket (EtaRequest *x)
{
  int number = read_number (eta_request_get_part (x, 0));
  g_autoptr (GString) text = g_string_new ("{\"records\":[");
  g_autoptr (GError) error = NULL;
  Bucket bucket = { (guint) number, text };

  if (number < 0) {
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
    return;
  }
  if (!each (x, print_cb, &bucket, &error)) {
    eta_request_fail_error (x, error);
    return;
  }
  g_string_append (text, "]}");
  eta_request_answer_text (x, 200, "application/json", g_strdup (text->str));
}
