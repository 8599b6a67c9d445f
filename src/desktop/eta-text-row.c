/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text-row.h"

#include "eta-columns-layout.h"
#include "eta-text-cell.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaTextRow:
 *
 * A text of several lines, or one that readers see in their own language: then Indonesian and English
 * stand side by side, one above the other where it is narrow, and the other languages wait behind a
 * button until one of them has a text. Main thread.
 */
struct _EtaTextRow {
  EtaPlainRow parent_instance;

  /* Template */
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *help;
  GtkToggleButton *more;
  AdwBin *cells;
  AdwBin *more_cells;
};

G_DEFINE_FINAL_TYPE (EtaTextRow, eta_text_row, ETA_TYPE_PLAIN_ROW)

#define COLUMN_WIDTH 280
#define COLUMN_SPACING 18
#define FIRST_LANGUAGES 2 /* of eta_languages */

static const char *
language_name (EtaForm *form, const char *language)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (eta_form_get_store (form));
  EtaCodes *codes = eta_catalogue_get_codes (catalogue, "languages");
  const EtaCode *code = codes ? eta_codes_find (codes, language) : NULL;

  return code ? eta_code_title (code, eta_words_language ()) : language;
}

static GtkWidget *
make_cells (AdwBin *bin)
{
  GtkWidget *cells = g_object_new (GTK_TYPE_BOX, NULL);

  gtk_widget_set_layout_manager (cells, eta_columns_layout_new (COLUMN_WIDTH, COLUMN_SPACING));
  adw_bin_set_child (bin, cells);
  return cells;
}

static void
add_language (GtkWidget *cells, EtaForm *form, const EtaField *field, const char *pointer, guint at)
{
  g_autofree char *place = eta_json_pointer_join (pointer, eta_languages[at]);
  g_autoptr (EtaEdit) edit = eta_edit_new (form, field, place);
  const char *name = language_name (form, eta_languages[at]);
  g_autofree char *label = g_strdup_printf ("%s, %s", _ (field->label), name);

  eta_edit_set_label (edit, label);
  eta_edit_hide_help (edit);
  if (at == 0)
    eta_edit_set_parent_pointer (edit, pointer);
  gtk_box_append (GTK_BOX (cells), eta_text_cell_new (edit, name));
}

static gboolean
has_text_in_more (EtaForm *form, const char *pointer)
{
  const EtaJson *texts = eta_json_get (eta_form_get_doc (form), pointer);

  for (guint i = FIRST_LANGUAGES; eta_languages[i]; i++)
    if (!eta_json_is_empty (eta_json_member (texts, eta_languages[i])))
      return TRUE;
  return FALSE;
}

static void
add_languages (EtaTextRow *self, EtaForm *form, const EtaField *field, const char *pointer)
{
  GtkWidget *first = make_cells (self->cells);
  GtkWidget *others = make_cells (self->more_cells);

  for (guint i = 0; eta_languages[i]; i++)
    add_language (i < FIRST_LANGUAGES ? first : others, form, field, pointer, i);
  gtk_widget_set_visible (GTK_WIDGET (self->more), TRUE);
  gtk_toggle_button_set_active (self->more, has_text_in_more (form, pointer));
}

static void
eta_text_row_class_init (EtaTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, heading);
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, title);
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, help);
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, more);
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, cells);
  gtk_widget_class_bind_template_child (widget_class, EtaTextRow, more_cells);
}

static void
eta_text_row_init (EtaTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_text_row_new (EtaForm *form, const EtaField *field, const char *pointer)
{
  EtaTextRow *self = g_object_new (ETA_TYPE_TEXT_ROW, NULL);

  if (field->flags & ETA_FIELD_LOCALE) {
    gtk_label_set_label (self->title, _ (field->label));
    gtk_label_set_label (self->help, field->help ? _ (field->help) : "");
    gtk_widget_set_visible (GTK_WIDGET (self->help), field->help != NULL);
    add_languages (self, form, field, pointer);
  } else {
    g_autoptr (EtaEdit) edit = eta_edit_new (form, field, pointer);

    gtk_widget_set_visible (self->heading, FALSE);
    adw_bin_set_child (self->cells, eta_text_cell_new (edit, _ (field->label)));
  }
  return GTK_WIDGET (self);
}

/** eta_text_row_reveal: shows the other languages when @control is one of theirs */
void
eta_text_row_reveal (EtaTextRow *self, GtkWidget *control)
{
  g_return_if_fail (ETA_IS_TEXT_ROW (self));
  if (gtk_widget_is_ancestor (control, GTK_WIDGET (self->more_cells)))
    gtk_toggle_button_set_active (self->more, TRUE);
}
