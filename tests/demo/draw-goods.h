/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-brush.h"

G_BEGIN_DECLS

/* Goods lie around the origin, about 460 units wide; the ground is at y = 0. @ink is their own colour. */
typedef void (*Goods) (Brush *b, Ink ink);

/* draw-drinks.c */
void goods_coffee (Brush *b, Ink ink);
void goods_beans (Brush *b, Ink ink);
void goods_vanilla (Brush *b, Ink ink);
void goods_cacao (Brush *b, Ink ink);
void goods_chocolate (Brush *b, Ink ink);
void goods_honey (Brush *b, Ink ink);

/* draw-food.c */
void goods_fish (Brush *b, Ink ink);
void goods_nutmeg (Brush *b, Ink ink);
void goods_mace (Brush *b, Ink ink);
void goods_sugar (Brush *b, Ink ink);
void goods_grains (Brush *b, Ink ink);
void goods_floss (Brush *b, Ink ink);
void goods_slices (Brush *b, Ink ink);
void goods_crackers (Brush *b, Ink ink);
void goods_nuts (Brush *b, Ink ink);
void goods_brittle (Brush *b, Ink ink);
void goods_chilli (Brush *b, Ink ink);
void goods_sambal (Brush *b, Ink ink);
void goods_seaweed (Brush *b, Ink ink);
void goods_soap (Brush *b, Ink ink);

/* draw-craft.c */
void goods_pearl (Brush *b, Ink ink);
void goods_necklace (Brush *b, Ink ink);
void goods_brooch (Brush *b, Ink ink);
void goods_basket (Brush *b, Ink ink);
void goods_mat (Brush *b, Ink ink);
void goods_handbag (Brush *b, Ink ink);
void goods_lamp (Brush *b, Ink ink);
void goods_capiz (Brush *b, Ink ink);

/* draw-cloth.c */
void goods_cloth (Brush *b, Ink ink);
void goods_scarf (Brush *b, Ink ink);
void goods_cushion (Brush *b, Ink ink);
void goods_tote (Brush *b, Ink ink);
void goods_songket (Brush *b, Ink ink);
void goods_brocade (Brush *b, Ink ink);

/* Parts that several share */
void part_leaf (Brush *b, double width, double height);
void part_bowl (Brush *b, double radius, Ink ink);

G_END_DECLS
