/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-live.h"
#include "eta-test-window.h"

#include <adwaita.h>
#include <math.h>

/* The colours that the program gives to words, measured as they are drawn: 4.5 to 1, as WCAG 2.1 wants for
 * small text. High contrast is another run of this test, by libadwaita's own variable. */

#define LEAST 4.5

static const struct {
  const char *row; /* css classes around the words; NULL: the window */
  const char *style;
} looks[] = {
  { NULL, "success" },       { NULL, "warning" },      { NULL, "error" },
  { NULL, "accent" },        { NULL, "dim-label" },    { "card", "success" },
  { "card", "warning" },     { "card", "error" },      { "card", "dim-label" },
  { "chip", "body" },        { NULL, "photo-badge" },  { NULL, "photo-status" },
  { "notice-card", "body" }, { "notice-bar", "body" }, { "photo-failed", "error" },
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const guchar *bgrx)
{
  return 0.2126 * linear (bgrx[2] / 255.0) + 0.7152 * linear (bgrx[1] / 255.0) +
         0.0722 * linear (bgrx[0] / 255.0);
}

static double
contrast (const guchar *one, const guchar *other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* A block that fills its place: its middle has the colour of words, its margin that of the ground */
static GtkWidget *
make_block (const char *row, const char *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new ("█████");

  if (row)
    gtk_widget_add_css_class (box, row);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_margin_start (label, 24);
  gtk_widget_set_margin_end (label, 24);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static guchar *
draw (GtkWidget *window, int *width, int *height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar *pixels;

  *width = gtk_widget_get_width (window);
  *height = gtk_widget_get_height (window);
  gdk_paintable_snapshot (paintable, snapshot, *width, *height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, *width, *height));
  pixels = g_malloc ((gsize) *width * *height * 4);
  gdk_texture_download (texture, pixels, (gsize) *width * 4);
  return pixels;
}

static double
measure (GtkWidget *window, GtkWidget *label)
{
  int width, height;
  g_autofree guchar *pixels = draw (window, &width, &height);
  gboolean is_badge = gtk_widget_has_css_class (label, "photo-badge") ||
                      gtk_widget_has_css_class (label, "photo-status");
  double x, y;
  const guchar *word, *ground;

  gtk_widget_translate_coordinates (label, window, gtk_widget_get_width (label) / 2.0,
                                    gtk_widget_get_height (label) / 2.0, &x, &y);
  word = pixels + ((gsize) y * width + (gsize) x) * 4;
  /* Beside the letters; a badge has a ground of its own there, the others a margin. */
  gtk_widget_translate_coordinates (label, window, is_badge ? -4 : -12,
                                    gtk_widget_get_height (label) / 2.0, &x, &y);
  ground = pixels + ((gsize) y * width + (gsize) x) * 4;
  return contrast (word, ground);
}

static void
test_words (gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *blocks[G_N_ELEMENTS (looks)];

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_INT (data));
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    blocks[i] = make_block (looks[i].row, looks[i].style);
    gtk_box_append (GTK_BOX (box), blocks[i]);
  }
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  eta_test_until (gtk_widget_get_width (blocks[0]) > 0);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    double found = measure (window, gtk_widget_get_first_child (blocks[i]));

    g_test_message ("%s %s: %.2f", looks[i].row ? looks[i].row : "window", looks[i].style, found);
    g_assert_cmpfloat (found, >=, LEAST);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  eta_test_desktop_init (&argc, &argv);
  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==,
                   g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0);
  g_type_ensure (ETA_TYPE_LIVE); /* links the program's resources */
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/bimpeaga/etalase/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_test_add_data_func ("/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT),
                        test_words);
  g_test_add_data_func ("/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_words);
  return g_test_run ();
}
