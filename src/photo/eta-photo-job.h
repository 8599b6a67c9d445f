/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-vault.h"

G_BEGIN_DECLS

/**
 * EtaPhotoJob:
 *
 * Several camera files on their way into the vault, two at a time, in the background.
 *
 * Input: vault, files. In progress: "done" of "total" (properties, notify in the main context).
 * Results: one for each file in the order of the files, a photo or an error. Signal "photo" (guint
 * index) as each one ends, "finished" at the end, also after cancelling. Lives on the main thread.
 */
#define ETA_TYPE_PHOTO_JOB (eta_photo_job_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoJob, eta_photo_job, ETA, PHOTO_JOB, GObject)

EtaPhotoJob *eta_photo_job_new (EtaVault *vault, char **paths);
void eta_photo_job_start (EtaPhotoJob *self);
void eta_photo_job_cancel (EtaPhotoJob *self);
guint eta_photo_job_get_total (EtaPhotoJob *self);
guint eta_photo_job_get_done (EtaPhotoJob *self);
gboolean eta_photo_job_is_finished (EtaPhotoJob *self);
const char *eta_photo_job_get_path (EtaPhotoJob *self, guint index);
const EtaPhoto *eta_photo_job_get_photo (EtaPhotoJob *self, guint index, const GError **error);

G_END_DECLS
