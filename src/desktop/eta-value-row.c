/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-value-row.h"

#include "eta-score.h"

#include <glib/gi18n.h>

/**
 * EtaValueRow:
 *
 * A field that is computed: it is shown, and follows what it is computed from. Main thread.
 */
struct _EtaValueRow {
  AdwActionRow parent_instance;

  /* Owned */
  EtaEdit *edit;
};

G_DEFINE_FINAL_TYPE (EtaValueRow, eta_value_row, ADW_TYPE_ACTION_ROW)

/* The scale alone is computed as yet, and counts before one that an import brought. */
static char *
dup_words (EtaValueRow *self)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  EtaForm *form = eta_edit_get_form (self->edit);
  const char *scale = eta_form_get_kind (form) == &eta_kind_business
                          ? eta_field_choice_label (field, eta_scale (eta_form_get_doc (form)))
                          : NULL;

  return scale ? g_strdup (_ (scale)) : eta_edit_dup_words (self->edit);
}

static void
show_cb (EtaValueRow *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *escaped = g_markup_escape_text (*words ? words : _ ("Not known yet"), -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
}

static void
eta_value_row_dispose (GObject *object)
{
  eta_edit_drop (&ETA_VALUE_ROW (object)->edit, object);
  G_OBJECT_CLASS (eta_value_row_parent_class)->dispose (object);
}

static void
eta_value_row_class_init (EtaValueRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_value_row_dispose;
}

static void
eta_value_row_init (EtaValueRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
}

GtkWidget *
eta_value_row_new (EtaEdit *edit)
{
  EtaValueRow *self = g_object_new (ETA_TYPE_VALUE_ROW, "title", eta_edit_get_label (edit), NULL);

  self->edit = g_object_ref (edit);
  show_cb (self);
  eta_edit_set_control (edit, GTK_WIDGET (self));
  g_signal_connect_object (eta_edit_get_form (edit), "changed", G_CALLBACK (show_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
