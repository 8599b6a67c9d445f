/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-backup.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* Shared by the files eta-backup*.c, and by nobody else. */

#define ETA_BACKUP_FORMAT "etalase-backup"
#define ETA_BACKUP_VERSION 1

#define ETA_BACKUP_MANIFEST "manifest.json" /* first: what it is */
#define ETA_BACKUP_CATALOGUE ETA_STORE_FILE /* second */
#define ETA_BACKUP_END "end.json" /* last: half a backup lacks it */

#define ETA_BACKUP_MAX_FACTS (1024 * 1024) /* bytes of the manifest, or of the end */

/**
 * EtaBackupMember:
 *
 * A file in a backup. Photos are named by the hash of their bytes, so that each proves itself.
 */
typedef struct {
  char *name; /* in the backup */
  char *path; /* on the disk; NULL: it is only looked at */
  char *sha256; /* of its bytes; NULL: nobody says */
  gint64 size; /* by the disk's word, before it is read */
} EtaBackupMember;

void eta_backup_member_free (EtaBackupMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBackupMember, eta_backup_member_free)

EtaBackupMember *eta_backup_member_parse (const char *name, const char *folder, EtaVault *vault);
GPtrArray *eta_backup_dup_members (EtaStore *store, GError **error);

/* How far it is, in steps that fit an int */
typedef struct {
  EtaProgress *progress; /* NULL: nobody looks */
  gint64 bytes;
} EtaBackupMeter;

void eta_backup_meter_begin (EtaBackupMeter *meter, EtaProgress *progress, gint64 bytes);
void eta_backup_meter_add (EtaBackupMeter *meter, gint64 bytes);

EtaBackupFacts *eta_backup_read (const char *path, const char *folder, EtaBackupMeter *meter,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
