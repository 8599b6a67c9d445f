/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-mend.h"

#include "eta-import-line.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportMend {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;
  GPtrArray *fields; /* EtaImportFields: of the row, and of a product's maker */

  guint index; /* G_MAXUINT: nothing is open */
  gboolean showing; /* what changes now is not the user's doing */

  /* Template */
  GtkWidget *content;
  GtkWidget *back;
  GtkStack *stack;
  GtkWidget *scroller;
  GtkBox *groups;
  GtkLabel *title;
  GtkLabel *fate;
  GtkLabel *reason;
  GtkSwitch *leave;
};

G_DEFINE_FINAL_TYPE (EtaImportMend, eta_import_mend, GTK_TYPE_WIDGET)

typedef enum { PROP_SHOW_BACK = 1 } EtaImportMendProperty;

static GParamSpec *properties[PROP_SHOW_BACK + 1];

enum { BACK, NEXT, N_SIGNALS };

static guint signals[N_SIGNALS];

static EtaImport *
get_import (EtaImportMend *self)
{
  return eta_import_work_get_import (self->work);
}

static gboolean
is_said_below (EtaImportMend *self, const EtaImportWarning *warning)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (eta_import_fields_say (self->fields->pdata[i], warning))
      return TRUE;
  return FALSE;
}

/* Why it is refused, and what no field below says: an identity number that is left out, above all */
static char *
dup_reasons (EtaImportMend *self, const EtaImportRow *row)
{
  GString *words = g_string_new (row->reason);

  for (guint i = 0; i < row->warnings->len; i++) {
    g_autofree char *reason = eta_import_warning_dup_words (row->warnings->pdata[i]);

    if (!is_said_below (self, row->warnings->pdata[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", reason);
  }
  return g_string_free (words, FALSE);
}

static void
show_fate (EtaImportMend *self)
{
  const EtaImportRow *row = eta_import_get_rows (get_import (self))->pdata[self->index];
  g_autofree char *reason = dup_reasons (self, row);
  /* Translators: of a spreadsheet, and what it is about */
  g_autofree char *title = g_strdup_printf (
      _ ("Row %u: %s"), row->row, row->title && *row->title ? row->title : _ ("Without a name"));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->fate, eta_import_fate_words (row->fate));
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), row->fate != ETA_IMPORT_LEAVE);
}

static void
add_fields (EtaImportMend *self, const EtaKind *kind)
{
  EtaImportFields *fields = eta_import_fields_new (self->work, self->index, kind);

  if (!fields)
    return;
  g_ptr_array_add (self->fields, fields);
  gtk_box_append (self->groups, eta_import_fields_get_group (fields));
}

static void
drop_fields (EtaImportMend *self)
{
  GtkWidget *group;

  eta_import_mend_flush (self);
  while ((group = gtk_widget_get_first_child (GTK_WIDGET (self->groups))))
    gtk_box_remove (self->groups, group);
  g_ptr_array_set_size (self->fields, 0);
}

static void
leave_toggled_cb (EtaImportMend *self)
{
  if (!self->showing)
    eta_import_work_leave (self->work, self->index, gtk_switch_get_active (self->leave));
}

static void
back_clicked_cb (EtaImportMend *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
next_clicked_cb (EtaImportMend *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
eta_import_mend_dispose (GObject *object)
{
  EtaImportMend *self = ETA_IMPORT_MEND (object);

  if (self->content)
    drop_fields (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_mend_parent_class)->dispose (object);
}

static void
eta_import_mend_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((EtaImportMendProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, gtk_widget_get_visible (ETA_IMPORT_MEND (object)->back));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_import_mend_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((EtaImportMendProperty) id) {
  case PROP_SHOW_BACK:
    gtk_widget_set_visible (ETA_IMPORT_MEND (object)->back, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_import_mend_class_init (EtaImportMendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = eta_import_mend_dispose;
  object_class->get_property = eta_import_mend_get_property;
  object_class->set_property = eta_import_mend_set_property;
  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[BACK] =
      g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] =
      g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-mend.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, back);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, groups);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, title);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, fate);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, reason);
  gtk_widget_class_bind_template_child (widget_class, EtaImportMend, leave);
  gtk_widget_class_bind_template_callback (widget_class, leave_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
eta_import_mend_init (EtaImportMend *self)
{
  self->index = G_MAXUINT;
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_import_mend_open (EtaImportMend *self, EtaImportWork *work, guint index)
{
  const EtaKind *kind;

  g_return_if_fail (ETA_IS_IMPORT_MEND (self));

  drop_fields (self);
  g_set_object (&self->work, work);
  self->index = index;
  gtk_stack_set_visible_child_name (self->stack, index == G_MAXUINT ? "nothing" : "row");
  if (index == G_MAXUINT)
    return;
  kind = eta_import_get_kind_of (get_import (self), index);
  self->showing = TRUE;
  gtk_switch_set_active (self->leave, eta_import_is_left (get_import (self), index));
  self->showing = FALSE;
  add_fields (self, kind);
  if (kind == &eta_kind_product)
    add_fields (self, &eta_kind_business);
  show_fate (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/** eta_import_mend_get_fields: @group: 0: the row's own; 1: of a product, its maker's */
EtaImportFields *
eta_import_mend_get_fields (EtaImportMend *self, guint group)
{
  g_return_val_if_fail (ETA_IS_IMPORT_MEND (self), NULL);
  return group < self->fields->len ? self->fields->pdata[group] : NULL;
}

/** eta_import_mend_get_index: Returns: the open row; %G_MAXUINT: none */
guint
eta_import_mend_get_index (EtaImportMend *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_MEND (self), G_MAXUINT);
  return self->index;
}

/** eta_import_mend_renew: the row @index was looked at again */
void
eta_import_mend_renew (EtaImportMend *self, guint index)
{
  g_return_if_fail (ETA_IS_IMPORT_MEND (self));
  if (index == self->index)
    show_fate (self);
}

/** eta_import_mend_flush: what is typed and not yet in a cell goes there */
void
eta_import_mend_flush (EtaImportMend *self)
{
  g_return_if_fail (ETA_IS_IMPORT_MEND (self));
  for (guint i = 0; i < self->fields->len; i++)
    eta_import_fields_flush (self->fields->pdata[i]);
}

/** eta_import_mend_focus: puts the cursor into the first field that wants a look, else the first */
void
eta_import_mend_focus (EtaImportMend *self)
{
  const EtaImportRow *row;

  g_return_if_fail (ETA_IS_IMPORT_MEND (self) && self->index != G_MAXUINT);

  row = eta_import_get_rows (get_import (self))->pdata[self->index];
  for (guint i = 0; i < self->fields->len; i++)
    if (eta_import_fields_focus (self->fields->pdata[i], row))
      return;
  gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
}
