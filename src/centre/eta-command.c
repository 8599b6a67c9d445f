/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The commands of the person who keeps the centre. They work while the server runs, and answer on
 * standard output in lines that a script can read: columns are separated by tabs.
 */
#include "config.h"

#include "eta-command.h"
#include "eta-publish.h"

#include "eta-check.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

/* Opens a connection of its own for one command. */
static EtaLedger *
open_ledger (EtaCentre *centre, GError **error)
{
  return eta_ledger_open (eta_centre_get_folder (centre), error);
}

static EtaExit
serve (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  return eta_serve (centre, line->listen ? line->listen : "127.0.0.1:8480", error);
}

static EtaExit
add_office (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  g_autoptr (EtaLedger) ledger = open_ledger (centre, error);

  return ledger && eta_ledger_add_office (ledger, arguments[0], arguments[1], line->reviewed, error)
             ? ETA_EXIT_DONE
             : ETA_EXIT_FAILED;
}

static EtaExit
list_offices (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  g_autoptr (EtaLedger) ledger = open_ledger (centre, error);
  g_autoptr (GPtrArray) offices = ledger ? eta_ledger_list_offices (ledger, error) : NULL;

  for (guint i = 0; offices && i < offices->len; i++) {
    const EtaOffice *office = g_ptr_array_index (offices, i);

    g_print ("%s\t%s\t%s\n", office->id, office->name, office->reviewed ? "reviewed" : "trusted");
  }
  return offices ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

static EtaExit
invite (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  gboolean curator = g_strcmp0 (line->role, "curator") == 0;
  g_autoptr (EtaLedger) ledger = NULL;
  g_autofree char *code = NULL;

  if (line->role && !curator && !g_str_equal (line->role, "editor")) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("A role is “editor” or “curator”, not “%s”"), line->role);
    return ETA_EXIT_USE;
  }
  ledger = open_ledger (centre, error);
  code = ledger ? eta_ledger_invite (ledger, arguments[0], curator, error) : NULL;
  if (code)
    g_print ("%s\n", code);
  return code ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

static EtaExit
list_devices (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  g_autoptr (EtaLedger) ledger = open_ledger (centre, error);
  g_autoptr (GPtrArray) devices = ledger ? eta_ledger_list_devices (ledger, error) : NULL;

  for (guint i = 0; devices && i < devices->len; i++) {
    const EtaDevice *device = g_ptr_array_index (devices, i);

    g_print ("%s\t%s\t%s\t%s\t%s\n", device->id, device->office,
             device->curator ? "curator" : "editor", device->revoked ? "revoked" : "active",
             device->name);
  }
  return devices ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

static EtaExit
revoke_device (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  g_autoptr (EtaLedger) ledger = open_ledger (centre, error);

  return ledger && eta_ledger_revoke (ledger, arguments[0], error) ? ETA_EXIT_DONE
                                                                   : ETA_EXIT_FAILED;
}

/* What keeps a document from being posted: the contract, or an error that the checks find. */
static gboolean
check_post (EtaCentre *centre, const EtaKind *kind, const EtaJson *doc, GError **error)
{
  g_autofree char *pointer = NULL;
  const char *fault = eta_json_find_fault (doc, &pointer);
  g_autoptr (GPtrArray) findings = NULL;

  if (!eta_json_is (doc, ETA_JSON_OBJECT))
    fault = _ ("The file must hold a JSON object");
  else if (!fault && eta_json_has_nik (doc, &pointer))
    fault = _ ("A person's identity number is never stored");
  if (fault) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", pointer ? pointer : "",
                 fault);
    return FALSE;
  }
  findings = eta_check_document (eta_centre_get_catalogue (centre), kind, doc, NULL);
  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (findings, i);

    if (finding->severity == ETA_FINDING_ERROR) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", finding->pointer,
                   finding->message);
      return FALSE;
    }
  }
  return TRUE;
}

static EtaJson *
read_post (EtaCentre *centre, const EtaKind *kind, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (EtaJson) doc = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  doc = eta_json_parse (text, (gssize) length, error);
  if (!doc || !check_post (centre, kind, doc, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_steal_pointer (&doc);
}

static gboolean
write_post (EtaCentre *centre, EtaLedger *ledger, const EtaKind *kind, const char *id,
            const EtaJson *doc, GError **error)
{
  EtaWrite write = { id, kind, "", kind->schema, doc, "", "" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *rev = NULL;

  g_ptr_array_add (ids, (gpointer) id);
  if (!eta_ledger_begin (ledger, error))
    return FALSE;
  rev = eta_ledger_write_record (ledger, &write, error);
  if (rev &&
      eta_publish_settle (ledger, eta_centre_get_catalogue (centre), ids, NULL, TRUE, error) &&
      eta_ledger_commit (ledger, error))
    return TRUE;
  eta_ledger_rollback (ledger);
  return FALSE;
}

static EtaExit
post (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  const EtaKind *kind = eta_kind_find (arguments[0]);
  g_autoptr (EtaJson) doc = NULL;
  g_autoptr (EtaLedger) ledger = NULL;
  g_autofree char *id = eta_uuid_new ();

  if (!kind || kind->by_office) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("What can be posted is “training” or “notice”, not “%s”"), arguments[0]);
    return ETA_EXIT_USE;
  }
  doc = read_post (centre, kind, arguments[1], error);
  ledger = doc ? open_ledger (centre, error) : NULL;
  if (!ledger || !write_post (centre, ledger, kind, id, doc, error))
    return ETA_EXIT_FAILED;
  g_print ("%s\n", id);
  return ETA_EXIT_DONE;
}

static EtaExit
check (EtaCentre *centre, const EtaCommandLine *line, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);

  if (!eta_centre_check (centre, complaints, error))
    return ETA_EXIT_FAILED;
  for (guint i = 0; i < complaints->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (complaints, i));
  return complaints->len ? ETA_EXIT_LEFT : ETA_EXIT_DONE;
}

const EtaCommand eta_commands[] = {
  { "serve", 0, "[--listen 127.0.0.1:8480]", serve },
  { "office add", 2, "ID NAME [--reviewed]", add_office },
  { "office list", 0, "", list_offices },
  { "invite", 1, "OFFICE [--role editor|curator]", invite },
  { "device list", 0, "", list_devices },
  { "device revoke", 1, "DEVICE", revoke_device },
  { "post", 2, "training|notice FILE.json", post },
  { "check", 0, "", check },
  { NULL },
};
