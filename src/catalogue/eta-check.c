/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"

#include "eta-need.h"
#include "eta-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The checks: a walk over the table of a kind. What every type demands is here (needed, shape, length,
 * known choice, known code, no identity number); what is special to a field its row's check function
 * says, one file each. A check function never sees a value of the wrong shape, nor an absent one, except
 * that of a keyed list: what has to be in a list is missing also where there is no list.
 */

static void
add_finding (EtaCheck *check, EtaSeverity severity, char *message)
{
  EtaFinding *finding = g_new0 (EtaFinding, 1);

  finding->severity = severity;
  finding->field = check->field;
  finding->pointer = g_strdup (check->pointer);
  finding->message = message;
  g_ptr_array_add (check->findings, finding);
}

/**
 * eta_check_error:
 * @format: translated: what is the matter, and what to do
 *
 * Adds a finding at the check's place that keeps the record from being published.
 */
void
eta_check_error (EtaCheck *check, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_finding (check, ETA_FINDING_ERROR, g_strdup_vprintf (format, args));
  va_end (args);
}

/**
 * eta_check_warn:
 * @format: translated: what to look at again
 *
 * Adds a finding at the check's place that hinders nothing.
 */
void
eta_check_warn (EtaCheck *check, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_finding (check, ETA_FINDING_WARNING, g_strdup_vprintf (format, args));
  va_end (args);
}

/**
 * eta_check_offer:
 * @take_repair: (transfer full): a value that would mend what the last finding says
 *
 * Offers a repair with the finding that was added last.
 */
void
eta_check_offer (EtaCheck *check, EtaJson *take_repair)
{
  EtaFinding *last;

  g_return_if_fail (check->findings->len > 0);
  last = g_ptr_array_index (check->findings, check->findings->len - 1);
  g_clear_pointer (&last->repair, eta_json_free);
  last->repair = take_repair;
}

/** eta_finding_free: @finding: (nullable) */
void
eta_finding_free (EtaFinding *finding)
{
  if (!finding)
    return;
  g_free (finding->pointer);
  g_free (finding->message);
  eta_json_free (finding->repair);
  g_free (finding);
}

/* A translation beside the Indonesian text may be short: the limit is set for that one. */
static gboolean
is_side_language (EtaCheck *check)
{
  return check->field->flags & ETA_FIELD_LOCALE && !g_str_has_suffix (check->pointer, "/id") &&
         !eta_json_is_empty (eta_json_member (eta_field_get (check->field, check->doc), "id"));
}

static void
check_length (EtaCheck *check, const EtaJson *value)
{
  const EtaField *field = check->field;
  const char *text = eta_json_string (value);
  glong length = text ? g_utf8_strlen (text, -1) : 0;

  if (!length || field->type > ETA_FIELD_TEXT)
    return;
  if (length < field->min && is_side_language (check))
    eta_check_warn (check, _ ("This text is short beside the Indonesian one"));
  else if (length < field->min)
    eta_check_error (check,
                     g_dngettext (NULL, "Too short: %ld character. At least %ld are needed",
                                  "Too short: %ld characters. At least %ld are needed", length),
                     length, (long) field->min);
  if (field->max && length > field->max)
    eta_check_error (check,
                     g_dngettext (NULL, "Too long: %ld character. At most %ld fit",
                                  "Too long: %ld characters. At most %ld fit", length),
                     length, (long) field->max);
}

static char *
format_limit (const EtaField *field, gint64 limit)
{
  g_autoptr (EtaJson) value = eta_json_new_int (limit);

  return eta_field_format (field, value, NULL, eta_words_language ());
}

static void
check_range (EtaCheck *check, const EtaJson *value)
{
  const EtaField *field = check->field;
  gint64 number = eta_json_int (value, 0);
  g_autofree char *limit = NULL;

  if (!eta_json_is (value, ETA_JSON_NUMBER) || (!field->min && !field->max))
    return;
  if (number < field->min) {
    limit = format_limit (field, field->min);
    eta_check_error (check, _ ("This is too small. The least is %s"), limit);
  } else if (number > field->max) {
    limit = format_limit (field, field->max);
    eta_check_error (check, _ ("This is too large. The most is %s"), limit);
  }
}

/**
 * eta_check_known:
 * @text: (nullable): a code
 *
 * Warns of a code that is not in its list, and offers the one that it may be a name of. Done for every
 * row of codes without a check function; one with such a function calls it, or knows better words.
 */
void
eta_check_known (EtaCheck *check, const char *text)
{
  EtaCodes *codes = eta_catalogue_codes_of (check->catalogue, check->field);
  const EtaCode *meant;

  if (!text || !*text || !codes || eta_codes_find (codes, text))
    return;
  eta_check_warn (check, _ ("“%s” is not in the list. Choose the one that is meant"), text);
  meant = eta_codes_match (codes, text, NULL);
  if (meant && check->field->type == ETA_FIELD_CODE)
    eta_check_offer (check, eta_json_new_string (meant->code));
}

static void
check_word (EtaCheck *check, const char *text)
{
  if (!check->field->choices && !check->field->check)
    eta_check_known (check, text);
  else if (check->field->choices && text && *text && !eta_field_choice_label (check->field, text))
    eta_check_warn (check, _ ("“%s” is not one of the choices. Choose one if it fits"), text);
}

