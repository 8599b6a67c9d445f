/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaIntake:
 *
 * Pictures on their way into the vault: from a file chooser, a drop or the clipboard. A file that looks
 * like an identity card is used only when the user says so. Main thread.
 *
 * Signals: "taken" (EtaPhotoJob *job, guint index), "failed" (const char *path or NULL, const char
 * *words), "progress" (eta_intake_get_done() and its like have changed).
 */
#define ETA_TYPE_INTAKE (eta_intake_get_type ())
G_DECLARE_FINAL_TYPE (EtaIntake, eta_intake, ETA, INTAKE, GObject)

EtaIntake *eta_intake_new (EtaVault *vault, GtkWidget *owner);
void eta_intake_choose (EtaIntake *self, gboolean several);
void eta_intake_take_files (EtaIntake *self, GSList *files);
void eta_intake_take_texture (EtaIntake *self, GdkTexture *texture);
void eta_intake_fail (EtaIntake *self, const char *path, const char *words);
void eta_intake_cancel (EtaIntake *self);
guint eta_intake_get_total (EtaIntake *self);
guint eta_intake_get_done (EtaIntake *self);

G_END_DECLS
