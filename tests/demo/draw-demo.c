/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-table.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

/*
 * The demo's photos, drawn: `draw-demo FOLDER [PART-OF-A-NAME]`, or listed: `draw-demo --list`.
 *
 * Every product gets three pictures: itself on a light ground (the cover), its pack, and the place it
 * comes from; every business its place and its range. They are the same on every run.
 */

#define SIDE 1280
#define WIDE 1600
#define QUALITY "90"

typedef struct {
  const Maker *maker;
  const Product *product; /* NULL: of the business itself */
  const char *what; /* the end of the file's name */
} Picture;

typedef struct {
  const char *folder;
  gint failed; /* atomic */
} Job;

static void
stand (Brush *b, const Pack *pack, double x, double y, double scale)
{
  enter (b, x, y, scale, 0);
  shadow_oval (b, 16, 4, 190, 26, 0.45);
  lift (b);
  draw_pack (b, pack);
  drop (b, 16, 14, 22, 0.30);
  leave (b);
}

typedef struct {
  double x0, y0, x1, y1;
} Box;

/* How far the goods reach from their origin, found by drawing them once, small. Shadows and glows are
 * fainter than the things themselves and do not count. */
static Box
measure (const Product *product)
{
  g_autoptr (Brush) b = brush_new (250, 250, 1);
  Box box = { 1000, 1000, -1000, -1000 };
  const guchar *data;
  int stride;

  enter (b, 500, 650, 0.6, 0);
  product->goods (b, product->ink);
  leave (b);
  cairo_surface_flush (b->surface);
  data = cairo_image_surface_get_data (b->surface);
  stride = cairo_image_surface_get_stride (b->surface);
  for (int row = 0; row < 250; row++)
    for (int column = 0; column < 250; column++) {
      double x = (column / b->unit - 500) / 0.6, y = (row / b->unit - 650) / 0.6;
      if (*(const guint32 *) (data + row * stride + column * 4) >> 24 < 200)
        continue;
      box = (Box){ MIN (box.x0, x), MIN (box.y0, y), MAX (box.x1, x), MAX (box.y1, y) };
    }
  return box;
}

