/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

char *fixture_folder_new (void);
void fixture_folder_free (char *folder);
char *fixture_write (const char *folder, const char *name, GBytes *bytes);

GdkPixbuf *fixture_pixbuf_new (int width, int height, gboolean alpha);
void fixture_add_noise (GdkPixbuf *pixbuf, int strength);
GBytes *fixture_save (GdkPixbuf *pixbuf, const char *type);
GBytes *fixture_jpeg_new (int width, int height);
GBytes *fixture_add_exif (GBytes *jpeg, guint orientation);
gboolean fixture_contains (GBytes *bytes, const char *needle);
