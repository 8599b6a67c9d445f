/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-row.h"

#include "eta-named.h"
#include "eta-row-words.h"
#include "eta-score-ring.h"
#include "eta-text-extent.h"
#include "eta-thumbnail.h"

#include <glib/gi18n.h>

/**
 * EtaRecordRow:
 *
 * A record as one line of a list: photo, title, state and place, score. It is filled again and again
 * as the list scrolls, and made anew whenever the list asks for something else; therefore it draws its words
 * itself, and only where they are seen. A screen reader finds them in the cell or row around. Main thread.
 */
struct _EtaRecordRow {
  GtkWidget parent_instance;

  /* Owned */
  char *title;
  char *state; /* NULL: the record has none */
  char *subtitle;
  const char *state_color; /* its name in the style; NULL: as the words around */
  PangoLayout *upper; /* made when they are drawn */
  PangoLayout *lower;

  /* Owned: children */
  EtaThumbnail *thumbnail;
  EtaScoreRing *score;
  GtkWidget *waiting; /* NULL: it never did */
};

G_DEFINE_FINAL_TYPE (EtaRecordRow, eta_record_row, GTK_TYPE_WIDGET)

#define PHOTO 48
#define GAP 12
#define LINE_GAP 2
#define LEAST_WORDS 96 /* pixels */
#define WAITING 12
#define WAITING_GAP 6
#define DIM 0.75 /* as .dim-label in style.css */
#define SMALL PANGO_SCALE_SMALL

static const struct {
  const char *state;
  const char *color;
} state_colors[] = {
  { "returned", "doubt_color" },
  { "published", "good_color" },
};

static void
drop_layouts (EtaRecordRow *self)
{
  g_clear_object (&self->upper);
  g_clear_object (&self->lower);
}

static void
get_heights (EtaRecordRow *self, int *upper, int *lower)
{
  eta_text_extent (GTK_WIDGET (self), "Ág", 1, NULL, upper);
  eta_text_extent (GTK_WIDGET (self), "Ág", SMALL, NULL, lower);
}

static int
get_score_width (EtaRecordRow *self)
{
  int width;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->score)))
    return 0;
  gtk_widget_measure (GTK_WIDGET (self->score), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  return width + GAP;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  EtaRecordRow *self = ETA_RECORD_ROW (widget);
  int upper, lower;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = PHOTO + GAP + LEAST_WORDS + get_score_width (self);
  } else {
    get_heights (self, &upper, &lower);
    *minimum = *natural = MAX (PHOTO, upper + LINE_GAP + lower);
  }
}

/* Places a child by its distance from where reading begins. */
static void
place_child (EtaRecordRow *self, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean from_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation box = { from_right ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x, y,
                        width, height };

  gtk_widget_size_allocate (child, &box, -1);
}

static int
get_lines_top (EtaRecordRow *self, int height, int *upper, int *lower)
{
  get_heights (self, upper, lower);
  return (height - *upper - LINE_GAP - *lower) / 2;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EtaRecordRow *self = ETA_RECORD_ROW (widget);
  int score = MAX (get_score_width (self) - GAP, 0);
  int upper, lower;
  int top = get_lines_top (self, height, &upper, &lower);

  place_child (self, GTK_WIDGET (self->thumbnail), 0, (height - PHOTO) / 2, PHOTO, PHOTO);
  if (score > 0)
    place_child (self, GTK_WIDGET (self->score), width - score, (height - score) / 2, score, score);
  if (self->waiting && gtk_widget_get_visible (self->waiting))
    place_child (self, self->waiting, PHOTO + GAP, top + upper + LINE_GAP + (lower - WAITING) / 2,
                 WAITING, WAITING);
  drop_layouts (self); /* cut for another width */
}

static PangoLayout *
make_layout (EtaRecordRow *self, const char *text, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  return layout;
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

/* The state in its colour, then the place and the like, quieter */
static PangoLayout *
make_lower (EtaRecordRow *self, int width)
{
  g_autofree char *text =
      g_strconcat (self->state ? self->state : "", self->state ? "  " : "", self->subtitle, NULL);
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  PangoLayout *layout = make_layout (self, text, width);
  gsize end = self->state ? strlen (self->state) : 0;
  GdkRGBA color;

  add_attribute (list, pango_attr_scale_new (SMALL), 0, G_MAXUINT);
  add_attribute (list, pango_attr_foreground_alpha_new ((guint16) (DIM * G_MAXUINT16)), end,
                 G_MAXUINT);
  if (self->state_color &&
      gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                      self->state_color, &color))
    add_attribute (list,
                   pango_attr_foreground_new ((guint16) (color.red * G_MAXUINT16),
                                              (guint16) (color.green * G_MAXUINT16),
                                              (guint16) (color.blue * G_MAXUINT16)),
                   0, end);
  pango_layout_set_attributes (layout, list);
  return layout;
}

