/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-change-words.h"

#include "eta-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a change of a record says, by the labels and forms of the field table. Reads the catalogue where a
 * field names another record; any thread that may wait for that. */

#define PROSE_MIN 40 /* characters from which one line, too, is compared word by word */

static const char *
language_name (EtaStore *store, const char *language)
{
  EtaCodes *codes = eta_catalogue_get_codes (eta_store_get_catalogue (store), "languages");
  const EtaCode *code = codes ? eta_codes_find (codes, language) : NULL;

  return code ? eta_code_title (code, eta_words_language ()) : language;
}

static char *
format_reference (EtaStore *store, const char *id)
{
  g_autoptr (EtaRecord) record = id ? eta_store_get (store, id, NULL) : NULL;

  return g_strdup (record ? eta_record_get_title (record) : _ ("a record that is no longer here"));
}

/* Of a text that stands in several languages the reader's, else the first there is */
static const EtaJson *
pick_text (const EtaField *field, const EtaJson *value)
{
  const EtaJson *text;

  if (!(field->flags & ETA_FIELD_LOCALE) || !eta_json_is (value, ETA_JSON_OBJECT))
    return value;
  text = eta_json_member (value, eta_words_language ());
  return eta_json_is_empty (text) ? eta_json_first (value) : text;
}

static char *
format (EtaStore *store, const EtaField *field, const EtaJson *value)
{
  EtaCodes *codes = eta_catalogue_codes_of (eta_store_get_catalogue (store), field);

  value = pick_text (field, value);
  if (eta_json_is_empty (value))
    return g_strdup ("");
  if (field->type == ETA_FIELD_REFERENCE)
    return format_reference (store, eta_json_string (value));
  if (field->type == ETA_FIELD_PHOTO)
    return g_strdup (_ ("A picture"));
  if (eta_json_is (value, ETA_JSON_OBJECT))
    return eta_json_pretty (value);
  return eta_field_format (field, value, codes, eta_words_language ());
}

static gboolean
is_shown (const EtaField *member)
{
  return !(member->flags & ETA_FIELD_HIDDEN) && member->type != ETA_FIELD_PHOTO;
}

/* The first of its fields that holds something: a paper's kind, a consent's person, a photo's caption */
static char *
name_entry (EtaStore *store, const EtaField *list, const EtaJson *entry)
{
  eta_fields_foreach (member, list->members)
  {
    if (is_shown (member) && !eta_json_is_empty (eta_field_get (member, entry)))
      return format (store, member, eta_field_get (member, entry));
  }
  return g_strdup ("");
}

/* All that an entry holds. One that is a picture without words is said to be one. */
static char *
describe_entry (EtaStore *store, const EtaField *list, const EtaJson *entry)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!eta_json_is (entry, ETA_JSON_OBJECT))
    return g_strdup ("");
  eta_fields_foreach (member, list->members)
  {
    g_autofree char *text =
        is_shown (member) ? format (store, member, eta_field_get (member, entry)) : NULL;

    if (text && *text)
      g_string_append_printf (words, "%s%s: %s", words->len ? "\n" : "", _ (member->label), text);
  }
  return g_strdup (words->len ? words->str : list->members == NULL ? "" : _ ("Without words"));
}

static char *
label_entry (EtaStore *store, const EtaChange *change)
{
  const EtaJson *entry = change->entry   ? change->entry
                         : change->after ? change->after
                                         : change->before;
  g_autofree char *name = name_entry (store, change->list, entry);

  return *name ? g_strdup_printf ("%s: %s", _ (change->list->label), name)
               : g_strdup (_ (change->list->label));
}

static char *
make_label (EtaStore *store, const EtaChange *change)
{
  const EtaField *field = change->field;
  g_autofree char *entry = change->list ? label_entry (store, change) : NULL;
  g_autofree char *label = NULL;
  const char *last = strrchr (change->pointer, '/');

  if (!field)
    /* Translators: data that the program does not know; %s is where in the record they stand */
    return g_strdup_printf (_ ("Other data (%s)"), change->pointer + 1);
  if (entry && !change->entry)
    return g_steal_pointer (&entry);
  if ((field->flags & ETA_FIELD_LOCALE) && !g_str_has_suffix (change->pointer, field->path))
    label = g_strdup_printf ("%s (%s)", _ (field->label), language_name (store, last + 1));
  else
    label = g_strdup (_ (field->label));
  return entry ? g_strdup_printf ("%s, %s", entry, label) : g_steal_pointer (&label);
}

static char *
format_value (EtaStore *store, const EtaChange *change, const EtaJson *value)
{
  if (!value)
    return g_strdup ("");
  if (!change->field)
    return eta_json_is (value, ETA_JSON_STRING) ? g_strdup (eta_json_string (value))
                                                : eta_json_pretty (value);
  if (change->list && !change->entry)
    return describe_entry (store, change->list, value);
  if (!eta_field_fits (change->field, value) && !(change->field->flags & ETA_FIELD_LOCALE))
    return eta_json_pretty (value);
  return format (store, change->field, value);
}

/* What people read nowhere, and what its change comes to; NULL: it goes along with another change */
static const struct {
  const char *path;
  const char *words;
} unread[] = {
  { "/sha256", N_ ("Another picture") },
  { "/order", N_ ("In another place of the list") },
  { "/cover", N_ ("Another photo") },
  { "/preview", NULL },
  { "/width", NULL },
  { "/height", NULL },
  { "/bytes", NULL },
  { "/original", NULL },
  { "/turns", NULL },
  { "/crop", NULL },
  { "/review/at", NULL },
  { "/review/rev", NULL },
};

static gboolean
is_unread (const EtaChange *change, const char **words)
{
  if (!change->field || !(change->field->flags & ETA_FIELD_HIDDEN))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (unread); i++)
    if (g_str_equal (unread[i].path, change->field->path)) {
      *words = unread[i].words;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_prose (const EtaChange *change, const char *before, const char *after)
{
  return *before && *after &&
         (change->field->type == ETA_FIELD_TEXT || change->field->type == ETA_FIELD_SET ||
          (change->list && !change->entry) ||
          MAX (g_utf8_strlen (before, -1), g_utf8_strlen (after, -1)) >= PROSE_MIN);
}

/**
 * eta_change_words_new:
 *
 * Returns: (transfer full) (nullable): %NULL for what goes along with another change and says nothing to
 *   people, like the size of a photo in bytes
 */
EtaChangeWords *
eta_change_words_new (EtaStore *store, const EtaChange *change)
{
  const char *words = NULL;
  gboolean hidden = is_unread (change, &words);
  EtaChangeWords *self;

  if (hidden && !words)
    return NULL;
  self = g_new0 (EtaChangeWords, 1);
  self->label = hidden && change->list ? label_entry (store, change) : make_label (store, change);
  self->before = hidden ? g_strdup ("") : format_value (store, change, change->before);
  self->after = hidden ? g_strdup (_ (words)) : format_value (store, change, change->after);
  self->is_prose = change->field && is_prose (change, self->before, self->after);
  return self;
}

void
eta_change_words_free (EtaChangeWords *words)
{
  if (!words)
    return;
  g_free (words->label);
  g_free (words->before);
  g_free (words->after);
  g_free (words);
}
