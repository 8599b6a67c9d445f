/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-change.h"
#include "eta-store.h"

G_BEGIN_DECLS

/**
 * EtaChangeWords:
 *
 * A change as people read it. Texts are UTF-8, and none is %NULL.
 */
typedef struct {
  char *label; /* "Description (English)", "Papers: Halal certificate, Number" */
  char *before; /* "" when nothing stood there */
  char *after;
  gboolean is_prose; /* both are texts, to be compared word by word */
} EtaChangeWords;

EtaChangeWords *eta_change_words_new (EtaStore *store, const EtaChange *change);
void eta_change_words_free (EtaChangeWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeWords, eta_change_words_free)

G_END_DECLS
