/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-help.h"

#include <glib/gi18n.h>

/**
 * EtaHelp:
 *
 * What a new colleague should know, on one page that needs no network. Main thread.
 */
struct _EtaHelp {
  AdwWindow parent_instance;

  /* Template */
  GtkBox *topics;
};

G_DEFINE_FINAL_TYPE (EtaHelp, eta_help, ADW_TYPE_WINDOW)

static const struct {
  const char *title;
  const char *text;
} topics[] = {
  { N_ ("Nothing needs saving"),
    N_ ("What you type is kept as you type it. Ctrl+Z takes back the last step, also after days; "
        "a record's history goes back to any earlier state.") },
  { N_ ("Bring in the list you have"),
    N_ ("Import reads XLSX and CSV files. You first see what becomes of each row; rows with an "
        "error are left out and can be saved with their reasons, mended and imported again.") },
  { N_ ("Photos"),
    N_ ("Drop files on a record, or paste them. The first one is the cover. Three good photos, one "
        "of them of the pack or label, make a listing ready for the gallery.") },
  { N_ ("The ring with a number"),
    N_ ("It says how complete a record is. Open it to see what is missing; a click leads to the "
        "field.") },
  { N_ ("Submitting"),
    N_ ("When a record is complete, submit it. The centre publishes it or returns it with a "
        "comment; what was returned stands in the sidebar.") },
  { N_ ("Working without a link"),
    N_ ("Everything works offline. When the network is back, changes are sent by themselves: first "
        "the texts, then the photos. The corner at the bottom left says how far it is.") },
  { N_ ("Conflicts"),
    N_ ("If two people change the same field, the centre's text stands and yours is kept beside it "
        "until you choose.") },
  { N_ ("The trash"),
    N_ ("What you delete lies in the trash and can be restored with one click.") },
};

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
eta_help_class_init (EtaHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-help.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaHelp, topics);
}

static void
eta_help_init (EtaHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

    gtk_box_append (GTK_BOX (box), make_label (_ (topics[i].title), "heading"));
    gtk_box_append (GTK_BOX (box), make_label (_ (topics[i].text), "body"));
    gtk_box_append (self->topics, box);
  }
}

EtaHelp *
eta_help_new (GtkWindow *parent)
{
  return g_object_new (ETA_TYPE_HELP, "transient-for", parent, NULL);
}
