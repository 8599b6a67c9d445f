/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * EtaOutFile:
 *
 * A file that goes out: written under another name beside its own, and named at the end. So what
 * stood there stays whole until the new one is, and a failure or a cancel leaves nothing behind.
 * Owned by one thread.
 */
typedef struct _EtaOutFile EtaOutFile;

EtaOutFile *eta_out_file_new (const char *path, gboolean personal, GError **error);
void eta_out_file_free (EtaOutFile *self);
const char *eta_out_file_get_path (EtaOutFile *self); /* where it is written for the time being */
gboolean eta_out_file_write (EtaOutFile *self, const void *data, gsize length, GError **error);
gboolean eta_out_file_settle (EtaOutFile *self, GError **error);
gboolean eta_out_file_commit (EtaOutFile *self, GError **error);
gboolean eta_out_file_fail (EtaOutFile *self, int number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaOutFile, eta_out_file_free)

G_END_DECLS
