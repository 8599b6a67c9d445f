/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-query.h"

typedef struct {
  EtaStore *store;
  EtaJson *list;
} Search;

static gboolean
append_conflict (EtaRow *row, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (EtaRecord) record = eta_store_get (search->store, eta_row_get_id (row), error);
  if (!record)
    return FALSE;

  const EtaJson *doc = eta_record_get_doc (record);
  const EtaJson *fields = eta_json_get (doc, "/fields");
  const char *of = eta_json_get_string (doc, "/of");
  EtaJson *item = eta_json_new_object ();
  eta_json_set_string (item, "/id", eta_row_get_id (row));
  eta_json_set_string (item, "/of", of ? of : "");
  eta_json_take (item, "/fields", fields ? eta_json_copy (fields) : eta_json_new_object ());
  eta_json_append (search->list, item);

  return TRUE;
}

static void
print_conflicts (const EtaJson *list)
{
  eta_json_foreach (item, list) {
    g_print ("%s\t%s", eta_json_get_string (item, "/id"), eta_json_get_string (item, "/of"));
    eta_json_foreach (field, eta_json_get (item, "/fields"))
      g_print ("\t%s", eta_json_key (field));
    g_print ("\n");
  }
}

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  EtaQuery query = { .view = ETA_VIEW_CONFLICTS };
  g_autoptr (EtaJson) list = eta_json_new_array ();
  Search search = { ctl->store, list };
  if (!eta_store_each_row (ctl->store, &query, append_conflict, &search, error))
    return ETA_EXIT_FAILED;

  if (ctl->json)
    eta_ctl_print_json (g_steal_pointer (&list));
  else
    print_conflicts (list);
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_conflicts = { "conflicts", "conflicts [--json]", "j", 0, 0, run };
