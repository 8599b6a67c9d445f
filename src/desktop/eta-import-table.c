/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-table.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportTable {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;
  gboolean showing; /* what changes now is not the user's doing */

  /* Template */
  GtkWidget *content;
  GtkWidget *sheet_group;
  AdwComboRow *tab;
  AdwComboRow *kind;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (EtaImportTable, eta_import_table, GTK_TYPE_WIDGET)

enum { TAB_CHOSEN, CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* In the order of the choice */
static const EtaKind *const kinds[] = { &eta_kind_business, &eta_kind_product };

#define CELLS_SHOWN 12

static EtaImport *
get_import (EtaImportTable *self)
{
  return eta_import_work_get_import (self->work);
}

static void
show_kind (EtaImportTable *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  gboolean showing = self->showing;

  self->showing = TRUE;
  adw_combo_row_set_selected (self->kind, header && header->kind == kinds[1]);
  self->showing = showing;
  /* A list with a column of kinds says it row by row. */
  gtk_widget_set_visible (GTK_WIDGET (self->kind), !header || header->kind_column < 0);
}

static void
read_header (EtaImportTable *self, guint row, const EtaKind *kind)
{
  eta_import_read_header (get_import (self), row, kind);
  show_kind (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_chosen_cb (GtkCheckButton *button, EtaImportTable *self)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row"));

  if (!self->showing && gtk_check_button_get_active (button))
    read_header (self, row, NULL);
}

static void
kind_chosen_cb (EtaImportTable *self)
{
  const EtaHeader *header = self->showing ? NULL : eta_import_get_header (get_import (self));

  if (header)
    read_header (self, header->row, kinds[adw_combo_row_get_selected (self->kind)]);
}

static void
tab_chosen_cb (EtaImportTable *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TAB_CHOSEN], 0, (int) adw_combo_row_get_selected (self->tab));
}

/* "Nama Usaha · NIB · Alamat": empty cells say nothing */
static char *
join_cells (EtaSheet *sheet, guint row)
{
  GString *words = g_string_new (NULL);
  guint n = 0, shown = 0;
  char **cells = eta_sheet_get_row (sheet, row, &n);

  for (guint i = 0; i < n && shown < CELLS_SHOWN; i++) {
    g_autofree char *line = g_strdelimit (g_strdup (cells[i]), "\n\r\t", ' ');

    if (!line[0])
      continue;
    if (shown++ > 0)
      g_string_append (words, " · ");
    g_string_append (words, line);
  }
  return g_string_free (words, FALSE);
}

static GtkWidget *
make_row (EtaImportTable *self, EtaSheet *sheet, guint row, GtkCheckButton **group)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  GtkWidget *line = adw_action_row_new (), *button = gtk_check_button_new ();
  g_autofree char *cells = join_cells (sheet, row);
  g_autofree char *number = g_strdup_printf (_ ("Row %u"), eta_sheet_get_line (sheet, row));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), *group);
  *group = GTK_CHECK_BUTTON (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), header && header->row == row);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, number,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cells, -1);
  g_object_set_data (G_OBJECT (button), "row", GUINT_TO_POINTER (row));
  g_signal_connect (button, "toggled", G_CALLBACK (row_chosen_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), cells);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), number);
  adw_action_row_add_prefix (ADW_ACTION_ROW (line), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), button);
  return line;
}

static void
show_rows (EtaImportTable *self)
{
  EtaSheet *sheet = eta_import_get_sheet (get_import (self));
  guint n = MIN (eta_sheet_get_n_rows (sheet), ETA_HEADER_ROWS);
  GtkCheckButton *group = NULL;
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_list_box_remove (self->rows, old);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->rows, make_row (self, sheet, i, &group));
}

static void
show_tabs (EtaImportTable *self)
{
  EtaSheet *sheet = eta_import_get_sheet (get_import (self));
  const char *const *tabs = eta_sheet_get_tabs (sheet);
  g_autoptr (GtkStringList) names = gtk_string_list_new (tabs);

  gtk_widget_set_visible (GTK_WIDGET (self->tab), tabs != NULL);
  adw_combo_row_set_model (self->tab, G_LIST_MODEL (names));
  if (tabs)
    adw_combo_row_set_selected (self->tab, (guint) eta_sheet_get_tab (sheet));
}

static void
eta_import_table_dispose (GObject *object)
{
  EtaImportTable *self = ETA_IMPORT_TABLE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_table_parent_class)->dispose (object);
}

static void
eta_import_table_class_init (EtaImportTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_table_dispose;
  signals[TAB_CHOSEN] = g_signal_new ("tab-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-table.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportTable, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportTable, sheet_group);
  gtk_widget_class_bind_template_child (widget_class, EtaImportTable, tab);
  gtk_widget_class_bind_template_child (widget_class, EtaImportTable, kind);
  gtk_widget_class_bind_template_child (widget_class, EtaImportTable, rows);
  gtk_widget_class_bind_template_callback (widget_class, tab_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
}

static void
eta_import_table_init (EtaImportTable *self)
{
  const char *plurals[G_N_ELEMENTS (kinds) + 1] = { NULL };
  g_autoptr (GtkStringList) model = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    plurals[i] = _ (kinds[i]->plural);
  model = gtk_string_list_new (plurals);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  self->showing = FALSE;
}

/** eta_import_table_show: @work: whose file is open */
void
eta_import_table_show (EtaImportTable *self, EtaImportWork *work)
{
  g_return_if_fail (ETA_IS_IMPORT_TABLE (self));

  g_set_object (&self->work, work);
  self->showing = TRUE;
  show_tabs (self);
  show_kind (self);
  show_rows (self);
  self->showing = FALSE;
}
