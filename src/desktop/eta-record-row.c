/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-row.h"

#include "eta-row-words.h"
#include "eta-score-ring.h"
#include "eta-thumbnail.h"

#include <glib/gi18n.h>

/**
 * EtaRecordRow:
 *
 * A record as one line of a list: photo, title, state and place, score. It is filled again and again
 * as the list scrolls. Main thread.
 */
struct _EtaRecordRow {
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  EtaThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *subtitle;
  GtkWidget *waiting;
  EtaScoreRing *score;
};

G_DEFINE_FINAL_TYPE (EtaRecordRow, eta_record_row, GTK_TYPE_WIDGET)

static void
eta_record_row_dispose (GObject *object)
{
  g_clear_pointer (&ETA_RECORD_ROW (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_record_row_parent_class)->dispose (object);
}

static void
eta_record_row_class_init (EtaRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_record_row_dispose;

  g_type_ensure (ETA_TYPE_THUMBNAIL);
  g_type_ensure (ETA_TYPE_SCORE_RING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, title);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, state);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, waiting);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordRow, score);
}

static void
eta_record_row_init (EtaRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_record_row_new (void)
{
  return g_object_new (ETA_TYPE_RECORD_ROW, NULL);
}

void
eta_record_row_bind (EtaRecordRow *self, EtaRow *row, EtaThumbnails *thumbnails)
{
  g_autofree char *subtitle = eta_row_dup_subtitle (row);
  gboolean is_listing = eta_row_is_listing (row);
  const char *state = is_listing ? eta_row_state_words (row) : NULL;
  const char *state_class[] = { "caption", is_listing ? eta_row_get_state (row) : NULL, NULL };

  g_return_if_fail (ETA_IS_RECORD_ROW (self));

  gtk_label_set_label (self->title, eta_row_title_words (row));
  gtk_label_set_label (self->state, state ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), state_class);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (self->waiting, eta_row_is_waiting (row));
  gtk_widget_set_visible (GTK_WIDGET (self->score), is_listing);
  eta_score_ring_set_score (self->score, eta_row_get_score (row));
  eta_thumbnail_set_placeholder (self->thumbnail, eta_row_icon_name (row));
  eta_thumbnail_show (self->thumbnail, thumbnails, eta_row_get_cover (row));
}

/**
 * eta_record_row_set_words:
 *
 * Says something else than the row does: a conflict has no name, but what it is about has.
 */
void
eta_record_row_set_words (EtaRecordRow *self, const char *title, const char *subtitle)
{
  g_return_if_fail (ETA_IS_RECORD_ROW (self));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
}

/* A line that has scrolled out of sight wants no photo any more. */
void
eta_record_row_unbind (EtaRecordRow *self)
{
  g_return_if_fail (ETA_IS_RECORD_ROW (self));
  eta_thumbnail_show (self->thumbnail, NULL, NULL);
}
