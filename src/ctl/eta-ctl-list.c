/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-query.h"

#include <glib/gi18n.h>

static EtaJson *
describe (EtaRow *row)
{
  EtaJson *item = eta_json_new_object ();

  eta_json_set_string (item, "/id", eta_row_get_id (row));
  eta_json_set_string (item, "/title", eta_row_get_title (row));
  eta_json_set_string (item, "/state", eta_row_get_state (row));
  eta_json_set_int (item, "/score", eta_row_get_score (row));

  return item;
}

static gboolean
append_row (EtaRow *row, gpointer list, GError **error)
{
  eta_json_append (list, describe (row));
  return TRUE;
}

static gboolean
print_row (EtaRow *row, gpointer data, GError **error)
{
  g_print ("%s\t%3d\t%s\t%s\n", eta_row_get_id (row), eta_row_get_score (row),
           eta_row_get_state (row), eta_row_get_title (row));
  return TRUE;
}

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  EtaQuery query = { .kind = eta_kind_find (ctl->args[0]), .text = ctl->query };
  if (!query.kind)
    return eta_ctl_misuse (_ ("there is no kind “%s”"), ctl->args[0]);

  g_autoptr (EtaJson) list = eta_json_new_array ();
  EtaRowFunc func = ctl->json ? append_row : print_row;
  if (!eta_store_each_row (ctl->store, &query, func, list, error))
    return ETA_EXIT_FAILED;

  if (ctl->json)
    eta_ctl_print_json (g_steal_pointer (&list));
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_list = {
  "list", "list KIND [--query TEXT] [--json]", "jq", 1, 1, run
};
