/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Without a file the document comes from standard input, unless that is a terminal: then the record
 * starts empty. */
static char *
read_text (const char *file, gsize *length, GError **error)
{
  char *text = NULL;

  if (file && !g_str_equal (file, "-"))
    return g_file_get_contents (file, &text, length, error) ? text : NULL;
  if (!file && isatty (STDIN_FILENO)) {
    *length = strlen ("{}");
    return g_strdup ("{}");
  }

  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_io_channel_set_encoding (input, NULL, NULL);
  if (g_io_channel_read_to_end (input, &text, length, error) != G_IO_STATUS_NORMAL)
    return NULL;

  return text;
}

static EtaJson *
read_document (const char *file, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_text (file, &length, error);
  if (!text)
    return NULL;
  if (!file && length == 0)
    return eta_json_new_object ();

  g_autoptr (EtaJson) doc = eta_json_parse (text, length, error);
  if (doc && !eta_json_is (doc, ETA_JSON_OBJECT)) {
    g_set_error_literal (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                         _ ("a document is a JSON object"));
    return NULL;
  }

  return g_steal_pointer (&doc);
}

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  const EtaKind *kind = eta_kind_find (ctl->args[0]);
  if (!kind || !kind->by_office || kind == &eta_kind_conflict)
    return eta_ctl_misuse (_ ("there is no kind “%s” to add; there are business and product"),
                           ctl->args[0]);

  g_autoptr (EtaJson) doc = read_document (ctl->args[1], error);
  if (!doc)
    return ETA_EXIT_FAILED;
  g_autofree char *id = eta_store_add (ctl->store, kind, doc, error);
  if (!id)
    return ETA_EXIT_FAILED;

  g_print ("%s\n", id);
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_add = { "add", "add KIND [FILE|-]", "", 1, 2, run };
