/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-fields.h"

#include "eta-check.h"
#include "eta-edit.h"
#include "eta-field-rows.h"
#include "eta-kept-text.h"
#include "eta-uuid.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportFields {
  GObject parent_instance;

  /* Owned */
  EtaImportWork *work;
  EtaForm *form; /* a draft: what the row's cells say */
  GArray *places;
  GtkWidget *group;

  const EtaKind *kind;
  guint index;
};

G_DEFINE_FINAL_TYPE (EtaImportFields, eta_import_fields, G_TYPE_OBJECT)

/* A place of the draft, and the cell that it stands for */
typedef struct {
  char *pointer;
  EtaColumn column;
  EtaJson *known; /* what the cell says */
  gboolean unread; /* the cell holds something that says nothing */
} Place;

static EtaImport *
get_import (EtaImportFields *self)
{
  return eta_import_work_get_import (self->work);
}

static void
clear_place (gpointer data)
{
  Place *place = data;

  g_free (place->pointer);
  eta_json_free (place->known);
}

/* The maker of a product is called by the product's own column. */
static const EtaColumn *
maker_column (void)
{
  static EtaColumn column;

  column.field = eta_kind_field (&eta_kind_product, "/business");
  column.kind = &eta_kind_product;
  return &column;
}

static gboolean
is_maker (EtaImportFields *self)
{
  return self->kind != eta_import_get_kind_of (get_import (self), self->index);
}

static Place *
get_place (EtaImportFields *self, guint i)
{
  return &g_array_index (self->places, Place, i);
}

/* -- into the cells ------------------------------------------------------------------------- */

static void
write_place (EtaImportFields *self, Place *place, const EtaJson *value)
{
  g_autofree char *text = eta_field_text (place->column.field, value);
  /* The name of a maker is the text of a reference. */
  const char *words = eta_json_is (value, ETA_JSON_STRING) ? eta_json_string (value) : text;
  gboolean reference = place->column.field->type == ETA_FIELD_REFERENCE;

  eta_json_free (place->known);
  place->known = value ? eta_json_copy (value) : NULL;
  place->unread = FALSE;
  eta_import_work_mend (self->work, self->index, &place->column, reference ? words : text);
}

static void
changed_cb (EtaImportFields *self)
{
  const EtaJson *doc = eta_form_get_doc (self->form);

  for (guint i = 0; i < self->places->len; i++) {
    Place *place = get_place (self, i);
    const EtaJson *value = eta_json_get (doc, place->pointer);

    if (!eta_json_equal (value, place->known))
      write_place (self, place, value);
  }
}

/* What could not be read was taken away: the document had nothing there before, and has not now. */
static void
said_cb (EtaEdit *edit, EtaImportFields *self)
{
  for (guint i = 0; i < self->places->len; i++) {
    Place *place = get_place (self, i);

    if (place->unread && g_str_equal (place->pointer, eta_edit_get_pointer (edit)) &&
        !eta_edit_is_refused (edit) && !eta_edit_get_value (edit))
      write_place (self, place, NULL);
  }
}

/* -- out of the cells ----------------------------------------------------------------------- */

static void
add_place (EtaImportFields *self, const EtaColumn *column, const char *pointer)
{
  Place place = { .column = *column };

  if (pointer)
    place.pointer = g_strdup (pointer);
  else
    place.pointer = column->language
                        ? g_strconcat (column->field->path, "/", column->language, NULL)
                        : g_strdup (column->field->path);
  g_array_append_val (self->places, place);
}

static void
list_places (EtaImportFields *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  g_autoptr (GArray) targets = eta_header_list_targets (header);

  for (guint i = 0; i < targets->len; i++) {
    const EtaColumn *column = &g_array_index (targets, EtaColumn, i);

    if (column->kind == self->kind && column->field->type != ETA_FIELD_REFERENCE)
      add_place (self, column, NULL);
  }
  if (is_maker (self))
    add_place (self, maker_column (), "/name");
}

