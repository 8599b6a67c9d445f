/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-crop-frame.h"

/* The frame around what is kept of a photo: where it may go, and what a handle or a key makes of it. */

#define LEFT ETA_CROP_LEFT
#define RIGHT ETA_CROP_RIGHT
#define TOP ETA_CROP_TOP
#define BOTTOM ETA_CROP_BOTTOM

static void
assert_rect (const EtaPhotoRect *rect, const EtaPhotoRect *expected)
{
  g_test_message ("%d,%d,%d,%d", rect->x, rect->y, rect->width, rect->height);
  g_assert_cmpmem (rect, sizeof *rect, expected, sizeof *expected);
}

static void
test_init (void)
{
  static const struct {
    EtaPhotoRect rect, expected;
  } cases[] = {
    { { 0, 0, 1000, 800 }, { 0, 0, 1000, 800 } },
    { { 10, 20, 400, 300 }, { 10, 20, 400, 300 } },
    { { 0, 0, 0, 0 }, { 0, 0, 1000, 800 } },
    { { -1, 0, 400, 400 }, { 0, 0, 1000, 800 } },
    { { 900, 0, 400, 400 }, { 0, 0, 1000, 800 } },
    { { G_MAXINT, 1, G_MAXINT, 1 }, { 0, 0, 1000, 800 } },
  };
  EtaCropFrame frame;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    eta_crop_frame_init (&frame, &cases[i].rect, 1000, 800);
    assert_rect (&frame.rect, &cases[i].expected);
  }
  eta_crop_frame_init (&frame, NULL, 200, 100);
  g_assert_true (eta_crop_frame_is_whole (&frame));
  g_assert_cmpint (frame.least, ==, 100);
}

