/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-change.h"

#include <string.h>

/*
 * What differs between two documents of a kind, for people: in the order of the field table, a text that
 * is written in several languages by language, a keyed list by entry, and an entry that stands in both by
 * its parts. What the table does not know comes last, by member.
 */

static void
free_change (gpointer data)
{
  EtaChange *change = data;

  g_free (change->pointer);
  g_free (change);
}

static gboolean
same (const EtaJson *a, const EtaJson *b)
{
  return a == b || (a && b && eta_json_equal (a, b));
}

static EtaChange *
add (GPtrArray *changes, const EtaField *field, char *take_pointer, const EtaJson *before,
     const EtaJson *after)
{
  EtaChange *change = g_new0 (EtaChange, 1);

  change->field = field;
  change->pointer = take_pointer;
  change->before = before;
  change->after = after;
  g_ptr_array_add (changes, change);
  return change;
}

/* The keys of both objects, those of @after first, in their order */
static GPtrArray *
list_keys (const EtaJson *before, const EtaJson *after)
{
  GPtrArray *keys = g_ptr_array_new ();

  eta_json_foreach (member, after)
    g_ptr_array_add (keys, (char *) eta_json_key (member));
  eta_json_foreach (member, before)
    if (!eta_json_member (after, eta_json_key (member)))
      g_ptr_array_add (keys, (char *) eta_json_key (member));
  return keys;
}

static void
compare_languages (GPtrArray *changes, const EtaField *field, const char *pointer,
                   const EtaJson *before, const EtaJson *after, const EtaField *list,
                   const EtaJson *entry)
{
  g_autoptr (GPtrArray) keys = list_keys (before, after);

  for (guint i = 0; i < keys->len; i++) {
    const EtaJson *old = eta_json_member (before, keys->pdata[i]);
    const EtaJson *new = eta_json_member (after, keys->pdata[i]);
    EtaChange *change;

    if (same (old, new))
      continue;
    change = add (changes, field, eta_json_pointer_join (pointer, keys->pdata[i]), old, new);
    change->list = list;
    change->entry = entry;
  }
}

static gboolean
is_object_or_none (const EtaJson *value)
{
  return !value || eta_json_is (value, ETA_JSON_OBJECT);
}

static void
compare_field (GPtrArray *changes, const EtaField *field, char *take_pointer, const EtaJson *before,
               const EtaJson *after, const EtaField *list, const EtaJson *entry)
{
  g_autofree char *pointer = take_pointer;
  EtaChange *change;

  if (same (before, after))
    return;
  if ((field->flags & ETA_FIELD_LOCALE) && is_object_or_none (before) &&
      is_object_or_none (after)) {
    compare_languages (changes, field, pointer, before, after, list, entry);
    return;
  }
  change = add (changes, field, g_steal_pointer (&pointer), before, after);
  change->list = list;
  change->entry = entry;
}

/* The parts of an entry that stands in both; other programs may have given it more than the table knows. */
static void
compare_entry (GPtrArray *changes, const EtaField *list, const char *pointer, const EtaJson *before,
               const EtaJson *after)
{
  guint found = changes->len;

  eta_fields_foreach (row, list->members) compare_field (
      changes, row, g_strconcat (pointer, row->path, NULL), eta_json_get (before, row->path),
      eta_json_get (after, row->path), list, after);
  if (changes->len == found)
    add (changes, list, g_strdup (pointer), before, after)->list = list;
}

static void
compare_list (GPtrArray *changes, const EtaField *list, const EtaJson *before, const EtaJson *after)
{
  g_autoptr (GPtrArray) keys = list_keys (before, after);

  for (guint i = 0; i < keys->len; i++) {
    g_autofree char *pointer = eta_json_pointer_join (list->path, keys->pdata[i]);
    const EtaJson *old = eta_json_member (before, keys->pdata[i]);
    const EtaJson *new = eta_json_member (after, keys->pdata[i]);

    if (same (old, new))
      continue;
    if (eta_json_is (old, ETA_JSON_OBJECT) && eta_json_is (new, ETA_JSON_OBJECT))
      compare_entry (changes, list, pointer, old, new);
    else
      add (changes, list, g_steal_pointer (&pointer), old, new)->list = list;
  }
}

/* Whether rows of the table lie below @pointer ("/price") */
static gboolean
holds_rows (const EtaKind *kind, const char *pointer)
{
  gsize length = strlen (pointer);

  eta_kind_foreach (row, kind) if (strncmp (row->path, pointer, length) == 0 &&
                                   row->path[length] == '/') return TRUE;
  return FALSE;
}

static void
compare_unknown (GPtrArray *changes, const EtaKind *kind, const char *pointer,
                 const EtaJson *before, const EtaJson *after)
{
  g_autoptr (GPtrArray) keys = list_keys (before, after);

  for (guint i = 0; i < keys->len; i++) {
    g_autofree char *below = eta_json_pointer_join (pointer, keys->pdata[i]);
    const EtaJson *old = eta_json_member (before, keys->pdata[i]);
    const EtaJson *new = eta_json_member (after, keys->pdata[i]);

    if (same (old, new) || eta_kind_field (kind, below))
      continue;
    if (holds_rows (kind, below) && is_object_or_none (old) && is_object_or_none (new))
      compare_unknown (changes, kind, below, old, new);
    else
      add (changes, NULL, g_steal_pointer (&below), old, new);
  }
}

/**
 * eta_changes_between:
 * @before: (nullable): a document; %NULL: there was none
 * @after: (nullable): the later one; %NULL: there is none any more
 *
 * The documents have to outlive the list.
 *
 * Returns: (transfer full) (element-type EtaChange): where the two differ
 */
GPtrArray *
eta_changes_between (const EtaKind *kind, const EtaJson *before, const EtaJson *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  eta_kind_foreach (row, kind)
  {
    const EtaJson *old = eta_field_get (row, before), *new = eta_field_get (row, after);

    if (row->type == ETA_FIELD_KEYED && is_object_or_none (old) && is_object_or_none (new))
      compare_list (changes, row, old, new);
    else
      compare_field (changes, row, g_strdup (row->path), old, new, NULL, NULL);
  }
  compare_unknown (changes, kind, "", before, after);
  return changes;
}

/**
 * eta_changes_only_field:
 *
 * Returns: (nullable): the one row of the table in which the documents differ, for a change's name; %NULL
 *   when there are several or none
 */
const EtaField *
eta_changes_only_field (const EtaKind *kind, const EtaJson *before, const EtaJson *after)
{
  const EtaField *only = NULL;

  eta_kind_foreach (row, kind)
  {
    if (same (eta_field_get (row, before), eta_field_get (row, after)))
      continue;
    if (only)
      return NULL;
    only = row;
  }
  return only;
}
