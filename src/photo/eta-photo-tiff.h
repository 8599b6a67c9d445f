/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_TIFF_WIDTH 0x0100
#define ETA_TIFF_HEIGHT 0x0101
#define ETA_TIFF_ORIENTATION 0x0112

gboolean eta_tiff_get (const guint8 *data, gsize size, guint tag, guint32 *value);

G_END_DECLS
