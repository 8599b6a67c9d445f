/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"
#include "eta-vault.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * EtaBlock:
 * @height: of what stands in it
 * @gap: white space wanted above; none at the top of a page
 * @keep: it is never the last of a page: the next one belongs to it
 *
 * A piece of a page that is not torn apart: texts, photos and grounds at their places. All measures are
 * points (1/72 inch), from its upper left corner. One thread at a time.
 */
typedef struct {
  double height, gap;
  gboolean keep;
  GArray *items; /* private */
} EtaBlock;

typedef enum {
  ETA_INK = 0x1b1e1d,
  ETA_INK_SOFT = 0x58605d,
  ETA_INK_LINE = 0xd5dad7,
  ETA_INK_PALE = 0xf4f6f5,
  ETA_INK_ACCENT = 0x0a6259,
  ETA_INK_MARK = 0x8f2d12,
  ETA_INK_WHITE = 0xffffff,
} EtaInk;

EtaBlock *eta_block_new (double gap);
void eta_block_free (EtaBlock *self);

double eta_block_add_text (EtaBlock *self, double x, double y, PangoLayout *text, EtaInk ink,
                           const char *link);
double eta_block_add_lines (EtaBlock *self, double x, double y, PangoLayout *text, int first,
                            int last, EtaInk ink);
void eta_block_add_ground (EtaBlock *self, double x, double y, double width, double height,
                           EtaInk ink);
void eta_block_add_photo (EtaBlock *self, double x, double y, double width, double height,
                          const EtaJson *photo);
void eta_block_draw (const EtaBlock *self, cairo_t *cr, double x, double y, EtaVault *vault);

double eta_layout_height (PangoLayout *text);
double eta_layout_width (PangoLayout *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBlock, eta_block_free)

G_END_DECLS
