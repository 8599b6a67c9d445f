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

  guint index, row;
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
  [ETA_IMPORT_LEAVE] = { N_ ("Left out"), "dim-label" },
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

const char *
eta_import_fate_words (EtaImportFate fate)
{
  return _ (fates[fate].words);
}

/** eta_import_warning_dup_words: Returns: (transfer full): "Phone: This is no telephone number" */
char *
eta_import_warning_dup_words (const EtaImportWarning *warning)
{
  return warning->label ? g_strdup_printf ("%s: %s", _ (warning->label), warning->reason)
                        : g_strdup (warning->reason);
}

static char *
join_reasons (const EtaImportRow *row)
{
  GString *words;

  if (row->reason)
    return g_strdup (row->reason);
  if (row->warnings->len == 0)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < row->warnings->len; i++) {
    g_autofree char *reason = eta_import_warning_dup_words (row->warnings->pdata[i]);

    g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", reason);
  }
  return g_string_free (words, FALSE);
}

/** eta_import_line_new: @index: among the import's rows */
EtaImportLine *
eta_import_line_new (const EtaImportRow *row, guint index)
{
  EtaImportLine *self = g_object_new (ETA_TYPE_IMPORT_LINE, NULL);

  self->index = index;
  self->row = row->row;
  self->fate = row->fate;
  self->title = g_strdup (row->title && *row->title ? row->title : _ ("Without a name"));
  self->reason = join_reasons (row);
  return self;
}

guint
eta_import_line_get_index (EtaImportLine *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_LINE (self), 0);
  return self->index;
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
  gtk_label_set_ellipsize (GTK_LABEL (reason), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_lines (GTK_LABEL (reason), 3);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), reason);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), fate);
  gtk_widget_add_css_class (box, "import-line");
  gtk_list_item_set_child (item, box);
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
