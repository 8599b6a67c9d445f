/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-line.h"

#include <glib/gi18n.h>

/**
 * EtaImportLine:
 *
 * One row of a spreadsheet as the import's list shows it: its number, what it is about, what becomes of
 * it and why. Immutable. Main thread.
 */
struct _EtaImportLine {
  GObject parent_instance;

  guint row;
  EtaImportFate fate;
  char *title;
  char *reason; /* NULL: nothing to say */
};

G_DEFINE_FINAL_TYPE (EtaImportLine, eta_import_line, G_TYPE_OBJECT)

static const struct {
  const char *words;
  const char *css_class;
} fates[] = {
  [ETA_IMPORT_CREATE] = { N_ ("New"), "success" },
  [ETA_IMPORT_UPDATE] = { N_ ("Updated"), "accent" },
  [ETA_IMPORT_UNCHANGED] = { N_ ("Unchanged"), "dim-label" },
  [ETA_IMPORT_REFUSE] = { N_ ("Refused"), "error" },
};

static void
eta_import_line_finalize (GObject *object)
{
  EtaImportLine *self = ETA_IMPORT_LINE (object);

  g_free (self->title);
  g_free (self->reason);
  G_OBJECT_CLASS (eta_import_line_parent_class)->finalize (object);
}

static void
eta_import_line_class_init (EtaImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_import_line_finalize;
}

static void
eta_import_line_init (EtaImportLine *self)
{
}

static char *
join_reasons (const EtaImportRow *row)
{
  GString *words;

  if (row->reason)
    return g_strdup (row->reason);
  if (!row->warnings || row->warnings->len == 0)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < row->warnings->len; i++) {
    const EtaImportWarning *warning = row->warnings->pdata[i];

    if (i > 0)
      g_string_append_c (words, '\n');
    if (warning->label)
      g_string_append_printf (words, "%s: ", _ (warning->label));
    g_string_append (words, warning->reason);
  }
  return g_string_free (words, FALSE);
}

static EtaImportLine *
make_line (const EtaImportRow *row)
{
  EtaImportLine *self = g_object_new (ETA_TYPE_IMPORT_LINE, NULL);

  self->row = row->row;
  self->fate = row->fate;
  self->title = g_strdup (row->title && *row->title ? row->title : _ ("Without a name"));
  self->reason = join_reasons (row);
  return self;
}

/* 0: refused, 1: with a warning, 2: nothing to say */
static int
rank (const EtaImportRow *row)
{
  if (row->fate == ETA_IMPORT_REFUSE)
    return 0;
  return row->warnings && row->warnings->len > 0 ? 1 : 2;
}

/**
 * eta_import_lines:
 * @import: planned, or done
 *
 * Returns: (transfer full) (element-type EtaImportLine): all rows; refused ones first, then those with
 *   a warning
 */
GListModel *
eta_import_lines (EtaImport *import)
{
  GPtrArray *rows = eta_import_get_rows (import);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (ETA_TYPE_IMPORT_LINE);

  for (int wanted = 0; wanted <= 2; wanted++) {
    for (guint i = 0; i < rows->len; i++) {
      if (rank (rows->pdata[i]) == wanted)
        g_ptr_array_add (lines, make_line (rows->pdata[i]));
    }
  }
  g_list_store_splice (store, 0, 0, lines->pdata, lines->len);
  return G_LIST_MODEL (store);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = make_label ("numeric"), *title = make_label (NULL);
  GtkWidget *reason = make_label ("caption"), *fate = make_label (NULL);

  gtk_label_set_width_chars (GTK_LABEL (number), 5);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), reason);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), fate);
  gtk_widget_add_css_class (box, "import-line");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
speak (GtkWidget *cell, EtaImportLine *line)
{
  g_autofree char *spoken =
      g_strdup_printf ("%u, %s, %s%s%s", line->row, line->title, _ (fates[line->fate].words),
                       line->reason ? ", " : "", line->reason ? line->reason : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  EtaImportLine *line = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *number = gtk_widget_get_first_child (box);
  GtkWidget *words = gtk_widget_get_next_sibling (number);
  GtkWidget *fate = gtk_widget_get_next_sibling (words);
  GtkWidget *title = gtk_widget_get_first_child (words);
  GtkWidget *reason = gtk_widget_get_next_sibling (title);
  const char *classes[] = { fates[line->fate].css_class, NULL };
  g_autofree char *row = g_strdup_printf ("%u", line->row);

  gtk_label_set_label (GTK_LABEL (number), row);
  gtk_label_set_label (GTK_LABEL (title), line->title);
  gtk_label_set_label (GTK_LABEL (reason), line->reason ? line->reason : "");
  gtk_widget_set_visible (reason, line->reason != NULL);
  gtk_label_set_label (GTK_LABEL (fate), _ (fates[line->fate].words));
  gtk_widget_set_css_classes (fate, classes);
  speak (gtk_widget_get_parent (box), line);
}

GtkListItemFactory *
eta_import_line_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
