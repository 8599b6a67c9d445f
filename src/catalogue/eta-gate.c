/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-gate.h"

#include "eta-date.h"
#include "eta-score.h"
#include "eta-text.h"

#include <string.h>

/*
 * What of a document the public may see: a copy made of the rows of the table and of nothing else, so
 * that what the table does not know, or marks as private, cannot get out.
 */

/* Given, not withdrawn. What cannot be read as a day counts against publishing. */
static gboolean
is_live (const EtaJson *consent)
{
  GDate given;

  return eta_date_read (eta_json_get_string (consent, "/given_on"), &given) &&
         eta_json_is_empty (eta_json_member (consent, "withdrawn_on"));
}

static gboolean
has_purpose (const EtaJson *consent, const char *purpose)
{
  g_autoptr (EtaJson) wanted = eta_json_new_string (purpose);

  return eta_json_array_has (eta_json_member (consent, "purposes"), wanted);
}

/* Whether one name holds the other, word by word: "Ibu Sarah" and "Sarah", but not "Sarahwati" */
static gboolean
names_agree (const char *a, const char *b)
{
  g_autofree char *left = eta_text_fold (a);
  g_autofree char *right = eta_text_fold (b);
  g_autofree char *wide_left = g_strdup_printf (" %s ", left);
  g_autofree char *wide_right = g_strdup_printf (" %s ", right);

  if (!*left || !*right)
    return FALSE;
  return strstr (wide_left, wide_right) || strstr (wide_right, wide_left);
}

/* A name is published with the consent of the person who bears it. */
static gboolean
fits_person (const EtaJson *consent, const EtaField *field, const EtaJson *value)
{
  const char *person = eta_json_get_string (consent, "/person");
  const char *role = eta_json_get_string (consent, "/role");

  if (strcmp (field->purpose, "name") != 0)
    return TRUE;
  if ((!person || !*person) && (!role || !*role))
    return TRUE;
  if (role && strcmp (role, field->path + 1) == 0)
    return TRUE;
  return person && names_agree (person, eta_json_string (value));
}

/* A photo is of nobody when its subject says so, or says nothing; a subject that is new here might be. */
static gboolean
shows_people (const EtaJson *photo)
{
  static const char *const things[] = { "product", "pack", "place", "", NULL };
  const EtaJson *subject = eta_json_member (photo, "subject");
  const char *word = eta_json_string (subject);

  if (!subject || eta_json_is (subject, ETA_JSON_NULL))
    return FALSE;
  return !word || !g_strv_contains (things, word);
}

/**
 * eta_consent_covers:
 * @business: (nullable): the document of the business, whose "consents" count for its products too
 * @field: a row of a table
 * @value: (nullable): its value; of a keyed list (photos) one entry
 *
 * The one place that decides whether a personal value may be published: with a consent of the row's
 * purpose that is given and not withdrawn; a name also by the person or the role that the consent is
 * of; a photo only when it shows people. What is not personal is covered; what is private never is.
 *
 * Returns: whether @value may be published
 */
gboolean
eta_consent_covers (const EtaJson *business, const EtaField *field, const EtaJson *value)
{
  if (field->flags & ETA_FIELD_PRIVATE)
    return FALSE;
  if (!(field->flags & ETA_FIELD_PERSONAL))
    return TRUE;
  if (field->type == ETA_FIELD_KEYED && !shows_people (value))
    return TRUE;
  if (!field->purpose)
    return FALSE;
  eta_json_foreach (consent, eta_json_get (business, "/consents"))
    if (is_live (consent) && has_purpose (consent, field->purpose) &&
        fits_person (consent, field, value))
      return TRUE;
  return FALSE;
}

static void copy_rows (const EtaField *rows, const EtaJson *from, EtaJson *to,
                       const EtaJson *business);

static EtaJson *
copy_entries (const EtaField *list, const EtaJson *entries, const EtaJson *business)
{
  EtaJson *out = eta_json_new_object ();

  eta_json_foreach (entry, entries) {
    g_autoptr (EtaJson) copy = NULL;
    g_autofree char *pointer = NULL;

    if (!eta_json_is (entry, ETA_JSON_OBJECT) || !eta_consent_covers (business, list, entry))
      continue;
    copy = eta_json_new_object ();
    copy_rows (list->members, entry, copy, business);
    pointer = eta_json_pointer_join ("", eta_json_key (entry));
    eta_json_take (out, pointer, g_steal_pointer (&copy));
  }
  return out;
}

/* The known languages of a text, strings alone */
static EtaJson *
copy_languages (const EtaJson *texts)
{
  EtaJson *out = eta_json_new_object ();

  for (guint i = 0; eta_languages[i]; i++) {
    const EtaJson *text = eta_json_member (texts, eta_languages[i]);
    g_autofree char *pointer = eta_json_pointer_join ("", eta_languages[i]);

    if (eta_json_is (text, ETA_JSON_STRING))
      eta_json_take (out, pointer, eta_json_copy (text));
  }
  return out;
}

static EtaJson *
copy_value (const EtaField *field, const EtaJson *value, const EtaJson *business)
{
  /* A value of a strange shape might hold anything. */
  if (!eta_field_fits (field, value) || eta_json_is_empty (value))
    return NULL;
  if (field->type == ETA_FIELD_KEYED)
    return copy_entries (field, value, business);
  if (!eta_consent_covers (business, field, value))
    return NULL;
  return field->flags & ETA_FIELD_LOCALE ? copy_languages (value) : eta_json_copy (value);
}

static void
copy_rows (const EtaField *rows, const EtaJson *from, EtaJson *to, const EtaJson *business)
{
  eta_fields_foreach (row, rows)
  {
    EtaJson *copy;

    if (row->flags & ETA_FIELD_PRIVATE)
      continue;
    copy = copy_value (row, eta_field_get (row, from), business);
    if (copy)
      eta_json_take (to, row->path, copy);
  }
}

/* A cover whose photo stays back would be a key into nothing. */
static void
drop_lost_cover (EtaJson *out)
{
  const char *cover = eta_json_get_string (out, "/cover");

  if (cover && !eta_json_member (eta_json_get (out, "/photos"), cover))
    eta_json_remove (out, "/cover");
}

/**
 * eta_gate_public:
 * @kind: the document's kind
 * @doc: a document
 * @business: (nullable): the business whose consents count; of a business itself %NULL means @doc
 *
 * A copy with what may be published alone: no private row, personal rows only where a live consent
 * covers them, nothing that the table does not know, turnover and capital as their scale. Conflicts have
 * nothing public. Every gallery page, PDF, public answer and export for others is made of this.
 *
 * Returns: (transfer full): an object, never %NULL
 */
EtaJson *
eta_gate_public (const EtaKind *kind, const EtaJson *doc, const EtaJson *business)
{
  EtaJson *out = eta_json_new_object ();
  const char *scale;

  if (kind == &eta_kind_business)
    business = doc;
  copy_rows (kind->fields, doc, out, business);
  drop_lost_cover (out);
  if (kind == &eta_kind_business) {
    eta_json_remove (out, "/scale");
    scale = eta_scale (doc);
    if (scale)
      eta_json_set_string (out, "/scale", scale);
  }
  return out;
}