static void
snapshot_words (EtaRecordRow *self, GtkSnapshot *target)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean waits = self->waiting && gtk_widget_get_visible (self->waiting);
  int indent = waits ? WAITING + WAITING_GAP : 0;
  int score = get_score_width (self);
  int x = from_right ? score : PHOTO + GAP;
  int width = gtk_widget_get_width (widget) - PHOTO - GAP - score;
  int upper, lower;
  int top = get_lines_top (self, gtk_widget_get_height (widget), &upper, &lower);

  if (!self->upper) {
    self->upper = make_layout (self, self->title, width);
    self->lower = make_lower (self, width - indent);
  }
  gtk_snapshot_render_layout (target, style, x, top, self->upper);
  gtk_snapshot_render_layout (target, style, from_right ? x : x + indent, top + upper + LINE_GAP,
                              self->lower);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *target)
{
  EtaRecordRow *self = ETA_RECORD_ROW (widget);

  if (self->title)
    snapshot_words (self, target);
  GTK_WIDGET_CLASS (eta_record_row_parent_class)->snapshot (widget, target);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (eta_record_row_parent_class)->css_changed (widget, change);
  drop_layouts (ETA_RECORD_ROW (widget));
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (eta_record_row_parent_class)->system_setting_changed (widget, setting);
  drop_layouts (ETA_RECORD_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static void
eta_record_row_dispose (GObject *object)
{
  EtaRecordRow *self = ETA_RECORD_ROW (object);

  drop_layouts (self);
  g_clear_pointer ((GtkWidget **) &self->thumbnail, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->score, gtk_widget_unparent);
  g_clear_pointer (&self->waiting, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_record_row_parent_class)->dispose (object);
}

static void
eta_record_row_finalize (GObject *object)
{
  EtaRecordRow *self = ETA_RECORD_ROW (object);

  g_free (self->title);
  g_free (self->state);
  g_free (self->subtitle);
  G_OBJECT_CLASS (eta_record_row_parent_class)->finalize (object);
}

static void
eta_record_row_class_init (EtaRecordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_record_row_dispose;
  object_class->finalize = eta_record_row_finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "recordrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
eta_record_row_init (EtaRecordRow *self)
{
  self->thumbnail = ETA_THUMBNAIL (eta_thumbnail_new (PHOTO, PHOTO));
  self->score = ETA_SCORE_RING (eta_score_ring_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->thumbnail), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->score), GTK_WIDGET (self));
}

GtkWidget *
eta_record_row_new (void)
{
  return g_object_new (ETA_TYPE_RECORD_ROW, NULL);
}

static void
set_words (EtaRecordRow *self, const char *title, const char *state, const char *subtitle)
{
  g_free (self->title);
  g_free (self->state);
  g_free (self->subtitle);
  self->title = g_strdup (title);
  self->state = g_strdup (state);
  self->subtitle = g_strdup (subtitle);
  drop_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_waiting (EtaRecordRow *self, gboolean waiting)
{
  if (waiting && !self->waiting) {
    self->waiting = gtk_image_new_from_icon_name ("document-send-symbolic");
    gtk_image_set_pixel_size (GTK_IMAGE (self->waiting), WAITING);
    gtk_widget_add_css_class (self->waiting, "dim-label");
    eta_set_tooltip (self->waiting, _ ("Waits to be sent"));
    gtk_widget_set_parent (self->waiting, GTK_WIDGET (self));
  }
  if (self->waiting)
    gtk_widget_set_visible (self->waiting, waiting);
}

static const char *
find_state_color (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_colors); i++)
    if (g_strcmp0 (state_colors[i].state, state) == 0)
      return state_colors[i].color;
  return NULL;
}

void
eta_record_row_bind (EtaRecordRow *self, EtaRow *row, EtaThumbnails *thumbnails)
{
  g_autofree char *subtitle = eta_row_dup_subtitle (row);
  gboolean is_listing = eta_row_is_listing (row);

  g_return_if_fail (ETA_IS_RECORD_ROW (self));

  set_words (self, eta_row_title_words (row), is_listing ? eta_row_state_words (row) : NULL,
             subtitle);
  self->state_color = is_listing ? find_state_color (eta_row_get_state (row)) : NULL;
  set_waiting (self, eta_row_is_waiting (row));
  gtk_widget_set_visible (GTK_WIDGET (self->score), is_listing);
  eta_score_ring_set_score (self->score, eta_row_get_score (row));
  eta_thumbnail_set_placeholder (self->thumbnail, eta_row_icon_name (row));
  eta_thumbnail_show (self->thumbnail, thumbnails, eta_row_get_cover (row));
}

/** eta_record_row_get_title: Returns: (nullable): what it is called, as it is shown */
const char *
eta_record_row_get_title (EtaRecordRow *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_ROW (self), NULL);
  return self->title;
}

/** eta_record_row_get_subtitle: Returns: (nullable): its place and the like, as they are shown */
const char *
eta_record_row_get_subtitle (EtaRecordRow *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_ROW (self), NULL);
  return self->subtitle;
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
  set_words (self, title, NULL, subtitle);
}

/* A line that has scrolled out of sight wants no photo any more. */
void
eta_record_row_unbind (EtaRecordRow *self)
{
  g_return_if_fail (ETA_IS_RECORD_ROW (self));
  eta_thumbnail_show (self->thumbnail, NULL, NULL);
}
