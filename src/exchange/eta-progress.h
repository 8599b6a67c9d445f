/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EtaProgress:
 *
 * How far a long piece of work has come: @done of @total things. Written by the thread that works,
 * read by any other; starts as zero.
 */
typedef struct {
  int done, total; /* atomic */
} EtaProgress;

static inline void
eta_progress_begin (EtaProgress *progress, gint64 total)
{
  if (!progress)
    return;
  g_atomic_int_set (&progress->done, 0);
  g_atomic_int_set (&progress->total, (int) CLAMP (total, 0, G_MAXINT));
}

static inline void
eta_progress_step (EtaProgress *progress)
{
  if (progress)
    g_atomic_int_inc (&progress->done);
}

G_END_DECLS
