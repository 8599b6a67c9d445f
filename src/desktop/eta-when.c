/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-when.h"

#include <glib/gi18n.h>

/**
 * eta_when_words:
 * @seconds: since 1970
 *
 * Returns: (transfer full): the time in the user's zone and words; of today, by the hour alone
 */
char *
eta_when_words (gint64 seconds)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (!then)
    return g_strdup ("");
  if (g_date_time_get_year (then) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: the time of a change of today; %%H:%%M is the hour, see g_date_time_format() */
    return g_date_time_format (then, _ ("Today %H:%M"));
  /* Translators: the time of a change, as strftime; 23 Nov 2026 14:05 */
  return g_date_time_format (then, _ ("%-d %b %Y %H:%M"));
}
