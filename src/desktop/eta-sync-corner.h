/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-scheduler.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_SYNC_CORNER (eta_sync_corner_get_type ())
G_DECLARE_FINAL_TYPE (EtaSyncCorner, eta_sync_corner, ETA, SYNC_CORNER, GtkWidget)

/**
 * EtaSyncFacts:
 * @progress: (nullable): "sending 3 of 14"
 * @last_success: unix seconds; 0: never
 * @last_error: (nullable): in the user's language
 *
 * What the corner shows; borrowed for the length of a call.
 */
typedef struct {
  EtaSyncState state;
  gboolean photos_held; /* they wait for a link that is not metered */
  gboolean asks_to_delete; /* a person must agree before the sync goes on */
  guint records, photos;
  guint64 bytes;
  const char *progress;
  gint64 last_success;
  const char *last_error;
} EtaSyncFacts;

GtkWidget *eta_sync_corner_new (void);
void eta_sync_corner_show_facts (EtaSyncCorner *self, const EtaSyncFacts *facts);
const char *eta_sync_corner_get_line (EtaSyncCorner *self);
char *eta_time_words (gint64 unix_seconds);

G_END_DECLS
