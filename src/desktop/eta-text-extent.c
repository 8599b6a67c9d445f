/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text-extent.h"

typedef struct {
  guint font; /* hash of its description */
  double resolution;
  double scale;
  const char *sample;
  int width;
  int height;
} Extent;

static void
measure (GtkWidget *widget, Extent *extent)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, extent->sample);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (extent->scale));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &extent->width, &extent->height);
}

static gboolean
is_same (const Extent *one, const Extent *other)
{
  return one->font == other->font && one->resolution == other->resolution &&
         one->scale == other->scale && g_str_equal (one->sample, other->sample);
}

/**
 * eta_text_extent:
 * @widget: whose font it is
 * @sample: a literal
 * @scale: of the text to the font
 * @width: (out) (optional): pixels
 * @height: (out) (optional): pixels
 *
 * How much room @sample takes. Kept for each font, since a list measures hundreds of lines that all have the
 * same answer, and shaping text is what takes long in it. Main thread.
 */
void
eta_text_extent (GtkWidget *widget, const char *sample, double scale, int *width, int *height)
{
  static GArray *known; /* a few: a sample, a font, a size of letters */
  PangoContext *context = gtk_widget_get_pango_context (widget);
  Extent wanted = { .font =
                        pango_font_description_hash (pango_context_get_font_description (context)),
                    .resolution = pango_cairo_context_get_resolution (context),
                    .scale = scale,
                    .sample = sample };
  guint i = 0;

  if (!known)
    known = g_array_new (FALSE, FALSE, sizeof (Extent));
  while (i < known->len && !is_same (&g_array_index (known, Extent, i), &wanted))
    i++;
  if (i == known->len) {
    measure (widget, &wanted);
    g_array_append_val (known, wanted);
  }
  if (width)
    *width = g_array_index (known, Extent, i).width;
  if (height)
    *height = g_array_index (known, Extent, i).height;
}
