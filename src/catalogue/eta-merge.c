/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-merge.h"

#include <string.h>

/*
 * Three-way merge of documents, by path: over what both sides last agreed on, what we have and what the
 * centre has. Members that the table does not know are merged like all others. What both sides changed
 * and nobody can decide is a clash: theirs stands, and both values are handed out to be kept.
 *
 * Merged by the table: fields of one group only together. By shape: objects (by language, keyed lists)
 * member by member; arrays as sets.
 */

typedef struct {
  const EtaKind *kind;
  const EtaJson *base, *ours, *theirs; /* the whole documents */
  EtaJson *clashes;
} Merge;

typedef enum { TAKE_OURS, TAKE_THEIRS, TAKE_CLASH } Side;

static gboolean
same (const EtaJson *a, const EtaJson *b)
{
  return a == b || (a && b && eta_json_equal (a, b));
}

static EtaJson *
copy (const EtaJson *value)
{
  return value ? eta_json_copy (value) : NULL;
}

static void
take_member (EtaJson *object, const char *key, EtaJson *value)
{
  g_autofree char *pointer = eta_json_pointer_join ("", key);

  if (value)
    eta_json_take (object, pointer, value);
}

static void
add_clash (Merge *merge, const char *pointer, const EtaJson *base, const EtaJson *ours,
           const EtaJson *theirs)
{
  EtaJson *clash = eta_json_new_object ();

  take_member (clash, "base", copy (base));
  take_member (clash, "ours", copy (ours));
  take_member (clash, "theirs", copy (theirs));
  take_member (merge->clashes, pointer, clash);
}

/* The rows of the table in which @field stands */
static const EtaField *
table_of (const EtaKind *kind, const EtaField *field)
{
  eta_kind_foreach (row, kind)
  {
    if (row == field)
      return kind->fields;
    eta_fields_foreach (member, row->members) if (member == field) return row->members;
  }
  return NULL;
}

/* Whose group it is: a group goes over whole, whoever changed one of its members. */
static Side
decide_group (Merge *merge, const EtaField *field, const char *pointer)
{
  g_autofree char *prefix = g_strndup (pointer, strlen (pointer) - strlen (field->path));
  gboolean ours_changed = FALSE, theirs_changed = FALSE, differs = FALSE;

  eta_fields_foreach (row, table_of (merge->kind, field))
  {
    g_autofree char *at = NULL;
    const EtaJson *base, *ours, *theirs;

    if (g_strcmp0 (row->group, field->group) != 0)
      continue;
    at = g_strconcat (prefix, row->path, NULL);
    base = merge->base ? eta_json_get (merge->base, at) : NULL;
    ours = eta_json_get (merge->ours, at);
    theirs = eta_json_get (merge->theirs, at);
    ours_changed |= !same (ours, base);
    theirs_changed |= !same (theirs, base);
    differs |= !same (ours, theirs);
  }
  if (!ours_changed || !differs)
    return TAKE_THEIRS;
  return theirs_changed ? TAKE_CLASH : TAKE_OURS;
}

/* Whether rows of the table lie below @pointer ("/price"), or a text by language does */
static gboolean
is_container (const EtaKind *kind, const char *pointer)
{
  const EtaField *field = eta_kind_field (kind, pointer);
  gsize length = strlen (pointer);

  if (field)
    return (field->flags & ETA_FIELD_LOCALE) && g_str_has_suffix (pointer, field->path);
  eta_kind_foreach (row, kind) if (strncmp (row->path, pointer, length) == 0 &&
                                   row->path[length] == '/') return TRUE;
  return FALSE;
}

static gboolean
was_removed (const EtaJson *member, const EtaJson *base, const EtaJson *side)
{
  return eta_json_array_has (base, member) && !eta_json_array_has (side, member);
}

/* Theirs in their order, then what is new of ours; what either side took out stays out. */
static EtaJson *
merge_sets (const EtaJson *base, const EtaJson *ours, const EtaJson *theirs)
{
  EtaJson *out = eta_json_new_array ();

  eta_json_foreach (member, theirs)
    if (!was_removed (member, base, ours) && !eta_json_array_has (out, member))
      eta_json_append (out, eta_json_copy (member));
  eta_json_foreach (member, ours)
    if (!was_removed (member, base, theirs) && !eta_json_array_has (out, member))
      eta_json_append (out, eta_json_copy (member));
  return out;
}

static EtaJson *merge_value (Merge *merge, const char *pointer, const EtaJson *base,
                             const EtaJson *ours, const EtaJson *theirs);

