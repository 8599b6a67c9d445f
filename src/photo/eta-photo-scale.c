/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a plane smaller (or a colour plane a little larger) with a cubic filter (Catmull-Rom, as wide
 * as the step from pixel to pixel), first down the columns, then along the row. The inner loops are
 * shaped so that the compiler turns them into vector code: the first runs along the row for all rows
 * that count, the second is a sum of products over groups of eight. */

#include "config.h"

#include "eta-photo-picture.h"

#include <math.h>
#include <string.h>

#define WEIGHT_BITS 12 /* of a weight: their sum is 4096 */
#define KEPT_BITS 4 /* below the point between the two passes: 255 × 16 and overshoot fit 16 bits */
#define GROUP 8
#define STRIP 256

/* A stretch of the rows or columns of a plane */
typedef struct {
  double start, length;
  int first, last; /* pixels that count; what lies outside counts as the nearest of them */
} Stretch;

typedef struct {
  int n_weights; /* for each pixel, a multiple of GROUP */
  int *starts;
  gint16 *weights;
} Filter;

static double
weigh (double x)
{
  x = fabs (x);
  if (x < 1)
    return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2)
    return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

/* Weights of one pixel as whole numbers whose sum is exact, else flat grounds would change tone */
static void
round_weights (const double *exact, double sum, int n, gint16 *weights)
{
  int left = 1 << WEIGHT_BITS;
  int largest = 0;

  for (int i = 0; i < n; i++) {
    weights[i] = (gint16) lround (exact[i] / sum * (1 << WEIGHT_BITS));
    left -= weights[i];
    if (weights[i] > weights[largest])
      largest = i;
  }
  weights[largest] += left;
}

static void
fill_weights (Filter *filter, int index, double centre, double step, const Stretch *stretch,
              int from)
{
  int n = filter->n_weights;
  g_autofree double *exact = g_new0 (double, n);
  int first = (int) ceil (centre - 2 * step);
  int start = MAX (0, MIN (first, from - n));
  double sum = 0;

  for (int i = first; i <= (int) floor (centre + 2 * step); i++) {
    double weight = weigh ((i - centre) / step);
    int at = CLAMP (CLAMP (i, stretch->first, stretch->last) - start, 0, n - 1);

    exact[at] += weight;
    sum += weight;
  }
  filter->starts[index] = start;
  round_weights (exact, sum, n, filter->weights + (gsize) index * n);
}

static void
init_filter (Filter *filter, const Stretch *stretch, int from, int to)
{
  double ratio = stretch->length / to;
  double step = MAX (1.0, ratio);
  int widest = (int) floor (4 * step) + 1;

  filter->n_weights = (widest + GROUP - 1) / GROUP * GROUP;
  filter->starts = g_new (int, to);
  filter->weights = g_new (gint16, (gsize) to * filter->n_weights);
  for (int i = 0; i < to; i++)
    fill_weights (filter, i, stretch->start + (i + 0.5) * ratio - 0.5, step, stretch, from);
}

static void
clear_filter (Filter *filter)
{
  g_free (filter->starts);
  g_free (filter->weights);
}

static void
add_row (gint32 *sums, const guint8 *row, gint16 weight, int n)
{
  for (int x = 0; x < n; x++)
    sums[x] += (gint16) row[x] * weight;
}

static void
scale_down_columns (const EtaPlane *from, const Filter *filter, int index, gint16 *row)
{
  const gint16 *weights = filter->weights + (gsize) index * filter->n_weights;

  for (int x = 0; x < from->width; x += STRIP) {
    gint32 sums[STRIP];
    int n = MIN (STRIP, from->width - x);

    for (int i = 0; i < STRIP; i++)
      sums[i] = 1 << (WEIGHT_BITS - KEPT_BITS - 1);
    for (int i = 0; i < filter->n_weights; i++) {
      if (weights[i] != 0)
        add_row (sums, from->data + (gsize) (filter->starts[index] + i) * from->stride + x,
                 weights[i], n);
    }
    for (int i = 0; i < n; i++)
      row[x + i] = (gint16) (sums[i] >> (WEIGHT_BITS - KEPT_BITS));
  }
}

/* Not unrolled by hand nor with a fixed count: either keeps the compiler from using the processor's
 * multiply-and-add of eight 16-bit pairs. */
static inline gint32
multiply (const gint16 *weights, const gint16 *row, int n_groups)
{
  gint32 sum = 0;

  for (int i = 0; i < n_groups * GROUP; i++)
    sum += (gint32) weights[i] * row[i];
  return sum;
}

static void
scale_along_row (const gint16 *row, const Filter *filter, guint8 *to, int width)
{
  const int shift = WEIGHT_BITS + KEPT_BITS;
  const int n_groups = filter->n_weights / GROUP;
  const gint16 *weights = filter->weights;

  for (int x = 0; x < width; x++, weights += n_groups * GROUP) {
    gint32 sum = multiply (weights, row + filter->starts[x], n_groups);

    sum = (sum + (1 << (shift - 1))) >> shift;
    to[x] = CLAMP (sum, 0, 255);
  }
}

static Stretch
make_stretch (double start, double length, int from)
{
  Stretch stretch = { .start = start, .length = length };

  stretch.first = CLAMP ((int) floor (start), 0, from - 1);
  stretch.last = CLAMP ((int) ceil (start + length) - 1, stretch.first, from - 1);
  return stretch;
}

static void
scale_rows (const EtaPlane *from, const Stretch *columns, const Stretch *rows, EtaPlane *to)
{
  Filter across, down;
  g_autofree gint16 *row = NULL;

  init_filter (&across, columns, from->width, to->width);
  init_filter (&down, rows, from->height, to->height);
  /* Groups of weights may reach past a narrow row; the weights there are 0. */
  row = g_new0 (gint16, from->width + across.n_weights);
  for (int y = 0; y < to->height; y++) {
    scale_down_columns (from, &down, y, row);
    scale_along_row (row, &across, to->data + (gsize) y * to->stride, to->width);
    eta_plane_pad_row (to, y);
  }
  clear_filter (&across);
  clear_filter (&down);
}

static gboolean
is_exact (const Stretch *stretch, int to)
{
  return stretch->length == to && stretch->start == stretch->first;
}

/**
 * eta_plane_scale:
 * @from: a plane
 * @part: which part of it, in its pixels; may begin and end within one
 * @to: a plane of another (or the same) size; its rows are filled to the end of the stride
 */
void
eta_plane_scale (const EtaPlane *from, const EtaPart *part, EtaPlane *to)
{
  Stretch columns = make_stretch (part->x, part->width, from->width);
  Stretch rows = make_stretch (part->y, part->height, from->height);

  if (!is_exact (&columns, to->width) || !is_exact (&rows, to->height)) {
    scale_rows (from, &columns, &rows, to);
    return;
  }
  for (int y = 0; y < to->height; y++) {
    memcpy (to->data + (gsize) y * to->stride,
            from->data + (gsize) (rows.first + y) * from->stride + columns.first, to->width);
    eta_plane_pad_row (to, y);
  }
}