/* The goods as large as fits into @width and @height; their middle comes to (@x, @y) */
static void
fit (Brush *b, const Product *product, double x, double y, double width, double height)
{
  Box box = measure (product);
  double scale = MIN (width / (box.x1 - box.x0), height / (box.y1 - box.y0));

  enter (b, x, y, scale, 0);
  cairo_translate (b->cr, -(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2);
  product->goods (b, product->ink);
  leave (b);
}

static void
draw_cover (Brush *b, const Picture *picture)
{
  const Product *product = picture->product;

  ground_studio (b, product->tint);
  if (product->large) {
    fit (b, product, 500, 510, 800, 720);
    return;
  }
  stand (b, &product->pack, 325, 780, 1.52);
  fit (b, product, 672, 765, 540, 350);
}

static void
draw_packed (Brush *b, const Picture *picture)
{
  const Product *product = picture->product;

  ground_studio (b, ink_mix (product->tint, product->pack.ink, 0.18));
  stand (b, &product->pack, 500, 870, 1.85);
}

static gboolean
hangs (const Product *product)
{
  return product->goods == goods_cloth || product->goods == goods_songket ||
         product->goods == goods_lamp || product->goods == goods_capiz;
}

static void
draw_at_home (Brush *b, const Picture *picture)
{
  const Product *product = picture->product;
  double w = b->width, h = b->height;

  ground_place (b, picture->maker->place);
  if (hangs (product)) {
    fit (b, product, w * 0.46, h * 0.52, w * 0.6, h * 0.66);
    return;
  }
  ground_ledge (b, h * 0.76);
  if (product->large) {
    fit (b, product, w * 0.47, h * 0.66, w * 0.62, h * 0.44);
    return;
  }
  stand (b, &product->pack, w * 0.36, h * 0.85, 1.25);
  fit (b, product, w * 0.60, h * 0.82, w * 0.32, h * 0.27);
}

static void
draw_workshop (Brush *b, const Picture *picture)
{
  double x = b->width * vary (b, 0.28, 0.62);

  ground_place (b, picture->maker->place);
  if (picture->maker->place != PLACE_STILTS)
    ground_house (b, x, b->height * 0.80, 1.45, picture->maker->on_stilts);
}

static void
draw_range (Brush *b, const Picture *picture)
{
  const Product *products = picture->maker->products;
  double scale = 1.4;
  int n = 0;

  while (products[n].name != NULL)
    n++;
  if (n > 2)
    scale = 1.12;
  if (products[0].pack.kind == PACK_CASE) /* the widest */
    scale = 1.0;
  ground_studio (b, products[0].tint);
  for (int i = 0; i < n; i++)
    stand (b, &products[i].pack, b->width * (0.06 + 0.87 * (i + 0.5) / n), 740, scale);
}

static const struct {
  const char *what;
  int width, height;
  void (*draw) (Brush *b, const Picture *picture);
  gboolean of_product;
} views[] = {
  { "1", SIDE, SIDE, draw_cover, TRUE },
  { "kemasan", SIDE, SIDE, draw_packed, TRUE },
  { "tempat", WIDE, WIDE * 3 / 4, draw_at_home, TRUE },
  { "1", WIDE, WIDE * 3 / 4, draw_workshop, FALSE },
  { "2", WIDE, WIDE * 3 / 4, draw_range, FALSE },
};

static gboolean
save (Brush *b, const char *path, GError **error)
{
  int width = cairo_image_surface_get_width (b->surface);
  int height = cairo_image_surface_get_height (b->surface);
  int stride = cairo_image_surface_get_stride (b->surface);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *to = gdk_pixbuf_get_pixels (pixbuf);
  const guchar *from;

  cairo_surface_flush (b->surface);
  from = cairo_image_surface_get_data (b->surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 pixel = *(const guint32 *) (from + y * stride + x * 4);
      guchar *at = to + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;
      at[0] = (pixel >> 16) & 0xff;
      at[1] = (pixel >> 8) & 0xff;
      at[2] = pixel & 0xff;
    }
  return gdk_pixbuf_save (pixbuf, path, "jpeg", error, "quality", QUALITY, NULL);
}

/* A folder for each sheet, so that its import takes all that it finds there */
static const char *const folders[] = { "usaha", "produk" };

static char *
name_file (const Picture *picture)
{
  const char *name = picture->product ? picture->product->name : picture->maker->name;

  return g_strdup_printf ("%s/%s %s.jpg", folders[picture->product != NULL], name, picture->what);
}

static void
draw_one (gpointer data, gpointer user_data)
{
  g_autofree Picture *picture = data;
  Job *job = user_data;
  g_autofree char *file = name_file (picture);
  g_autofree char *path = g_build_filename (job->folder, file, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++) {
    if (views[i].of_product != (picture->product != NULL) ||
        !g_str_equal (views[i].what, picture->what))
      continue;
    g_autoptr (Brush) b =
        brush_new (views[i].width, views[i].height, g_str_hash (strchr (file, '/') + 1));
    views[i].draw (b, picture);
    if (!save (b, path, &error)) {
      g_printerr ("%s: %s\n", path, error->message);
      g_atomic_int_set (&job->failed, TRUE);
    }
  }
}

/* Calls @func for every picture of a record whose name has @only in it */
static void
each_picture (const char *only, void (*func) (Picture *take_picture, gpointer data), gpointer data)
{
  for (const Maker *maker = makers; maker->name != NULL; maker++) {
    const Product *product = NULL; /* first the maker itself, then its products */
    do {
      const char *name = product ? product->name : maker->name;
      for (gsize i = 0; i < G_N_ELEMENTS (views); i++) {
        if (views[i].of_product != (product != NULL) || (only && strstr (name, only) == NULL))
          continue;
        Picture *picture = g_new (Picture, 1);
        *picture = (Picture){ maker, product, views[i].what };
        func (picture, data);
      }
      product = product ? product + 1 : maker->products;
    } while (product->name != NULL);
  }
}

static void
push_cb (Picture *picture, gpointer data)
{
  g_thread_pool_push (data, picture, NULL);
}

static void
list_cb (Picture *picture, gpointer data)
{
  g_autofree char *file = name_file (picture);

  g_print ("%s\n", file);
  g_free (picture);
}

int
main (int argc, char **argv)
{
  Job job = { 0 };
  GThreadPool *pool;

  if (argc < 2 || argc > 3) {
    g_printerr ("usage: %s FOLDER|--list [PART-OF-A-NAME]\n", argv[0]);
    return 2;
  }
  if (g_str_equal (argv[1], "--list")) {
    each_picture (argv[2], list_cb, NULL);
    return 0;
  }
  job.folder = argv[1];
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = g_build_filename (job.folder, folders[i], NULL);
    if (g_mkdir_with_parents (folder, 0755) != 0) {
      g_printerr ("%s: %s\n", folder, g_strerror (errno));
      return 3;
    }
  }
  pool = g_thread_pool_new (draw_one, &job, (int) g_get_num_processors (), TRUE, NULL);
  each_picture (argv[2], push_cb, pool);
  g_thread_pool_free (pool, FALSE, TRUE);
  return job.failed ? 3 : 0;
}
