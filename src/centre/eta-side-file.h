/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

/* What stands in the file `epoch` beside the database */
typedef struct {
  char *epoch;
  gint64 head;
  EtaJson *shared; /* {"EPOCH": SEQ}: how far other histories agree with this one */
} EtaSideFile;

EtaSideFile *eta_side_file_read (const char *folder);
void eta_side_file_free (EtaSideFile *self);
gboolean eta_side_file_write (const char *folder, const char *epoch, gint64 head,
                              const EtaJson *shared, GError **error);
gboolean eta_side_file_raise (const char *folder, const char *epoch, gint64 head, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSideFile, eta_side_file_free)

G_END_DECLS