static gboolean
is_unread (GPtrArray *unread, const char *pointer)
{
  for (guint i = 0; i < unread->len; i++)
    if (g_strcmp0 (((EtaImportWarning *) unread->pdata[i])->field, pointer) == 0)
      return TRUE;
  return FALSE;
}

/* The text of a cell that says nothing stands in its field, with the reason. */
static void
bring_text (EtaImportFields *self, const char *id, const Place *place)
{
  EtaStore *store = eta_import_work_get_store (self->work);
  const char *cell = eta_import_get_cell (get_import (self), self->index, &place->column);
  g_autofree char *kept = eta_kept_text_take (store, id, place->pointer);

  eta_kept_text_put (store, id, place->pointer, kept ? kept : cell);
}

/* An identity number stands nowhere but in its cell. */
static gboolean
has_identity_number (EtaImportFields *self, const Place *place)
{
  return eta_text_has_nik (eta_import_get_cell (get_import (self), self->index, &place->column));
}

/* Places that no column tells of are left to the import: it knows the province of a regency. */
static EtaJson *
read_cells (EtaImportFields *self, const char *id)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  g_autoptr (GPtrArray) unread = NULL;
  EtaJson *doc = eta_import_dup_said (get_import (self), self->index, self->kind, &unread);

  if (is_maker (self))
    eta_json_set_string (doc, "/name",
                         eta_import_get_cell (get_import (self), self->index, maker_column ()));
  for (guint i = 0; i < self->places->len; i++) {
    Place *place = get_place (self, i);

    if (eta_header_find_column (header, &place->column) < 0)
      eta_json_remove (doc, place->pointer);
    else if (eta_json_get (doc, place->pointer))
      place->known = eta_json_copy (eta_json_get (doc, place->pointer));
    place->unread = is_unread (unread, place->pointer) && !has_identity_number (self, place);
    if (place->unread)
      bring_text (self, id, place);
  }
  return doc;
}

/* -- rows ----------------------------------------------------------------------------------- */

static void
add_row_cb (GtkWidget *row, gpointer group)
{
  adw_preferences_group_add (group, row);
}

/* The fields that the sheet has columns for, and what the thing is called */
static gboolean
is_shown (EtaImportFields *self, const EtaField *field)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));

  if (field->type == ETA_FIELD_REFERENCE)
    return FALSE;
  if (field->flags & ETA_FIELD_TITLE)
    return TRUE;
  for (guint i = 0; i < header->columns->len; i++) {
    const EtaColumn *column = eta_header_get (header, i);

    if (column->field == field && column->kind == self->kind)
      return TRUE;
  }
  return FALSE;
}

static void
add_rows (EtaImportFields *self)
{
  eta_kind_foreach (field, self->kind)
  {
    if (is_shown (self, field))
      field = eta_field_rows_make (self->form, field, "", add_row_cb, self->group);
  }
}

static void
follow_unread (EtaImportFields *self)
{
  for (guint i = 0; i < self->places->len; i++) {
    Place *place = get_place (self, i);
    EtaEdit *edit = place->unread ? eta_form_find_edit (self->form, place->pointer) : NULL;

    if (edit)
      g_signal_connect_object (edit, "said", G_CALLBACK (said_cb), self, 0);
  }
}

static void
eta_import_fields_dispose (GObject *object)
{
  EtaImportFields *self = ETA_IMPORT_FIELDS (object);

  if (self->form)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->group);
  g_clear_object (&self->form);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_fields_parent_class)->dispose (object);
}

static void
eta_import_fields_finalize (GObject *object)
{
  g_array_unref (ETA_IMPORT_FIELDS (object)->places);
  G_OBJECT_CLASS (eta_import_fields_parent_class)->finalize (object);
}

static void
eta_import_fields_class_init (EtaImportFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_import_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_import_fields_finalize;
}

static void
eta_import_fields_init (EtaImportFields *self)
{
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  g_array_set_clear_func (self->places, clear_place);
}

