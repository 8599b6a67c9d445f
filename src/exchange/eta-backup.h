/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-progress.h"
#include "eta-store.h"

G_BEGIN_DECLS

#define ETA_BACKUP_ERROR (eta_backup_error_quark ())
GQuark eta_backup_error_quark (void);

typedef enum {
  ETA_BACKUP_ERROR_FOREIGN, /* not a backup of this program */
  ETA_BACKUP_ERROR_NEWER, /* of a newer version of it */
  ETA_BACKUP_ERROR_DAMAGED, /* half of one, or changed since */
  ETA_BACKUP_ERROR_EXISTS, /* where it is to go there is something already */
  ETA_BACKUP_ERROR_BUSY, /* another backup of the catalogue is being made */
} EtaBackupError;

#define ETA_BACKUP_ENDING "etalase"

/**
 * EtaBackupFacts:
 *
 * What a backup says about itself.
 */
typedef struct {
  char *office; /* its code */
  char *office_name; /* may be empty */
  char *device_name; /* of the desk that made it; may be empty */
  char *created; /* RFC 3339 UTC, after that desk's clock; for people only */
  gint64 records;
  gint64 photos; /* files, previews and originals among them */
  gint64 bytes; /* of all that it holds */
  gint64 left_out; /* photos that were damaged when it was made; known after reading it all */
} EtaBackupFacts;

void eta_backup_facts_free (EtaBackupFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBackupFacts, eta_backup_facts_free)

/* All of these block: any thread but the main one. */
EtaBackupFacts *eta_backup_write (EtaStore *store, const char *path, EtaProgress *progress,
                                  GCancellable *cancellable, GError **error);
EtaBackupFacts *eta_backup_look (const char *path, GError **error);
EtaBackupFacts *eta_backup_check (const char *path, EtaProgress *progress,
                                  GCancellable *cancellable, GError **error);
EtaBackupFacts *eta_backup_restore (const char *path, const char *folder, EtaCatalogue *catalogue,
                                    char **aside, EtaProgress *progress, GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
