/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_PIECE_SAME, /* stands in both texts */
  ETA_PIECE_REMOVED, /* only in the earlier one */
  ETA_PIECE_ADDED, /* only in the later one */
} EtaPieceKind;

typedef struct {
  EtaPieceKind kind;
  char *text;
} EtaPiece;

GPtrArray *eta_word_diff (const char *before, const char *after);

G_END_DECLS
