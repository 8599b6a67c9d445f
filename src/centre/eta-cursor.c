/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How far a device has read: an epoch and a number, made opaque so that nobody computes one.
 */
#include "config.h"

#include "eta-cursor.h"

#include "eta-json.h"

#include <string.h>

/**
 * eta_cursor_new:
 *
 * Returns: (transfer full): the cursor after the write @seq of @epoch
 */
char *
eta_cursor_new (const char *epoch, gint64 seq)
{
  g_autofree char *plain = g_strdup_printf ("%s:%" G_GINT64_FORMAT, epoch, seq);
  char *cursor = g_base64_encode ((const guchar *) plain, strlen (plain));

  g_strdelimit (cursor, "+", '-');
  g_strdelimit (cursor, "/", '_');
  cursor[strcspn (cursor, "=")] = '\0';
  return cursor;
}

/**
 * eta_cursor_read:
 * @cursor: what a client gave back
 * @epoch: (out) (transfer full): its epoch
 * @seq: (out): its number
 *
 * Returns: %FALSE when it is no cursor of ours
 */
gboolean
eta_cursor_read (const char *cursor, char **epoch, gint64 *seq)
{
  g_autofree char *padded = g_strconcat (cursor, "===", NULL);
  g_autofree char *plain = NULL;
  char *colon;
  gsize length;
  guint64 number;

  padded[(strlen (cursor) + 3) / 4 * 4] = '\0';
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  plain = (char *) g_base64_decode (padded, &length);
  plain = g_realloc (plain, length + 1);
  plain[length] = '\0';
  colon = strchr (plain, ':');
  if (!colon || colon == plain || strlen (plain) != length ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 0, ETA_JSON_INT_MAX, &number, NULL))
    return FALSE;
  *epoch = g_strndup (plain, (gsize) (colon - plain));
  *seq = (gint64) number;
  return TRUE;
}
