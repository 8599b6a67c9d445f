/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-backup.h"

G_BEGIN_DECLS

/**
 * EtaBackupJob:
 *
 * A backup that is being made, or one that is being restored: in a thread, with its progress. It lives
 * until it has ended, whoever lets go of it. Main thread.
 *
 * Signals: "progress" (double fraction); "done", once: the getters then say how it went.
 */
#define ETA_TYPE_BACKUP_JOB (eta_backup_job_get_type ())
G_DECLARE_FINAL_TYPE (EtaBackupJob, eta_backup_job, ETA, BACKUP_JOB, GObject)

EtaBackupJob *eta_backup_job_new_write (EtaStore *store, const char *path);
EtaBackupJob *eta_backup_job_new_restore (const char *path, const char *folder, gboolean replace);
void eta_backup_job_start (EtaBackupJob *self);
void eta_backup_job_cancel (EtaBackupJob *self);
const char *eta_backup_job_get_path (EtaBackupJob *self);
const char *eta_backup_job_get_folder (EtaBackupJob *self);
const EtaBackupFacts *eta_backup_job_get_facts (EtaBackupJob *self); /* NULL: it failed */
const GError *eta_backup_job_get_error (EtaBackupJob *self);
const char *eta_backup_job_get_aside (EtaBackupJob *self); /* where what stood there is now */

G_END_DECLS
