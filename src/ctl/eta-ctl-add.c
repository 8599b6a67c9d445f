/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-limits.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Without a file the document comes from standard input, unless that is a terminal: then the record
 * starts empty. */
static GInputStream *
open_input (const char *file, GError **error)
{
  if (!file && isatty (STDIN_FILENO))
    return g_memory_input_stream_new_from_data ("{}", strlen ("{}"), NULL);
  if (!file || g_str_equal (file, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  g_autoptr (GFile) source = g_file_new_for_path (file);
  return (GInputStream *) g_file_read (source, NULL, error);
}

/* Spaces and escapes may make a text longer than the document that the store keeps; no text is read
 * without end. */
static char *
read_text (const char *file, gsize *length, GError **error)
{
  g_autoptr (GInputStream) input = open_input (file, error);
  if (!input)
    return NULL;

  g_autofree char *text = g_malloc (ETA_LIMIT_BODY + 1);
  if (!g_input_stream_read_all (input, text, ETA_LIMIT_BODY + 1, length, NULL, error))
    return NULL;
  if (*length > ETA_LIMIT_BODY) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                 _ ("the document is larger than %d MB"), ETA_LIMIT_BODY / 1024 / 1024);
    return NULL;
  }

  return g_steal_pointer (&text);
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
