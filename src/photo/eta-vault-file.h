/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *eta_vault_file_read (const char *path, gint64 limit, GError **error);
gboolean eta_vault_file_write (const char *path, const char *scratch, GBytes *bytes,
                               gboolean durable, GError **error);
gboolean eta_vault_file_fill (int fd, GBytes *bytes, gboolean durable);
gboolean eta_vault_file_link (const char *from, const char *to);
gboolean eta_vault_file_settle (const char *path, GError **error);
gboolean eta_vault_folder_make (const char *path, GError **error);

G_END_DECLS
