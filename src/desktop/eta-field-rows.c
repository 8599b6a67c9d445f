/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-field-rows.h"

#include "eta-choice-row.h"
#include "eta-date-row.h"
#include "eta-entry-row.h"
#include "eta-field-message.h"
#include "eta-measure-row.h"
#include "eta-pick-row.h"
#include "eta-scan-row.h"
#include "eta-set-row.h"
#include "eta-switch-row.h"
#include "eta-text-row.h"
#include "eta-value-row.h"

/*
 * The rows of a table of fields as rows of a boxed list: which type is shown by which widget is said here
 * and nowhere else. Keyed lists are lists of their own (eta-keyed-group.c, eta-photo-strip.c).
 */

typedef struct {
  EtaForm *form;
  const char *prefix;
  EtaRowFunc add;
  gpointer data;
} Maker;

static EtaEdit *
make_edit (const Maker *maker, const EtaField *field)
{
  g_autofree char *pointer = g_strconcat (maker->prefix, field->path, NULL);

  return eta_edit_new (maker->form, field, pointer);
}

static GtkWidget *
make_row (EtaEdit *edit)
{
  switch (eta_edit_get_field (edit)->type) {
  case ETA_FIELD_CHOICE:
    return eta_choice_row_new (edit);
  case ETA_FIELD_CODE:
  case ETA_FIELD_REFERENCE:
    return eta_pick_row_new (edit);
  case ETA_FIELD_SET:
    return eta_set_row_new (edit);
  case ETA_FIELD_DATE:
    return eta_date_row_new (edit);
  case ETA_FIELD_BOOLEAN:
    return eta_switch_row_new (edit);
  case ETA_FIELD_PHOTO:
    return eta_scan_row_new (edit);
  default:
    return eta_entry_row_new (edit);
  }
}

static void
add_with_message (const Maker *maker, GtkWidget *row, EtaEdit *edit)
{
  maker->add (row, maker->data);
  maker->add (eta_field_message_new_row (edit), maker->data);
}

static void
add_text (const Maker *maker, const EtaField *field)
{
  g_autofree char *pointer = g_strconcat (maker->prefix, field->path, NULL);

  maker->add (eta_text_row_new (maker->form, field, pointer), maker->data);
}

static void
add_plain (const Maker *maker, const EtaField *field)
{
  g_autoptr (EtaEdit) edit = make_edit (maker, field);
  gboolean computed = (field->flags & ETA_FIELD_COMPUTED) != 0;

  add_with_message (maker, computed ? eta_value_row_new (edit) : make_row (edit), edit);
}

static gboolean
is_number (const EtaField *field)
{
  return field->type == ETA_FIELD_INTEGER || field->type == ETA_FIELD_DECIMAL;
}

/* What may stand beside the number @amount: a code or a choice of its group */
static gboolean
goes_with (const EtaField *field, const EtaField *amount)
{
  return field->path && g_strcmp0 (field->group, amount->group) == 0 &&
         !(field->flags & (ETA_FIELD_HIDDEN | ETA_FIELD_COMPUTED)) &&
         (field->type == ETA_FIELD_CODE || field->type == ETA_FIELD_CHOICE);
}

/**
 * eta_field_rows_last:
 *
 * Returns: the last row of the table that is edited together with @field: a number takes its unit along, or
 * its currency and unit
 */
const EtaField *
eta_field_rows_last (const EtaField *field)
{
  if (!field->group || !is_number (field) || !goes_with (field + 1, field))
    return field;
  return goes_with (field + 2, field) ? field + 2 : field + 1;
}

static void
add_measure (const Maker *maker, const EtaField *amount)
{
  g_autoptr (EtaEdit) number = make_edit (maker, amount);
  g_autoptr (EtaEdit) first = make_edit (maker, amount + 1);
  g_autoptr (EtaEdit) second = NULL;

  if (eta_field_rows_last (amount) == amount + 2)
    second = make_edit (maker, amount + 2);
  maker->add (eta_measure_row_new (number, first, second), maker->data);
  maker->add (eta_field_message_new_row (number), maker->data);
  maker->add (eta_field_message_new_row (first), maker->data);
  if (second)
    maker->add (eta_field_message_new_row (second), maker->data);
}

/**
 * eta_field_rows_make:
 * @field: a row of a table
 * @prefix: "" for the table of a kind; "/papers/UUID" for the members of an entry
 * @add: called for every widget made, in their order
 *
 * Makes what the user edits @field with, and what goes along with it.
 *
 * Returns: the last row of the table that is now shown: eta_field_rows_last()
 */
const EtaField *
eta_field_rows_make (EtaForm *form, const EtaField *field, const char *prefix, EtaRowFunc add,
                     gpointer data)
{
  Maker maker = { form, prefix, add, data };
  const EtaField *last = eta_field_rows_last (field);

  if (field->flags & ETA_FIELD_HIDDEN || field->type == ETA_FIELD_KEYED)
    return field;
  if (field->type == ETA_FIELD_TEXT || field->flags & ETA_FIELD_LOCALE) {
    add_text (&maker, field);
    return field;
  }
  if (last == field)
    add_plain (&maker, field);
  else
    add_measure (&maker, field);
  return last;
}

/** eta_field_rows_make_all: @rows: a table; all of its rows are made */
void
eta_field_rows_make_all (EtaForm *form, const EtaField *rows, const char *prefix, EtaRowFunc add,
                         gpointer data)
{
  for (const EtaField *field = rows; field->path; field++)
    field = eta_field_rows_make (form, field, prefix, add, data);
}
