/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Latitude and longitude: one cell may hold both, in degrees or in degrees, minutes and seconds. */

typedef struct {
  const char *country;
  double south, north, west, east; /* degrees */
} Box;

static const Box boxes[] = {
  { "ID", -11.0, 6.1, 95.0, 141.1 },
  { "MY", 0.8, 7.6, 99.5, 119.4 },
  { "BN", 4.0, 5.1, 114.0, 115.4 },
  { "PH", 4.2, 21.3, 116.0, 127.0 },
};

/* "1°28'29.4\"N": degrees, minutes and seconds */
static gboolean
read_sexagesimal (const char *text, double *degree)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *side = NULL;
  double part[3] = { 0 };

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^\\s*(\\d{1,3})\\s*°\\s*(\\d{1,2})\\s*['′’]\\s*"
                                            "(?:(\\d{1,2}(?:[.,]\\d+)?)\\s*(?:\"|″|”|''))?\\s*"
                                            "(N|S|E|W|LU|LS|BT|BB)?\\s*$",
                                            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  for (int i = 0; i < 3; i++) {
    g_autofree char *digits = g_match_info_fetch (match, i + 1);

    if (digits)
      part[i] = g_ascii_strtod (g_strdelimit (digits, ",", '.'), NULL);
  }
  *degree = part[0] + part[1] / 60 + part[2] / 3600;
  side = g_match_info_fetch (match, 4);
  if (side && *side && strstr ("S LS W BB s ls w bb", side))
    *degree = -*degree;
  return TRUE;
}

/* The two halves of a cell that holds both, else the cell itself. Where numbers have points, a comma
 * parts them; where they have commas, only a blank or a semicolon can. */
static char *
pick_half (const char *text, guint which)
{
  const char *apart = strchr (text, '.') || strchr (text, '\'') ? "[,;]\\s*|\\s+" : ";\\s*|\\s+";
  g_autofree char *trimmed = eta_text_trim (text);
  g_auto (GStrv) halves = NULL;

  if (strstr (trimmed, "°"))
    apart = "[,;]\\s*|(?<=[NSEWUT])\\s+";
  halves = g_regex_split_simple (apart, trimmed, G_REGEX_CASELESS, 0);
  if (g_strv_length (halves) != 2 || !*halves[0] || !*halves[1])
    return g_steal_pointer (&trimmed);
  return g_strdup (halves[which]);
}

static char *
tidy_degree (const char *text, guint which)
{
  g_autofree char *half = pick_half (text, which);
  double degree;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!read_sexagesimal (half, &degree))
    return g_steal_pointer (&half);
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.6f", degree));
}

/* "1.474830, 124.842079" → "1.474830" */
char *
eta_tidy_lat (const char *text)
{
  return tidy_degree (text, 0);
}

/* "1.474830, 124.842079" → "124.842079" */
char *
eta_tidy_lon (const char *text)
{
  return tidy_degree (text, 1);
}

static gboolean
lies_within (const Box *box, double lat, double lon)
{
  return lat >= box->south && lat <= box->north && lon >= box->west && lon <= box->east;
}

void
eta_check_position (EtaCheck *check, const EtaJson *value)
{
  const EtaJson *lat = eta_json_get (check->doc, "/lat");
  const EtaJson *lon = eta_json_get (check->doc, "/lon");
  const char *country = eta_json_get_string (check->doc, "/country");
  double y = eta_json_int (lat, 0) / 1e6, x = eta_json_int (lon, 0) / 1e6;

  if (!eta_json_is (lat, ETA_JSON_NUMBER) || !eta_json_is (lon, ETA_JSON_NUMBER)) {
    eta_check_warn (check, _ ("A position needs both latitude and longitude"));
    return;
  }
  if (value != lat)
    return; /* said once, at the latitude */
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++) {
    if (g_strcmp0 (boxes[i].country, country) != 0 || lies_within (&boxes[i], y, x))
      continue;
    if (lies_within (&boxes[i], x, y))
      eta_check_error (check, _ ("Latitude and longitude seem to be exchanged"));
    else
      eta_check_error (check, _ ("This position lies outside the country. Look at its sign and its "
                                 "decimal point"));
  }
}