static void
merge_member (Merge *merge, EtaJson *out, const char *pointer, const char *key,
              const EtaJson *const sides[3])
{
  g_autofree char *below = eta_json_pointer_join (pointer, key);

  take_member (out, key,
               merge_value (merge, below, eta_json_member (sides[0], key),
                            eta_json_member (sides[1], key), eta_json_member (sides[2], key)));
}

static EtaJson *
merge_objects (Merge *merge, const char *pointer, const EtaJson *base, const EtaJson *ours,
               const EtaJson *theirs)
{
  const EtaJson *sides[] = { eta_json_is (base, ETA_JSON_OBJECT) ? base : NULL, ours, theirs };
  g_autoptr (EtaJson) out = eta_json_new_object ();

  eta_json_foreach (member, theirs)
    merge_member (merge, out, pointer, eta_json_key (member), sides);
  eta_json_foreach (member, ours)
    if (!eta_json_member (theirs, eta_json_key (member)))
      merge_member (merge, out, pointer, eta_json_key (member), sides);
  /* Where one side has taken all of it out and nothing is left, nothing is what is meant. */
  if ((!ours || !theirs) && eta_json_size (out) == 0)
    return NULL;
  return g_steal_pointer (&out);
}

static gboolean
is_object_or_none (const EtaJson *value)
{
  return !value || eta_json_is (value, ETA_JSON_OBJECT);
}

static gboolean
may_descend (Merge *merge, const char *pointer, const EtaJson *ours, const EtaJson *theirs)
{
  if (!is_object_or_none (ours) || !is_object_or_none (theirs))
    return FALSE;
  return (ours && theirs) || is_container (merge->kind, pointer);
}

static EtaJson *
merge_value (Merge *merge, const char *pointer, const EtaJson *base, const EtaJson *ours,
             const EtaJson *theirs)
{
  const EtaField *field = eta_kind_field (merge->kind, pointer);
  Side side;

  if (field && field->group && g_str_has_suffix (pointer, field->path)) {
    side = decide_group (merge, field, pointer);
    if (side == TAKE_CLASH && !same (ours, theirs))
      add_clash (merge, pointer, base, ours, theirs);
    return copy (side == TAKE_OURS ? ours : theirs);
  }
  if (same (ours, theirs) || same (ours, base))
    return copy (theirs);
  if (same (theirs, base))
    return copy (ours);
  if (may_descend (merge, pointer, ours, theirs))
    return merge_objects (merge, pointer, base, ours, theirs);
  if (eta_json_is (ours, ETA_JSON_ARRAY) && eta_json_is (theirs, ETA_JSON_ARRAY))
    return merge_sets (eta_json_is (base, ETA_JSON_ARRAY) ? base : NULL, ours, theirs);
  add_clash (merge, pointer, base, ours, theirs);
  return copy (theirs);
}

/* Two desks that see one conflict never make a second of it. */
static void
settle_conflict (Merge *merge, EtaJson *out)
{
  if (g_strcmp0 (eta_json_get_string (merge->ours, "/state"), "resolved") == 0)
    eta_json_set_string (out, "/state", "resolved");
  g_clear_pointer (&merge->clashes, eta_json_free);
}

/**
 * eta_merge:
 * @kind: the documents' kind
 * @base: (nullable): what both sides last agreed on; %NULL: nothing
 * @ours: (nullable): what stands here; %NULL: deleted
 * @theirs: (nullable): what the centre holds; %NULL: deleted
 * @clashes: (out) (optional) (nullable): what both sides changed differently, an object
 *   `{POINTER: {"base","ours","theirs"}}` in which an absent value is left out; %NULL: nothing
 *
 * Merges two changes of one document. An edit beats a deletion: what one side deleted and the other
 * changed is the change. Of a conflict record nothing clashes: theirs stands, and "resolved" beats "open".
 *
 * Returns: (transfer full) (nullable): the merged document; %NULL when it stays deleted
 */
EtaJson *
eta_merge (const EtaKind *kind, const EtaJson *base, const EtaJson *ours, const EtaJson *theirs,
           EtaJson **clashes)
{
  Merge merge = { .kind = kind, .base = base, .ours = ours, .theirs = theirs };
  EtaJson *out;

  if (clashes)
    *clashes = NULL;
  if (same (ours, base) || same (ours, theirs))
    return copy (theirs);
  if (same (theirs, base))
    return copy (ours);
  if (!ours || !theirs)
    return copy (ours ? ours : theirs);
  merge.clashes = eta_json_new_object ();
  out = merge_value (&merge, "", base, ours, theirs);
  if (kind == &eta_kind_conflict)
    settle_conflict (&merge, out);
  if (clashes && eta_json_size (merge.clashes) > 0)
    *clashes = g_steal_pointer (&merge.clashes);
  eta_json_free (merge.clashes);
  return out;
}
