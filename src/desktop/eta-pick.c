/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-pick.h"

#include "eta-query.h"
#include "eta-text.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/* What a field that points to something can be given: rows of its code list, its choices, or records. */

static EtaPick *
pick_new (const char *value, const char *title, const char *subtitle)
{
  EtaPick *self = g_new0 (EtaPick, 1);

  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->subtitle = subtitle && *subtitle ? g_strdup (subtitle) : NULL;
  return self;
}

void
eta_pick_free (EtaPick *pick)
{
  if (!pick)
    return;
  g_free (pick->value);
  g_free (pick->title);
  g_free (pick->subtitle);
  g_free (pick);
}

static gint64
depth_of (EtaCodes *codes, const EtaCode *code)
{
  gint64 depth = 0;

  for (; code; code = code->parent ? eta_codes_find (codes, code->parent) : NULL)
    depth++;
  return depth;
}

static gboolean
fits_depth (const EtaField *field, EtaCodes *codes, const EtaCode *code)
{
  gint64 depth;

  if (field->type != ETA_FIELD_CODE || field->max == 0)
    return TRUE;
  depth = depth_of (codes, code);
  return depth >= field->min && depth <= field->max;
}

/* The row of the same table that holds the codes above @field's: of a regency its province. Of a province
 * that is its country, whose code is the root of the list of regions. */
static const EtaField *
field_above (EtaForm *form, const EtaField *field)
{
  if (field->type != ETA_FIELD_CODE || field->max == 0 || field->min < 2)
    return NULL;
  eta_kind_foreach (row, eta_form_get_kind (form))
  {
    if (row->type != ETA_FIELD_CODE)
      continue;
    if (g_str_equal (row->codes, field->codes) && row->max == field->min - 1)
      return row;
    if (field->min == 2 && g_str_equal (row->codes, "countries"))
      return row;
  }
  return NULL;
}

/* NULL: nothing limits the choice */
static const char *
code_above (EtaForm *form, const EtaField *field, EtaCodes *codes)
{
  const EtaField *above = field_above (form, field);
  const char *code =
      above ? eta_json_string (eta_field_get (above, eta_form_get_doc (form))) : NULL;

  return code && eta_codes_find (codes, code) ? code : NULL;
}

static char *
dup_place (EtaCodes *codes, const EtaCode *code)
{
  const EtaCode *parent = code->parent ? eta_codes_find (codes, code->parent) : NULL;

  if (parent)
    return g_strdup_printf ("%s · %s", code->code, eta_code_title (parent, eta_words_language ()));
  return g_strdup (code->code);
}

/* A parent is a heading of its list and no value where the list has roots and ends. */
static void
search_codes (EtaForm *form, const EtaField *field, EtaCodes *codes, const char *text,
              GPtrArray *picks)
{
  const char *above = code_above (form, field, codes);
  g_autoptr (GPtrArray) found = eta_codes_search (codes, text, above, G_MAXUINT);

  for (guint i = 0; i < found->len && picks->len < ETA_PICKS_MAX; i++) {
    const EtaCode *code = g_ptr_array_index (found, i);
    g_autofree char *place = NULL;

    if (!fits_depth (field, codes, code))
      continue;
    place = dup_place (codes, code);
    g_ptr_array_add (picks,
                     pick_new (code->code, eta_code_title (code, eta_words_language ()), place));
  }
}

static void
search_choices (const EtaField *field, const char *text, GPtrArray *picks)
{
  g_autofree char *folded = eta_text_fold (text);

  for (const EtaChoice *choice = field->choices; choice->value; choice++) {
    g_autofree char *label = eta_text_fold (_ (choice->label));

    if (strstr (label, folded))
      g_ptr_array_add (picks, pick_new (choice->value, _ (choice->label), NULL));
  }
}

static void
search_records (EtaForm *form, const EtaField *field, const char *text, GPtrArray *picks)
{
  EtaQuery query = { .kind = eta_kind_find (field->codes), .text = text && *text ? text : NULL };
  g_autoptr (GPtrArray) rows =
      eta_store_dup_rows (eta_form_get_store (form), &query, NULL, ETA_PICKS_MAX, NULL);

  for (guint i = 0; rows && i < rows->len; i++) {
    EtaRow *row = g_ptr_array_index (rows, i);

    g_ptr_array_add (picks, pick_new (eta_row_get_id (row), eta_row_get_title (row),
                                      eta_row_get_subtitle (row)));
  }
}

/**
 * eta_picks_search:
 * @text: (nullable): a part of a name or a code; empty: all
 *
 * Returns: (transfer full) (element-type EtaPick): the best first, at most %ETA_PICKS_MAX
 */
GPtrArray *
eta_picks_search (EtaForm *form, const EtaField *field, const char *text)
{
  GPtrArray *picks = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_pick_free);
  EtaCodes *codes = eta_form_codes_of (form, field);

  if (field->type == ETA_FIELD_REFERENCE)
    search_records (form, field, text, picks);
  else if (field->choices)
    search_choices (field, text, picks);
  else if (codes)
    search_codes (form, field, codes, text, picks);
  return picks;
}

/**
 * eta_pick_dup_title:
 * @value: (nullable): what is stored
 *
 * Returns: (transfer full): what it is called; an unknown code is called by itself
 */
char *
eta_pick_dup_title (EtaForm *form, const EtaField *field, const char *value)
{
  EtaCodes *codes = eta_form_codes_of (form, field);
  const EtaCode *code = codes && value ? eta_codes_find (codes, value) : NULL;
  const char *label = eta_field_choice_label (field, value);

  if (field->type == ETA_FIELD_REFERENCE && value) {
    g_autoptr (EtaRecord) record = eta_store_get (eta_form_get_store (form), value, NULL);

    return g_strdup (record ? eta_record_get_title (record) : _ ("It is not in this catalogue"));
  }
  if (label)
    return g_strdup (_ (label));
  return g_strdup (code ? eta_code_title (code, eta_words_language ()) : value ? value : "");
}
