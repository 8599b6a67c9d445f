/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-header.h"

#include "eta-score-ring.h"

#include <glib/gi18n.h>

/**
 * EtaRecordHeader:
 *
 * What stands at the end of the header bar while a record is shown: its score, which opens the list of
 * what is missing, the button that hands it in, and its menu. The actions are the page's, in the group
 * "page". Main thread.
 */
struct _EtaRecordHeader {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;

  /* Template */
  GtkWidget *content;
  GtkMenuButton *score;
  EtaScoreRing *ring;
  GtkPopover *popover;
  GtkBox *publish;
  GtkBox *export;
  GtkButton *submit;
};

G_DEFINE_FINAL_TYPE (EtaRecordHeader, eta_record_header, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
clicked_cb (GtkWidget *button, EtaRecordHeader *self)
{
  g_autofree char *pointer = g_strdup (g_object_get_data (G_OBJECT (button), "pointer"));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, pointer);
}

static GtkWidget *
make_label (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_item (EtaRecordHeader *self, const EtaMissing *missing)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_label (missing->label, NULL));
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (missing->pointer), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static void
fill (EtaRecordHeader *self, GtkBox *box, const char *heading, EtaScoreKind which)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  GPtrArray *missing = assessment ? assessment->missing[which] : NULL;
  g_autofree char *words = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  if (!assessment)
    return;
  /* Translators: "Ready to publish: 82 of 100" */
  words = g_strdup_printf (_ ("%s: %d of 100"), heading, assessment->scores[which]);
  gtk_box_append (box, make_label (words, "heading"));
  if (!missing || missing->len == 0)
    gtk_box_append (box, make_label (_ ("Nothing is missing."), "dim-label"));
  for (guint i = 0; missing && i < missing->len; i++)
    gtk_box_append (box, make_item (self, g_ptr_array_index (missing, i)));
}

/* The button invites when nothing stands in the way. */
static void
invite (EtaRecordHeader *self, gboolean ready)
{
  if (ready)
    gtk_widget_add_css_class (GTK_WIDGET (self->submit), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->submit), "suggested-action");
}

/* A published record that was changed is handed in anew: the gallery shows the old text until then.
 * %NULL where there is nothing to hand in: the title says already that it is published. */
static const char *
submit_label (EtaRecord *record, const EtaAssessment *assessment)
{
  const char *state = eta_record_get_state (record);

  if (g_str_equal (state, "returned"))
    return _ ("Submit again");
  if (g_str_equal (state, "submitted") || g_str_equal (state, "corrected"))
    return _ ("Submitted");
  if (g_str_equal (state, "published"))
    return assessment && assessment->ahead ? _ ("Submit changes") : NULL;
  return _ ("Submit");
}

static void
changed_cb (EtaRecordHeader *self)
{
  EtaRecord *record = eta_form_get_record (self->form);
  const char *label;

  if (!record)
    return;
  label = submit_label (record, eta_form_get_assessment (self->form));
  gtk_widget_set_visible (GTK_WIDGET (self->submit), label != NULL);
  if (label)
    gtk_button_set_label (self->submit, label);
}

static void
assessed_cb (EtaRecordHeader *self)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  g_autofree char *words = NULL;

  fill (self, self->publish, _ ("Ready to publish"), ETA_SCORE_PUBLISH);
  fill (self, self->export, _ ("Ready to export"), ETA_SCORE_EXPORT);
  changed_cb (self);
  if (!assessment)
    return;
  invite (self, !eta_findings_have_error (assessment->findings));
  eta_score_ring_set_score (self->ring, assessment->scores[ETA_SCORE_PUBLISH]);
  words = g_strdup_printf (_ ("%s: %d of 100"), _ ("Ready to publish"),
                           assessment->scores[ETA_SCORE_PUBLISH]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->score), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
eta_record_header_dispose (GObject *object)
{
  EtaRecordHeader *self = ETA_RECORD_HEADER (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_record_header_parent_class)->dispose (object);
}

static void
eta_record_header_class_init (EtaRecordHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_record_header_dispose;
  g_type_ensure (ETA_TYPE_SCORE_RING);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-header.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, score);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, ring);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, popover);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, publish);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, export);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordHeader, submit);
}

static void
eta_record_header_init (EtaRecordHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_record_header_new (EtaForm *form)
{
  EtaRecordHeader *self = g_object_new (ETA_TYPE_RECORD_HEADER, NULL);

  self->form = g_object_ref (form);
  g_signal_connect_object (form, "assessed", G_CALLBACK (assessed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}
