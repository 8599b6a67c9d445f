/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"
#include "eta-import.h"
#include "eta-query.h"
#include "eta-uuid.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What ./dev bench asks of the store; each command prints figures, one a line, "name value".
 *
 *   bench-store fill DIR N       a catalogue of N products
 *   bench-store search DIR N     N searches of one, two and more letters: milliseconds
 *   bench-store pages DIR N      N pages from all over the list, beside the first: milliseconds
 *   bench-store import DIR CSV   imports: seconds
 *   bench-store bare FILE CSV    the same rows into a bare table with the same search index: seconds
 *   bench-store ops FILE N M     N transactions of M rows as the centre's ledger takes them: seconds
 */

#define PAGE 50

static const char *const words[] = { "kopi",    "pala",   "tenun",  "ikat",   "cakalang", "rotan",
                                     "mutiara", "vanili", "gula",   "aren",   "sabun",    "madu",
                                     "lada",    "kakao",  "kelapa", "rumput", "laut",     "sambal",
                                     "keripik", "batik",  "perak",  "bambu",  "kenari",   "cengkih",
                                     "tikar",   "anyaman" };

static void
demand (gboolean good, GError *error)
{
  if (good)
    return;
  fprintf (stderr, "bench-store: %s\n", error ? error->message : "failed");
  exit (3);
}

static const char *
word (GRand *dice)
{
  return words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))];
}

static EtaStore *
open_store (const char *folder)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (GError) error = NULL;
  EtaStore *store = g_file_test (folder, G_FILE_TEST_IS_DIR)
                        ? eta_store_open (folder, catalogue, &error)
                        : eta_store_create (folder, "ID-SA", catalogue, &error);

  demand (store != NULL, error);
  return store;
}

static EtaJson *
invent (GRand *dice, int i)
{
  EtaJson *doc = eta_json_new_object ();
  g_autofree char *name = g_strdup_printf ("%s %s %d", word (dice), word (dice), i);
  GString *text = g_string_new (NULL);

  for (int k = 0; k < 20; k++)
    g_string_append_printf (text, "%s ", word (dice));
  eta_json_set_string (doc, "/name/id", name);
  eta_json_set_string (doc, "/description/id", text->str);
  eta_json_set_string (doc, "/category", "food.coffee");
  g_string_free (text, TRUE);
  return doc;
}

static void
fill (const char *folder, int n)
{
  g_autoptr (EtaStore) store = open_store (folder);
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n; i++) {
    g_autoptr (EtaJson) doc = invent (dice, i);
    if (i % 1000 == 0)
      demand (eta_store_begin (store, "Fill", &error), error);
    g_autofree char *id = eta_store_add (store, &eta_kind_product, doc, &error);
    demand (id != NULL, error);
    if (i % 1000 == 999 || i + 1 == n)
      demand (eta_store_commit (store, &error), error);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare);
  printf ("%s-median %.4f\n", name, g_array_index (times, double, times->len / 2));
  printf ("%s-p99 %.4f\n", name, g_array_index (times, double, times->len * 99 / 100));
}

/* Milliseconds that a page of the query takes; the last row is left in @last. */
static double
time_page (EtaStore *store, const EtaQuery *query, EtaRow *after, EtaRow **last)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (store, query, after, PAGE, &error);
  double took = (double) (g_get_monotonic_time () - start) / 1000;

  demand (rows != NULL, error);
  if (last && rows->len)
    g_set_object (last, rows->pdata[rows->len - 1]);
  return took;
}

static void
search (const char *folder, int n)
{
  g_autoptr (EtaStore) store = open_store (folder);
  g_autoptr (GRand) dice = g_rand_new_with_seed (2);

  for (int letters = 1; letters <= 4; letters++) {
    g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
    g_autofree char *name =
        letters < 4 ? g_strdup_printf ("search-%d", letters) : g_strdup ("search-words");
    for (int i = 0; i < n; i++) {
      g_autofree char *text = letters < 4 ? g_strndup (word (dice), letters)
                                          : g_strdup_printf ("%s %s", word (dice), word (dice));
      EtaQuery query = { .kind = &eta_kind_product, .text = text };
      double took = time_page (store, &query, NULL, NULL);
      g_array_append_val (times, took);
    }
    print_times (name, times);
  }
}

