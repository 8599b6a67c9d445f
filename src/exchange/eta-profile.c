/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-profile.h"

#include "eta-text.h"

#include <string.h>

/* A small fact beside the records: "import-columns:SIGNATURE" → {"on","kind","columns":[…]}. A column that
 * the program no longer knows is not taken. */

#define COLUMNS_PREFIX "import-columns:"
#define TAB_PREFIX "import-tab:"

static char *
make_key (const char *prefix, const char *const *words, guint n)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < n; i++) {
    g_autofree char *folded = eta_text_fold (words[i]);
    g_checksum_update (sum, (const guchar *) folded, (gssize) strlen (folded) + 1);
  }
  return g_strconcat (prefix, g_checksum_get_string (sum), NULL);
}

static char *
make_columns_key (EtaSheet *sheet, guint row)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (sheet, row, &n);

  return make_key (COLUMNS_PREFIX, (const char *const *) cells, n);
}

static char *
make_tab_key (EtaSheet *sheet)
{
  const char *const *tabs = eta_sheet_get_tabs (sheet);

  return make_key (TAB_PREFIX, tabs, g_strv_length ((char **) tabs));
}

static EtaHeader *
read_profile (EtaSheet *sheet, guint row, const EtaJson *profile)
{
  const EtaKind *kind = eta_kind_find (eta_json_get_string (profile, "/kind"));
  const EtaJson *columns = eta_json_get (profile, "/columns");

  if (!kind || !kind->by_office || !eta_json_is (columns, ETA_JSON_ARRAY))
    return NULL;
  EtaHeader *header = eta_header_read (sheet, row, kind);
  g_autoptr (GArray) targets = eta_header_list_targets (header);
  for (guint i = 0; i < header->columns->len; i++)
    eta_header_set (header, i, NULL);
  guint i = 0;
  eta_json_foreach (said, columns) {
    const EtaColumn *to = eta_column_find (targets, eta_json_string (said));
    if (to && i < header->columns->len)
      eta_header_set (header, i, to);
    i++;
  }
  return header;
}

/**
 * eta_profile_find:
 * @kept_on: (out) (transfer full): the day it was kept, "2026-11-23"
 *
 * Returns: (transfer full) (nullable): the header of a list that was imported here before; %NULL: this one
 *   never was. Blocks, any thread.
 */
EtaHeader *
eta_profile_find (EtaStore *store, EtaSheet *sheet, char **kept_on)
{
  for (guint row = 0; row < MIN (eta_sheet_get_n_rows (sheet), ETA_HEADER_ROWS); row++) {
    g_autofree char *key = make_columns_key (sheet, row);
    g_autofree char *text = eta_store_dup_setting (store, key);
    g_autoptr (EtaJson) profile = text ? eta_json_parse (text, -1, NULL) : NULL;
    EtaHeader *header = profile ? read_profile (sheet, row, profile) : NULL;

    if (header) {
      *kept_on = g_strdup (eta_json_get_string (profile, "/on"));
      return header;
    }
  }
  return NULL;
}

/**
 * eta_profile_keep:
 *
 * Keeps how the columns of @header are read, and that its sheet is the one of the book. Blocks.
 */
gboolean
eta_profile_keep (EtaStore *store, EtaSheet *sheet, const EtaHeader *header, GError **error)
{
  g_autoptr (EtaJson) profile = eta_json_new_object ();
  g_autofree char *key = make_columns_key (sheet, header->row);
  g_autofree char *now = eta_time_now ();
  EtaJson *columns = eta_json_new_array ();
  guint n = 0;

  eta_sheet_get_row (sheet, header->row, &n);
  for (guint i = 0; i < MIN (n, header->columns->len); i++) {
    g_autofree char *to = eta_column_describe (eta_header_get (header, i));
    eta_json_append (columns, eta_json_new_string (to));
  }
  now[strlen ("2026-11-23")] = '\0';
  eta_json_set_string (profile, "/on", now);
  eta_json_set_string (profile, "/kind", header->kind->name);
  eta_json_take (profile, "/columns", columns);
  g_autofree char *text = eta_json_canonical (profile);
  if (!eta_store_put_setting (store, key, text, error))
    return FALSE;

  if (!eta_sheet_get_tabs (sheet))
    return TRUE;
  g_autofree char *tab_key = make_tab_key (sheet);
  g_autofree char *tab = g_strdup_printf ("%d", eta_sheet_get_tab (sheet));
  return eta_store_put_setting (store, tab_key, tab, error);
}

int
eta_profile_find_tab (EtaStore *store, EtaSheet *sheet)
{
  const char *const *tabs = eta_sheet_get_tabs (sheet);
  if (!tabs)
    return -1;

  g_autofree char *key = make_tab_key (sheet);
  g_autofree char *text = eta_store_dup_setting (store, key);
  int tab = text ? (int) g_ascii_strtoll (text, NULL, 10) : -1;
  return tab < (int) g_strv_length ((char **) tabs) ? tab : -1;
}
