/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-tile.h"

#include "eta-row-words.h"
#include "eta-score-ring.h"
#include "eta-thumbnail.h"

/**
 * EtaRecordTile:
 *
 * A product as its photo with a few words below, for the grid. Main thread.
 */
struct _EtaRecordTile {
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  EtaThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *subtitle;
  EtaScoreRing *score;
};

G_DEFINE_FINAL_TYPE (EtaRecordTile, eta_record_tile, GTK_TYPE_WIDGET)

static void
eta_record_tile_dispose (GObject *object)
{
  g_clear_pointer (&ETA_RECORD_TILE (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_record_tile_parent_class)->dispose (object);
}

static void
eta_record_tile_class_init (EtaRecordTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_record_tile_dispose;

  g_type_ensure (ETA_TYPE_THUMBNAIL);
  g_type_ensure (ETA_TYPE_SCORE_RING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordTile, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordTile, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordTile, title);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordTile, subtitle);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordTile, score);
}

static void
eta_record_tile_init (EtaRecordTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_record_tile_new (void)
{
  return g_object_new (ETA_TYPE_RECORD_TILE, NULL);
}

void
eta_record_tile_bind (EtaRecordTile *self, EtaRow *row, EtaThumbnails *thumbnails)
{
  g_autofree char *subtitle = eta_row_dup_subtitle (row);

  g_return_if_fail (ETA_IS_RECORD_TILE (self));

  gtk_label_set_label (self->title, eta_row_title_words (row));
  gtk_label_set_label (self->subtitle, subtitle);
  eta_score_ring_set_score (self->score, eta_row_get_score (row));
  eta_thumbnail_set_placeholder (self->thumbnail, eta_row_icon_name (row));
  eta_thumbnail_show (self->thumbnail, thumbnails, eta_row_get_cover (row));
}

void
eta_record_tile_unbind (EtaRecordTile *self)
{
  g_return_if_fail (ETA_IS_RECORD_TILE (self));
  eta_thumbnail_show (self->thumbnail, NULL, NULL);
}
