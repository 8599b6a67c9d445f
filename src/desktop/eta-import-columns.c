/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-columns.h"

#include "eta-check.h"
#include "eta-import-target.h"
#include "eta-named.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportColumns {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;

  /* Borrowed: by column; NULL where one is not shown */
  GPtrArray *buttons;

  /* Template */
  GtkWidget *content;
  AdwPreferencesGroup *group;
  GtkListBox *rows;
  GtkWidget *lacking;
};

G_DEFINE_FINAL_TYPE (EtaImportColumns, eta_import_columns, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SAMPLE_ROWS 60
#define SAMPLES 3
#define SAMPLE_LENGTH 40 /* characters */

static EtaImport *
get_import (EtaImportColumns *self)
{
  return eta_import_work_get_import (self->work);
}

/* "A", "Z", "AA": as a spreadsheet calls a column that has no header */
static char *
letter_column (guint column)
{
  char letters[8];
  char *at = letters + sizeof letters;

  *--at = '\0';
  for (guint n = column + 1; n > 0 && at > letters; n = (n - 1) / 26)
    *--at = (char) ('A' + (n - 1) % 26);
  return g_strdup (at);
}

static char *
dup_title (EtaSheet *sheet, guint row, guint column)
{
  const char *cell = eta_sheet_get_cell (sheet, row, column);
  g_autofree char *letters = NULL;

  if (*cell)
    return g_strdelimit (g_strdup (cell), "\n\r\t", ' ');
  letters = letter_column (column);
  return g_strdup_printf (_ ("Column %s, without a name"), letters);
}

static gboolean
holds (GPtrArray *samples, const char *cell)
{
  return g_ptr_array_find_with_equal_func (samples, cell, g_str_equal, NULL);
}

static char *
shorten (const char *cell)
{
  g_autofree char *line = g_strdelimit (g_strdup (cell), "\n\r\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= SAMPLE_LENGTH)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, SAMPLE_LENGTH);
  return g_strconcat (start, "…", NULL);
}

/* What stands in the column, a few of its cells; NULL: nothing does */
static char *
dup_samples (EtaSheet *sheet, guint header, guint column)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_free);
  guint end = MIN (eta_sheet_get_n_rows (sheet), header + 1 + SAMPLE_ROWS);

  for (guint i = header + 1; i < end && samples->len < SAMPLES; i++) {
    const char *cell = eta_sheet_get_cell (sheet, i, column);
    g_autofree char *text = shorten (cell);

    if (eta_text_has_nik (cell))
      return g_strdup (_ ("Holds identity numbers (NIK): they are never taken"));
    if (*text && !holds (samples, text))
      g_ptr_array_add (samples, g_steal_pointer (&text));
  }
  if (samples->len == 0)
    return NULL;
  g_ptr_array_add (samples, NULL);
  return g_strjoinv (" · ", (char **) samples->pdata);
}

static void
show_target (EtaImportColumns *self, guint column)
{
  const EtaColumn *to = eta_header_get (eta_import_get_header (get_import (self)), column);
  GtkWidget *button = self->buttons->pdata[column];
  g_autofree char *words = NULL, *spoken = NULL;

  if (!button)
    return;
  words = to->field ? eta_import_target_dup_words (self->work, to) : g_strdup (_ ("Not taken"));
  /* Translators: a column of a spreadsheet, and the field that it goes to */
  spoken = g_strdup_printf (_ ("%s goes to: %s"),
                            (const char *) g_object_get_data (G_OBJECT (button), "title"), words);
  gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (button))), words);
  eta_set_tooltip (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (to->field)
    gtk_widget_remove_css_class (button, "not-taken");
  else
    gtk_widget_add_css_class (button, "not-taken");
}

static guint
count_taken (EtaImportColumns *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  guint n = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    n += self->buttons->pdata[i] && eta_header_get (header, i)->field;
  return n;
}

static guint
count_shown (EtaImportColumns *self)
{
  guint n = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    n += self->buttons->pdata[i] != NULL;
  return n;
}

static void
show_summary (EtaImportColumns *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  guint shown = count_shown (self);
  g_autofree char *kept = eta_import_describe_kept (get_import (self));
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u of %u column is taken", "%u of %u columns are taken", shown),
                       count_taken (self), shown);

  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (
      self->group,
      kept ? kept
           : _ ("Guessed from their names. What you set here is kept: the next list with "
                "the same columns is read the same way."));
  gtk_widget_set_visible (self->lacking, !eta_header_names_things (header));
}

static void
target_chosen_cb (gpointer owner, guint column, const EtaColumn *to)
{
  EtaImportColumns *self = owner;
  EtaHeader *header = eta_import_get_header (get_import (self));

  eta_header_set (header, column, to);
  for (guint i = 0; i < self->buttons->len; i++)
    show_target (self, i);
  show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_button (EtaImportColumns *self, guint column, const char *title)
{
  GtkWidget *button = gtk_menu_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "import-target");
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (title), g_free);
  eta_import_target_attach (GTK_MENU_BUTTON (button), self->work, column, target_chosen_cb, self);
  return button;
}

/* A column without a header and without cells is none. */
static void
add_row (EtaImportColumns *self, EtaSheet *sheet, guint header, guint column)
{
  g_autofree char *samples = dup_samples (sheet, header, column);
  g_autofree char *title = dup_title (sheet, header, column);
  GtkWidget *row, *button;

  if (!samples && !*eta_sheet_get_cell (sheet, header, column)) {
    g_ptr_array_add (self->buttons, NULL);
    return;
  }
  row = adw_action_row_new ();
  button = make_button (self, column, title);
  g_ptr_array_add (self->buttons, button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples ? samples : _ ("Empty"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->rows, row);
  show_target (self, column);
}

static void
eta_import_columns_dispose (GObject *object)
{
  EtaImportColumns *self = ETA_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_columns_parent_class)->dispose (object);
}

static void
eta_import_columns_class_init (EtaImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_columns_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportColumns, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportColumns, group);
  gtk_widget_class_bind_template_child (widget_class, EtaImportColumns, rows);
  gtk_widget_class_bind_template_child (widget_class, EtaImportColumns, lacking);
}

static void
eta_import_columns_init (EtaImportColumns *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_import_columns_show: @work: whose header is known, and which is not busy */
void
eta_import_columns_show (EtaImportColumns *self, EtaImportWork *work)
{
  const EtaHeader *header = eta_import_get_header (eta_import_work_get_import (work));
  EtaSheet *sheet = eta_import_get_sheet (eta_import_work_get_import (work));
  GtkWidget *old;

  g_return_if_fail (ETA_IS_IMPORT_COLUMNS (self) && header);

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_list_box_remove (self->rows, old);
  g_ptr_array_set_size (self->buttons, 0);
  g_set_object (&self->work, work);
  for (guint i = 0; i < header->columns->len; i++)
    add_row (self, sheet, header->row, i);
  show_summary (self);
}

/** eta_import_describe_kept: Returns: (nullable): %NULL: the columns are guessed */
char *
eta_import_describe_kept (EtaImport *import)
{
  const char *on = eta_import_get_kept_on (import);
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *midnight = on ? g_strconcat (on, "T00:00:00Z", NULL) : NULL;
  g_autofree char *words = NULL;

  day = midnight ? g_date_time_new_from_iso8601 (midnight, NULL) : NULL;
  if (!day)
    return NULL;
  words = g_date_time_format (day, "%-d %B %Y");
  return g_strdup_printf (
      _ ("The columns are as you left them on %s, for a list with the same header."), words);
}
