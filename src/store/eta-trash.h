/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

#define ETA_TRASH_DAYS 90

/* What lies in the trash, and how it leaves it for good */
typedef enum {
  ETA_TRASH_NOT_THERE, /* it lives, or has left the trash */
  ETA_TRASH_WAITS, /* the centre has yet to hear of the deletion: it stays until then */
  ETA_TRASH_MAY_GO,
} EtaTrashState;

EtaTrashState eta_trash_look (EtaStore *store, const char *id, int *days_left);
gboolean eta_trash_purge (EtaStore *store, const char *id, GError **error);
gboolean eta_trash_tend (EtaStore *store, gint64 now, guint *purged, GCancellable *cancellable,
                         GError **error);

G_END_DECLS