static void
check_words (EtaCheck *check, const EtaJson *value)
{
  if (check->field->type == ETA_FIELD_CHOICE || check->field->type == ETA_FIELD_CODE)
    check_word (check, eta_json_string (value));
  else if (check->field->type == ETA_FIELD_SET)
    eta_json_foreach (member, value)
      check_word (check, eta_json_string (member));
}

/* One value that is there, at check->pointer */
static void
check_value (EtaCheck *check, const EtaJson *value)
{
  check_length (check, value);
  check_range (check, value);
  check_words (check, value);
  if (check->field->check)
    check->field->check (check, value);
}

static void
check_languages (EtaCheck *check, const EtaJson *texts)
{
  const char *outer = check->pointer;

  eta_json_foreach (text, texts) {
    g_autofree char *pointer = NULL;

    if (eta_json_is_empty (text))
      continue;
    pointer = eta_json_pointer_join (outer, eta_json_key (text));
    check->pointer = pointer;
    check_value (check, text);
  }
  check->pointer = outer;
}

static void check_rows (EtaCheck *check, const EtaField *rows, const EtaJson *values,
                        const char *prefix);

static void
check_entries (EtaCheck *check, const EtaField *list, const EtaJson *entries)
{
  const EtaJson *outer = check->entry;

  eta_json_foreach (entry, entries) {
    g_autofree char *prefix = eta_json_pointer_join (list->path, eta_json_key (entry));

    check->entry = entry;
    check_rows (check, list->members, entry, prefix);
  }
  check->entry = outer;
}

static gboolean
is_needed (EtaCheck *check)
{
  if (check->entry)
    return (check->field->flags & ETA_FIELD_NEEDED) != 0;
  return eta_need_applies (check->catalogue, check->field, check->doc);
}

static void
check_field (EtaCheck *check, const EtaJson *value)
{
  const EtaField *field = check->field;
  gboolean filled =
      field->flags & ETA_FIELD_LOCALE ? eta_need_has_text (value) : !eta_json_is_empty (value);

  if (!filled) {
    if (is_needed (check))
      eta_check_error (check, _ ("This is needed before it can be submitted"));
    if (field->type != ETA_FIELD_KEYED)
      return;
  }
  if (!eta_field_fits (field, value)) {
    eta_check_error (check, _ ("This value has a form that does not belong here. Enter it again"));
    return;
  }
  if (field->flags & ETA_FIELD_LOCALE) {
    check_languages (check, value);
    return;
  }
  if (field->type != ETA_FIELD_KEYED) {
    check_value (check, value);
    return;
  }
  if (field->check)
    field->check (check, value);
  check_entries (check, field, value);
}

static void
check_rows (EtaCheck *check, const EtaField *rows, const EtaJson *values, const char *prefix)
{
  eta_fields_foreach (row, rows)
  {
    const EtaJson *value = eta_field_get (row, values);
    g_autofree char *pointer = NULL;

    if (!value && row->type != ETA_FIELD_KEYED && !(row->flags & ETA_FIELD_NEEDED))
      continue;
    pointer = g_strconcat (prefix, row->path, NULL);
    check->field = row;
    check->pointer = pointer;
    check_field (check, value);
  }
}

static void
check_identity_numbers (EtaCheck *check)
{
  g_autofree char *pointer = NULL;

  if (!eta_json_has_nik (check->doc, &pointer))
    return;
  check->field = eta_kind_field (check->kind, pointer);
  check->pointer = pointer;
  eta_check_error (check,
                   _ ("The identity number of a person (NIK) stands here. Take it out: it is "
                      "never kept"));
}

/**
 * eta_check_document_on:
 * @today: the day that ends are measured against
 *
 * eta_check_document() as of another day.
 */
GPtrArray *
eta_check_document_on (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                       const EtaJson *business, const GDate *today)
{
  EtaCheck check = {
    .catalogue = catalogue,
    .kind = kind,
    .doc = doc,
    .business = business,
    .today = *today,
    .findings = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_finding_free),
  };

  check_rows (&check, kind->fields, doc, "");
  check_identity_numbers (&check);
  return check.findings;
}

/**
 * eta_check_document:
 * @catalogue: the code lists
 * @kind: the document's kind
 * @doc: a document
 * @business: (nullable): of a product, the business's document
 *
 * All findings of a document, in the order of the table. Any thread, as nothing is written.
 *
 * Returns: (transfer full) (element-type EtaFinding): never %NULL
 */
GPtrArray *
eta_check_document (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                    const EtaJson *business)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, time (NULL));
  return eta_check_document_on (catalogue, kind, doc, business, &today);
}

/** eta_findings_have_error: Returns: whether one of @findings keeps the record from being published */
gboolean
eta_findings_have_error (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((EtaFinding *) g_ptr_array_index (findings, i))->severity == ETA_FINDING_ERROR)
      return TRUE;
  return FALSE;
}

/* Whether @pointer is @place, or leads below it */
static gboolean
lies_at (const char *pointer, const char *place)
{
  while (*place && *place == *pointer) {
    place++;
    pointer++;
  }
  return !*place && (!*pointer || *pointer == '/');
}

/**
 * eta_findings_at:
 * @pointer: a place in the document
 *
 * Returns: (nullable): what to say at that place or below it: the first error, else the first warning
 */
const EtaFinding *
eta_findings_at (GPtrArray *findings, const char *pointer)
{
  const EtaFinding *first = NULL;

  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (findings, i);

    if (!lies_at (finding->pointer, pointer))
      continue;
    if (finding->severity == ETA_FINDING_ERROR)
      return finding;
    if (!first)
      first = finding;
  }
  return first;
}
