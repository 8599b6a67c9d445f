/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-goods.h"
#include "draw-ground.h"
#include "draw-pack.h"

G_BEGIN_DECLS

/* A product of data/demo/produk.csv: what it looks like, and where it is made */
typedef struct {
  const char *name; /* as in the spreadsheet: it names the files */
  Goods goods;
  Ink ink; /* of the goods */
  Ink tint; /* of the paper behind them */
  gboolean large; /* the goods fill the picture; else the pack stands behind them */
  Pack pack;
} Product;

/* A business of data/demo/usaha.csv and its products */
typedef struct {
  const char *name;
  Place place;
  gboolean on_stilts;
  Product products[5]; /* ended by a row without name */
} Maker;

extern const Maker makers[]; /* ended by a row without name */

G_END_DECLS
