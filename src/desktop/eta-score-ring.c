/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-score-ring.h"

#include "eta-text-extent.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * EtaScoreRing:
 *
 * How ready a record is, 0–100: a ring that fills, with the number in it, so that nothing hangs on
 * colour alone. The colours come from style.css (classes "low", "middle" and "high"). Main thread.
 */
struct _EtaScoreRing {
  GtkWidget parent_instance;

  /* Owned */
  PangoLayout *layout;
  int score;
};

G_DEFINE_FINAL_TYPE (EtaScoreRing, eta_score_ring, GTK_TYPE_WIDGET)

typedef enum { PROP_SCORE = 1 } EtaScoreRingProperty;

static GParamSpec *properties[PROP_SCORE + 1];

#define LINE 3.0
#define TRACK_ALPHA 0.18

static PangoLayout *
get_layout (EtaScoreRing *self)
{
  if (!self->layout) {
    g_autofree char *text = g_strdup_printf ("%d", self->score);

    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  }
  return self->layout;
}

/* As large as "100" needs at the user's text size */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  int width;

  eta_text_extent (widget, "100", 1, &width, NULL);
  *minimum = *natural = width + 4 * (int) LINE;
}

static void
draw_arc (cairo_t *cr, double size, double part, const GdkRGBA *color)
{
  cairo_new_path (cr);
  cairo_arc (cr, size / 2, size / 2, (size - LINE) / 2, -G_PI_2, -G_PI_2 + 2 * G_PI * part);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_stroke (cr);
}

static void
snapshot_number (EtaScoreRing *self, GtkSnapshot *snapshot, int width, int height)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  PangoLayout *layout = get_layout (self);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  gtk_snapshot_render_layout (snapshot, style, (width - w) / 2.0, (height - h) / 2.0, layout);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *target)
{
  EtaScoreRing *self = ETA_SCORE_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  GdkRGBA color, track;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  track = color;
  track.alpha *= TRACK_ALPHA;
  cr = gtk_snapshot_append_cairo (target, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  cairo_set_line_width (cr, LINE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_arc (cr, size, 1, &track);
  if (self->score > 0)
    draw_arc (cr, size, self->score / 100.0, &color);
  cairo_destroy (cr);
  snapshot_number (self, target, width, height);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (eta_score_ring_parent_class)->css_changed (widget, change);
  g_clear_object (&ETA_SCORE_RING (widget)->layout);
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (eta_score_ring_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&ETA_SCORE_RING (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
update_words (EtaScoreRing *self)
{
  /* Translators: how complete a record is */
  g_autofree char *words = g_strdup_printf (_ ("%d of 100 points"), self->score);
  const char *classes[] = { self->score < 50 ? "low" : self->score < 80 ? "middle" : "high", NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
eta_score_ring_dispose (GObject *object)
{
  g_clear_object (&ETA_SCORE_RING (object)->layout);
  G_OBJECT_CLASS (eta_score_ring_parent_class)->dispose (object);
}

static void
eta_score_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((EtaScoreRingProperty) id) {
  case PROP_SCORE:
    g_value_set_int (value, ETA_SCORE_RING (object)->score);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_score_ring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((EtaScoreRingProperty) id) {
  case PROP_SCORE:
    eta_score_ring_set_score (ETA_SCORE_RING (object), g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_score_ring_class_init (EtaScoreRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_score_ring_dispose;
  object_class->get_property = eta_score_ring_get_property;
  object_class->set_property = eta_score_ring_set_property;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;

  properties[PROP_SCORE] =
      g_param_spec_int ("score", NULL, NULL, 0, 100, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "scorering");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
eta_score_ring_init (EtaScoreRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update_words (self);
}

GtkWidget *
eta_score_ring_new (void)
{
  return g_object_new (ETA_TYPE_SCORE_RING, NULL);
}

int
eta_score_ring_get_score (EtaScoreRing *self)
{
  g_return_val_if_fail (ETA_IS_SCORE_RING (self), 0);
  return self->score;
}

/**
 * eta_score_ring_set_score:
 * @score: 0–100; what lies outside is brought to the nearer end
 */
void
eta_score_ring_set_score (EtaScoreRing *self, int score)
{
  g_return_if_fail (ETA_IS_SCORE_RING (self));

  score = CLAMP (score, 0, 100);
  if (score == self->score)
    return;
  self->score = score;
  g_clear_object (&self->layout);
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCORE]);
}
