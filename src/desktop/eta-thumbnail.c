/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-thumbnail.h"

/**
 * EtaThumbnail:
 *
 * A photo of the vault at a fixed size, cut to fill it, with an icon in its place until it has come or
 * when there is none. What it shows is told beside it, so that it is no object of its own to a screen
 * reader. Main thread.
 */
struct _EtaThumbnail {
  GtkWidget parent_instance;

  /* Owned */
  EtaThumbnails *thumbnails;
  GdkTexture *texture;
  GtkWidget *icon;
  char *sha256;
  guint request;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (EtaThumbnail, eta_thumbnail, GTK_TYPE_WIDGET)

typedef enum { PROP_WIDTH = 1, PROP_HEIGHT } EtaThumbnailProperty;

static GParamSpec *properties[PROP_HEIGHT + 1];

static void
show_texture (EtaThumbnail *self, GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  gtk_widget_set_visible (self->icon, texture == NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (GdkTexture *texture, gpointer data)
{
  EtaThumbnail *self = data;

  self->request = 0;
  show_texture (self, texture);
}

static void
stop_loading (EtaThumbnail *self)
{
  if (self->request > 0)
    eta_thumbnails_cancel (self->thumbnails, self->request);
  self->request = 0;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  EtaThumbnail *self = ETA_THUMBNAIL (widget);
  int icon = 0;

  gtk_widget_measure (self->icon, orientation, -1, &icon, NULL, NULL, NULL);
  *minimum = *natural =
      MAX (icon, orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EtaThumbnail *self = ETA_THUMBNAIL (widget);

  if (gtk_widget_should_layout (self->icon))
    gtk_widget_allocate (self->icon, width, height, baseline, NULL);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *target)
{
  EtaThumbnail *self = ETA_THUMBNAIL (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->texture) {
    double w = gdk_texture_get_width (self->texture), h = gdk_texture_get_height (self->texture);
    double scale = MAX (width / w, height / h);

    gtk_snapshot_append_texture (target, self->texture,
                                 &GRAPHENE_RECT_INIT ((width - w * scale) / 2,
                                                      (height - h * scale) / 2, w * scale,
                                                      h * scale));
  } else {
    gtk_widget_snapshot_child (widget, self->icon, target);
  }
}

static void
eta_thumbnail_dispose (GObject *object)
{
  EtaThumbnail *self = ETA_THUMBNAIL (object);

  stop_loading (self);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->sha256, g_free);
  G_OBJECT_CLASS (eta_thumbnail_parent_class)->dispose (object);
}

static void
eta_thumbnail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaThumbnail *self = ETA_THUMBNAIL (object);

  switch ((EtaThumbnailProperty) id) {
  case PROP_WIDTH:
    g_value_set_int (value, self->width);
    break;
  case PROP_HEIGHT:
    g_value_set_int (value, self->height);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_thumbnail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaThumbnail *self = ETA_THUMBNAIL (object);

  switch ((EtaThumbnailProperty) id) {
  case PROP_WIDTH:
    self->width = g_value_get_int (value);
    break;
  case PROP_HEIGHT:
    self->height = g_value_get_int (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_thumbnail_class_init (EtaThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_thumbnail_dispose;
  object_class->get_property = eta_thumbnail_get_property;
  object_class->set_property = eta_thumbnail_set_property;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;

  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 1, 4096, 48, flags);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 1, 4096, 48, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
eta_thumbnail_init (EtaThumbnail *self)
{
  self->icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
eta_thumbnail_new (int width, int height)
{
  return g_object_new (ETA_TYPE_THUMBNAIL, "width", width, "height", height, NULL);
}

/**
 * eta_thumbnail_show:
 * @thumbnails: (nullable): where photos come from
 * @sha256: (nullable): the photo; %NULL shows the placeholder
 */
void
eta_thumbnail_show (EtaThumbnail *self, EtaThumbnails *thumbnails, const char *sha256)
{
  int size;

  g_return_if_fail (ETA_IS_THUMBNAIL (self));

  if (self->texture && g_strcmp0 (sha256, self->sha256) == 0)
    return;
  stop_loading (self);
  show_texture (self, NULL);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  g_set_object (&self->thumbnails, thumbnails);
  if (!thumbnails || !sha256)
    return;
  /* Twice the size is cheap, and enough to cut a wide photo to a square on any screen */
  size = 2 * MAX (self->width, self->height);
  self->request = eta_thumbnails_request (thumbnails, sha256, size, loaded_cb, self);
}

void
eta_thumbnail_set_placeholder (EtaThumbnail *self, const char *icon_name)
{
  g_return_if_fail (ETA_IS_THUMBNAIL (self));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
}