/* A maker that is named by the id of a record is not made from the sheet. */
static gboolean
has_cells (EtaImportFields *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));

  if (!is_maker (self))
    return TRUE;
  return eta_header_find_column (header, maker_column ()) >= 0 &&
         !eta_uuid_is_valid (eta_import_get_cell (get_import (self), self->index, maker_column ()));
}

/**
 * eta_import_fields_new:
 * @index: of the row
 * @kind: the row's own, or of a product that of its maker
 *
 * Returns: (transfer full) (nullable): %NULL: no cell of the row goes there
 */
EtaImportFields *
eta_import_fields_new (EtaImportWork *work, guint index, const EtaKind *kind)
{
  g_autoptr (EtaImportFields) self = g_object_new (ETA_TYPE_IMPORT_FIELDS, NULL);
  g_autofree char *id = g_strdup_printf ("import %p %u %s", (void *) work, index, kind->name);

  self->work = g_object_ref (work);
  self->index = index;
  self->kind = kind;
  if (!has_cells (self))
    return NULL;
  list_places (self);
  self->form =
      eta_form_new_draft (eta_import_work_get_store (work), eta_import_work_get_vault (work), kind,
                          id, read_cells (self, id));
  self->group = g_object_ref_sink (adw_preferences_group_new ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ (kind->label));
  add_rows (self);
  follow_unread (self);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

/** eta_import_fields_get_group: Returns: (transfer none): what shows them */
GtkWidget *
eta_import_fields_get_group (EtaImportFields *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_FIELDS (self), NULL);
  return self->group;
}

/** eta_import_fields_get_form: Returns: (transfer none): the draft of what the cells say */
EtaForm *
eta_import_fields_get_form (EtaImportFields *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_FIELDS (self), NULL);
  return self->form;
}

void
eta_import_fields_flush (EtaImportFields *self)
{
  g_return_if_fail (ETA_IS_IMPORT_FIELDS (self));
  eta_form_flush (self->form);
}

static gboolean
is_about (EtaImportFields *self, const EtaImportWarning *warning)
{
  const EtaField *field = warning->field ? eta_kind_field (self->kind, warning->field) : NULL;

  return field && field->label == warning->label;
}

/** eta_import_fields_say: Returns: whether a field here says itself what @warning says of its cell */
gboolean
eta_import_fields_say (EtaImportFields *self, const EtaImportWarning *warning)
{
  EtaEdit *edit;

  g_return_val_if_fail (ETA_IS_IMPORT_FIELDS (self), FALSE);

  edit = is_about (self, warning) ? eta_form_find_edit (self->form, warning->field) : NULL;
  for (guint i = 0; edit && i < self->places->len; i++)
    if (g_str_equal (get_place (self, i)->pointer, warning->field))
      return !has_identity_number (self, get_place (self, i));
  return edit != NULL;
}

static gboolean
focus_on (EtaImportFields *self, const char *pointer)
{
  EtaEdit *edit = eta_form_find_edit (self->form, pointer);
  GtkWidget *control = edit ? eta_edit_get_control (edit) : NULL;

  return control && gtk_widget_grab_focus (control);
}

/**
 * eta_import_fields_focus:
 * @row: as it was last looked at
 *
 * Puts the cursor into the first field that @row complains of.
 *
 * Returns: whether there is one here
 */
gboolean
eta_import_fields_focus (EtaImportFields *self, const EtaImportRow *row)
{
  g_return_val_if_fail (ETA_IS_IMPORT_FIELDS (self), FALSE);

  for (guint i = 0; i < row->warnings->len; i++) {
    const EtaImportWarning *warning = row->warnings->pdata[i];

    if (is_about (self, warning) && focus_on (self, warning->field))
      return TRUE;
  }
  if (row->fate != ETA_IMPORT_REFUSE)
    return FALSE;
  eta_kind_foreach (field, self->kind)
  {
    if (field->flags & ETA_FIELD_TITLE)
      return focus_on (self, field->path);
  }
  return FALSE;
}
