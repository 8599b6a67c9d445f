/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-failed.h"

#include "eta-named.h"

#include <glib/gi18n.h>

/**
 * EtaPhotoFailed:
 *
 * A card in the strip for a photo that could not be taken: its file, why, and what to do. Main thread.
 */
struct _EtaPhotoFailed {
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkLabel *name;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (EtaPhotoFailed, eta_photo_failed, GTK_TYPE_WIDGET)

enum { AGAIN, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
again_clicked_cb (EtaPhotoFailed *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
dismiss_clicked_cb (EtaPhotoFailed *self)
{
  g_signal_emit (self, signals[DISMISSED], 0);
}

static void
eta_photo_failed_dispose (GObject *object)
{
  g_clear_pointer (&ETA_PHOTO_FAILED (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_photo_failed_parent_class)->dispose (object);
}

static void
eta_photo_failed_class_init (EtaPhotoFailedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_failed_dispose;
  signals[AGAIN] =
      g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DISMISSED] =
      g_signal_new ("dismissed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-failed.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoFailed, content);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoFailed, name);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoFailed, words);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
eta_photo_failed_init (EtaPhotoFailed *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_photo_failed_new:
 * @path: (nullable): the file
 * @words: why
 */
GtkWidget *
eta_photo_failed_new (const char *path, const char *words)
{
  EtaPhotoFailed *self = g_object_new (ETA_TYPE_PHOTO_FAILED, NULL);
  g_autofree char *name = path ? g_path_get_basename (path) : g_strdup (_ ("Photo"));

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->words, words);
  eta_set_tooltip (GTK_WIDGET (self->words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  return GTK_WIDGET (self);
}
