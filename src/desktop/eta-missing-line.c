/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-missing-line.h"

#include "eta-named.h"
#include "eta-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * EtaMissingLine:
 *
 * What a record lacks, each item a button that leads to its field: first what it needs to be published,
 * then what it needs to be ready for export. Main thread.
 */
struct _EtaMissingLine {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;
};

G_DEFINE_FINAL_TYPE (EtaMissingLine, eta_missing_line, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SHOWN 8
#define SPACING 6

static void
clicked_cb (GtkWidget *button, EtaMissingLine *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "pointer"));
}

static GtkWidget *
make_item (EtaMissingLine *self, const EtaMissing *missing)
{
  GtkWidget *button = gtk_button_new_with_label (missing->label);

  gtk_widget_add_css_class (button, "missing");
  eta_set_tooltip (button, _ ("Go to this field"));
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (missing->pointer), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static void
add_label (EtaMissingLine *self, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
clear (EtaMissingLine *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

/* What is needed to be published leaves no room for other wishes. */
static void
assessed_cb (EtaMissingLine *self)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  GPtrArray *missing = assessment ? assessment->missing[ETA_SCORE_PUBLISH] : NULL;
  gboolean publish = missing && missing->len > 0;

  clear (self);
  if (!publish)
    missing = assessment ? assessment->missing[ETA_SCORE_EXPORT] : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), missing && missing->len > 0);
  if (!missing || missing->len == 0)
    return;
  add_label (self, publish ? _ ("Missing:") : _ ("Still missing for export:"));
  for (guint i = 0; i < missing->len && i < SHOWN; i++)
    gtk_widget_set_parent (make_item (self, g_ptr_array_index (missing, i)), GTK_WIDGET (self));
  if (missing->len > SHOWN) {
    g_autofree char *words =
        g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", missing->len - SHOWN),
                         missing->len - SHOWN);

    add_label (self, words);
  }
}

static void
eta_missing_line_dispose (GObject *object)
{
  clear (ETA_MISSING_LINE (object));
  g_clear_object (&ETA_MISSING_LINE (object)->form);
  G_OBJECT_CLASS (eta_missing_line_parent_class)->dispose (object);
}

static void
eta_missing_line_class_init (EtaMissingLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_missing_line_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "missingline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eta_missing_line_init (EtaMissingLine *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), eta_wrap_layout_new (SPACING));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is missing"), -1);
}

/** eta_missing_line_set_form: once */
void
eta_missing_line_set_form (EtaMissingLine *self, EtaForm *form)
{
  g_return_if_fail (ETA_IS_MISSING_LINE (self) && !self->form);

  self->form = g_object_ref (form);
  g_signal_connect_object (form, "assessed", G_CALLBACK (assessed_cb), self, G_CONNECT_SWAPPED);
  assessed_cb (self);
}
