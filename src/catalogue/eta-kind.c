/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kind.h"

#include <glib/gi18n.h>
#include <string.h>

const EtaKind *const eta_kinds[] = {
  &eta_kind_business, &eta_kind_product,  &eta_kind_training,
  &eta_kind_notice,   &eta_kind_conflict, NULL,
};

/**
 * eta_kind_find:
 * @name: (nullable): "business"
 *
 * Returns: (nullable): the kind of that name, constant; %NULL when this program does not know it
 */
const EtaKind *
eta_kind_find (const char *name)
{
  for (guint i = 0; eta_kinds[i]; i++)
    if (g_strcmp0 (eta_kinds[i]->name, name) == 0)
      return eta_kinds[i];
  return NULL;
}

static const EtaField *
find_row (const EtaField *rows, const char *pointer)
{
  eta_fields_foreach (row, rows)
  {
    gsize length = strlen (row->path);
    const char *rest = pointer + length;

    if (strncmp (pointer, row->path, length) != 0 || (*rest != '\0' && *rest != '/'))
      continue;
    if (*rest == '\0' || row->type != ETA_FIELD_KEYED)
      return row;
    rest = strchr (rest + 1, '/'); /* over the entry's key */
    return rest ? find_row (row->members, rest) : row;
  }
  return NULL;
}

/**
 * eta_kind_field:
 * @kind: a kind
 * @pointer: (nullable): a JSON pointer into a document of it
 *
 * The row that a place in a document belongs to: also of one language ("/name/en"), of an entry of a
 * keyed list ("/papers/UUID": the list's row) and of an entry's member ("/papers/UUID/number").
 *
 * Returns: (nullable): a row of the table, constant; %NULL for what the table does not know
 */
const EtaField *
eta_kind_field (const EtaKind *kind, const char *pointer)
{
  g_return_val_if_fail (kind, NULL);
  return pointer ? find_row (kind->fields, pointer) : NULL;
}

/* The text in @language, else in the first of the others that has one. */
static const char *
pick_language (const EtaJson *texts, const char *language)
{
  const char *text = language ? eta_json_string (eta_json_member (texts, language)) : NULL;

  for (guint i = 0; (!text || !*text) && eta_languages[i]; i++)
    text = eta_json_string (eta_json_member (texts, eta_languages[i]));
  return text && *text ? text : NULL;
}

/**
 * eta_kind_title:
 * @kind: a kind
 * @doc: (nullable): a document of it
 * @language: (nullable): the reader's language, "id"
 *
 * Returns: (transfer full): what the record is called in lists; never empty
 */
char *
eta_kind_title (const EtaKind *kind, const EtaJson *doc, const char *language)
{
  g_return_val_if_fail (kind, NULL);
  eta_kind_foreach (field, kind)
  {
    const EtaJson *value;
    const char *title;

    if (!(field->flags & ETA_FIELD_TITLE))
      continue;
    value = eta_field_get (field, doc);
    title =
        field->flags & ETA_FIELD_LOCALE ? pick_language (value, language) : eta_json_string (value);
    if (title && *title)
      return g_strdup (title);
  }
  return g_strdup (kind == &eta_kind_conflict ? _ ("Conflict") : _ ("Without a name"));
}