/* Walks the whole list; first pages in between, so that both meet the same weather. */
static void
pages (const char *folder, int n)
{
  g_autoptr (EtaStore) store = open_store (folder);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (EtaRow) row = NULL;
  EtaQuery query = { .kind = &eta_kind_product };

  time_page (store, &query, NULL, &row);
  for (int i = 0; i < n; i++) {
    double took = time_page (store, &query, NULL, NULL);
    g_array_append_val (first, took);
    took = time_page (store, &query, row, &row);
    g_array_append_val (later, took);
  }
  print_times ("page-first", first);
  print_times ("page-later", later);
}

static void
import (const char *folder, const char *csv)
{
  g_autoptr (EtaStore) store = open_store (folder);
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaVault) vault = eta_vault_new (photos, &error);
  demand (vault != NULL, error);

  g_autoptr (EtaImport) import = eta_import_new (store, vault, csv, NULL);
  gint64 start = g_get_monotonic_time ();
  demand (eta_import_run (import, NULL, &error), error);
  printf ("seconds %.4f\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  printf ("created %u\n", eta_import_count (import, ETA_IMPORT_CREATE));
}

static void
bare (const char *path, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheet) sheet = eta_sheet_load (csv, NULL, &error);
  demand (sheet != NULL, error);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_CREATE, &error);
  demand (
      db && eta_db_run (db, &error, "CREATE TABLE record (n INTEGER PRIMARY KEY, doc TEXT)", "") &&
          eta_db_run (
              db, &error,
              "CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = 'unicode61 "
              "remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8 9 10 11 12', detail = none, columnsize = 0)",
              ""),
      error);

  gint64 start = g_get_monotonic_time ();
  demand (eta_db_begin (db, &error), error);
  for (guint i = 1; i < eta_sheet_get_n_rows (sheet); i++) {
    g_autofree char *text = g_strjoinv (" ", eta_sheet_get_row (sheet, i, NULL));
    demand (eta_db_run (db, &error, "INSERT INTO record (doc) VALUES (?1)", "s", text) &&
                eta_db_run (db, &error, "INSERT INTO words (rowid, body) VALUES (?1, ?2)", "is",
                            eta_db_last_id (db), text),
            error);
  }
  demand (eta_db_commit (db, &error), error);
  printf ("seconds %.4f\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static void
ops (const char *path, int n, int m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_CREATE, &error);
  demand (db &&
              eta_db_run (db, &error,
                          "CREATE TABLE records (id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, "
                          "doc TEXT)",
                          "") &&
              eta_db_run (db, &error,
                          "CREATE TABLE receipts (op TEXT PRIMARY KEY, result TEXT) WITHOUT ROWID",
                          ""),
          error);

  gint64 start = g_get_monotonic_time ();
  for (int i = 0; i < n; i++) {
    demand (eta_db_begin (db, &error), error);
    for (int k = 0; k < m; k++) {
      g_autoptr (EtaJson) doc = invent (dice, i * m + k);
      g_autofree char *text = eta_json_canonical (doc);
      g_autofree char *id = eta_uuid_new ();
      demand (eta_db_run (db, &error, "INSERT INTO records VALUES (?1, ?2, ?3)", "sis", id,
                          (gint64) i * m + k, text) &&
                  eta_db_run (db, &error, "INSERT INTO receipts VALUES (?1, ?2)", "ss", id, id),
              error);
    }
    demand (eta_db_commit (db, &error), error);
  }
  printf ("seconds %.4f\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  const char *command = argc > 3 ? argv[1] : "";

  if (g_str_equal (command, "fill"))
    fill (argv[2], atoi (argv[3]));
  else if (g_str_equal (command, "search"))
    search (argv[2], atoi (argv[3]));
  else if (g_str_equal (command, "pages"))
    pages (argv[2], atoi (argv[3]));
  else if (g_str_equal (command, "import"))
    import (argv[2], argv[3]);
  else if (g_str_equal (command, "bare"))
    bare (argv[2], argv[3]);
  else if (g_str_equal (command, "ops") && argc > 4)
    ops (argv[2], atoi (argv[3]), atoi (argv[4]));
  else
    return 2;
  return 0;
}
