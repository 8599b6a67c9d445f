/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-steps.h"

#include "eta-named.h"

#include <glib/gi18n.h>

struct _EtaImportSteps {
  GtkWidget parent_instance;

  /* Borrowed: children */
  GtkWidget *buttons[ETA_IMPORT_N_STEPS];
};

G_DEFINE_FINAL_TYPE (EtaImportSteps, eta_import_steps, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *const titles[ETA_IMPORT_N_STEPS] = {
  [ETA_IMPORT_STEP_FILE] = N_ ("File"),       [ETA_IMPORT_STEP_SHEET] = N_ ("Sheet"),
  [ETA_IMPORT_STEP_COLUMNS] = N_ ("Columns"), [ETA_IMPORT_STEP_ROWS] = N_ ("Rows"),
  [ETA_IMPORT_STEP_REPORT] = N_ ("Report"),
};

static void
clicked_cb (EtaImportSteps *self, GtkWidget *button)
{
  for (int step = 0; step < ETA_IMPORT_N_STEPS; step++)
    if (self->buttons[step] == button)
      g_signal_emit (self, signals[CHOSEN], 0, step);
}

static GtkWidget *
make_button (EtaImportSteps *self, EtaImportStep step)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);
  g_autofree char *words = g_strdup_printf ("%u  %s", step + 1, _ (titles[step]));

  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  eta_set_tooltip (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
eta_import_steps_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (eta_import_steps_parent_class)->dispose (object);
}

static void
eta_import_steps_class_init (EtaImportStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_steps_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "importsteps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
eta_import_steps_init (EtaImportSteps *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps of the import"), -1);
  for (EtaImportStep step = 0; step < ETA_IMPORT_N_STEPS; step++) {
    self->buttons[step] = make_button (self, step);
    gtk_widget_set_parent (self->buttons[step], GTK_WIDGET (self));
  }
}

/** eta_import_steps_show: @current: it is shown; @reachable: a click leads there */
void
eta_import_steps_show (EtaImportSteps *self, EtaImportStep step, gboolean current,
                       gboolean reachable)
{
  GtkWidget *button;
  g_autofree char *spoken = NULL;

  g_return_if_fail (ETA_IS_IMPORT_STEPS (self));

  button = self->buttons[step];
  /* Translators: of an import: which of its steps this is, and its name */
  spoken = g_strdup_printf (current ? _ ("Step %u of %u, shown: %s") : _ ("Step %u of %u: %s"),
                            step + 1, ETA_IMPORT_N_STEPS, _ (titles[step]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_sensitive (button, current || reachable);
  if (current)
    gtk_widget_add_css_class (button, "current");
  else
    gtk_widget_remove_css_class (button, "current");
}