static void
test_drag (void)
{
  static const EtaPhotoRect from = { 300, 200, 400, 400 };
  static const struct {
    EtaCropSides sides;
    int dx, dy;
    EtaPhotoRect expected;
  } cases[] = {
    /* moved, and stopped at the edges */
    { 0, 10, -20, { 310, 180, 400, 400 } },
    { 0, 999, 999, { 600, 400, 400, 400 } },
    { 0, -999, -999, { 0, 0, 400, 400 } },
    /* one side, the other stands still */
    { LEFT, -50, 70, { 250, 200, 450, 400 } },
    { RIGHT, 50, 70, { 300, 200, 450, 400 } },
    { TOP, 70, -50, { 300, 150, 400, 450 } },
    { BOTTOM, 70, 50, { 300, 200, 400, 450 } },
    /* as far as the edge, and down to what a photo must have */
    { LEFT, -999, 0, { 0, 200, 700, 400 } },
    { RIGHT, 999, 0, { 300, 200, 700, 400 } },
    { LEFT, 999, 0, { 400, 200, 300, 400 } },
    { RIGHT, -999, 0, { 300, 200, 300, 400 } },
    { TOP, 0, 999, { 300, 300, 400, 300 } },
    { BOTTOM, 0, -999, { 300, 200, 400, 300 } },
    /* corners */
    { LEFT | TOP, -10, -20, { 290, 180, 410, 420 } },
    { RIGHT | BOTTOM, -50, 999, { 300, 200, 350, 600 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EtaCropFrame frame;

    eta_crop_frame_init (&frame, &from, 1000, 800);
    eta_crop_frame_drag (&frame, cases[i].sides, &from, cases[i].dx, cases[i].dy);
    assert_rect (&frame.rect, &cases[i].expected);
  }
}

/* The shape is kept whatever is done; the corner across, or the middle, stands still. */
static void
test_shape (void)
{
  static const EtaPhotoRect from = { 300, 200, 400, 400 };
  static const struct {
    EtaCropSides sides;
    int dx, dy;
    EtaPhotoRect expected;
  } cases[] = {
    { RIGHT | BOTTOM, 100, 0, { 300, 200, 500, 500 } },
    { RIGHT | BOTTOM, 0, 100, { 300, 200, 500, 500 } },
    { LEFT | TOP, -100, 50, { 200, 100, 500, 500 } },
    { RIGHT, 100, 0, { 300, 150, 500, 500 } },
    { BOTTOM, 0, -50, { 325, 200, 350, 350 } },
    { RIGHT | BOTTOM, 999, 999, { 300, 200, 600, 600 } },
    { LEFT | TOP, -999, -999, { 100, 0, 600, 600 } },
    { LEFT, 999, 0, { 400, 250, 300, 300 } },
  };
  EtaCropFrame frame;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    eta_crop_frame_init (&frame, &from, 1000, 800);
    eta_crop_frame_set_shape (&frame, 1, 1);
    assert_rect (&frame.rect, &from);
    eta_crop_frame_drag (&frame, cases[i].sides, &from, cases[i].dx, cases[i].dy);
    assert_rect (&frame.rect, &cases[i].expected);
  }
  eta_crop_frame_init (&frame, NULL, 1000, 800);
  eta_crop_frame_set_shape (&frame, 1, 1);
  assert_rect (&frame.rect, &(EtaPhotoRect){ 100, 0, 800, 800 });
  eta_crop_frame_set_shape (&frame, 4, 3);
  assert_rect (&frame.rect, &(EtaPhotoRect){ 100, 100, 800, 600 });
  /* a photo that stands gets the standing shape */
  eta_crop_frame_init (&frame, NULL, 800, 1000);
  eta_crop_frame_set_shape (&frame, 4, 3);
  assert_rect (&frame.rect, &(EtaPhotoRect){ 25, 0, 750, 1000 });
}

/* Keys: to the right and below first, then the other way. */
static void
test_grow (void)
{
  EtaPhotoRect from = { 300, 200, 400, 400 };
  EtaCropFrame frame;

  eta_crop_frame_init (&frame, &from, 1000, 800);
  eta_crop_frame_grow (&frame, 10, 0);
  eta_crop_frame_grow (&frame, 0, -10);
  assert_rect (&frame.rect, &(EtaPhotoRect){ 300, 200, 410, 390 });
  for (int i = 0; i < 200; i++) {
    eta_crop_frame_grow (&frame, 10, 0);
    eta_crop_frame_grow (&frame, 0, 10);
  }
  g_assert_true (eta_crop_frame_is_whole (&frame));
  for (int i = 0; i < 200; i++) {
    eta_crop_frame_grow (&frame, -10, 0);
    eta_crop_frame_grow (&frame, 0, -10);
  }
  assert_rect (&frame.rect, &(EtaPhotoRect){ 0, 0, 300, 300 });
}

/* Whatever a hand does, the frame is one that the vault takes. */
static void
test_any (void)
{
  static const int shapes[][2] = { { 0, 0 }, { 1, 1 }, { 4, 3 } };

  for (int round = 0; round < 2000; round++) {
    int width = g_test_rand_int_range (1, 3000), height = g_test_rand_int_range (1, 3000);
    const int *which = shapes[g_test_rand_int_range (0, 3)];
    EtaCropFrame frame;

    eta_crop_frame_init (&frame, NULL, width, height);
    eta_crop_frame_set_shape (&frame, which[0], which[1]);
    for (int i = 0; i < 20; i++) {
      EtaPhotoRect from = frame.rect;

      eta_crop_frame_drag (&frame, g_test_rand_int_range (0, 16), &from,
                           g_test_rand_int_range (-3000, 3000),
                           g_test_rand_int_range (-3000, 3000));
      g_assert_cmpint (frame.rect.x, >=, 0);
      g_assert_cmpint (frame.rect.y, >=, 0);
      g_assert_cmpint (frame.rect.x + frame.rect.width, <=, width);
      g_assert_cmpint (frame.rect.y + frame.rect.height, <=, height);
      if (which[0] == 0)
        g_assert_cmpint (MIN (frame.rect.width, frame.rect.height), >=, frame.least);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crop-frame/init", test_init);
  g_test_add_func ("/crop-frame/drag", test_drag);
  g_test_add_func ("/crop-frame/shape", test_shape);
  g_test_add_func ("/crop-frame/grow", test_grow);
  g_test_add_func ("/crop-frame/any", test_any);
  return g_test_run ();
}
