/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * HS, the customs code: six digits of HS 2022, or eight of a national tariff (BTKI, AHTN), of which the
 * first six are looked at. Its chapter has to suit the category.
 */

/* "HS 0901.21.10" → "09012110" */
char *
eta_tidy_hs (const char *text)
{
  const char *rest = text;

  if (g_ascii_strncasecmp (rest, "HS", 2) == 0)
    rest += 2 + strspn (rest + 2, " :.-=");
  return *rest ? eta_tidy_digits (rest) : g_strdup (text);
}

/* Chapters of food: 02–04 and 07–24; of craft and textiles: domain.md */
static gboolean
suits (int chapter, const char *category)
{
  static const int craft[] = { 44, 46, 69, 71, 94, 97 };
  gboolean food = g_str_has_prefix (category, "food") || g_str_has_prefix (category, "fishery");

  if (food)
    return (chapter >= 2 && chapter <= 4) || (chapter >= 7 && chapter <= 24);
  if (!g_str_has_prefix (category, "craft") && !g_str_has_prefix (category, "textile"))
    return TRUE;
  if (chapter >= 57 && chapter <= 63)
    return TRUE;
  if (g_str_has_prefix (category, "textile"))
    return chapter >= 50 && chapter <= 56;
  for (guint i = 0; i < G_N_ELEMENTS (craft); i++)
    if (craft[i] == chapter)
      return TRUE;
  return FALSE;
}

static void
check_chapter (EtaCheck *check, const char *code)
{
  const char *category = eta_json_get_string (check->doc, "/category");
  int chapter = (code[0] - '0') * 10 + code[1] - '0';

  if (chapter < 1 || chapter > 97 || chapter == 77)
    eta_check_error (check, _ ("There is no chapter %02d in the HS"), chapter);
  else if (category && !suits (chapter, category))
    eta_check_warn (check, _ ("Chapter %02d does not suit the category. Look at both again"),
                    chapter);
}

/* A heading that a complete list has, whose subheading it has not, is a typing error. */
static void
check_listed (EtaCheck *check, const char *code)
{
  EtaCodes *codes = eta_catalogue_codes_of (check->catalogue, check->field);
  g_autofree char *six = g_strndup (code, 6);

  if (codes && eta_codes_get_size (codes) > 5000 && !eta_codes_find (codes, six))
    eta_check_warn (check, _ ("HS %s is not in the list. Look for a typing error"), six);
}

void
eta_check_hs (EtaCheck *check, const EtaJson *value)
{
  const char *code = eta_json_string (value);
  gsize digits = strspn (code, "0123456789");

  if (code[digits] || (digits != 6 && digits != 8)) {
    g_autofree char *longer = digits == 5 || digits == 7 ? g_strconcat ("0", code, NULL) : NULL;

    eta_check_error (check, _ ("An HS code has 6 digits, or 8 of the national tariff"));
    if (longer && !code[digits])
      eta_check_offer (check, eta_json_new_string (longer));
    return;
  }
  check_chapter (check, code);
  check_listed (check, code);
  if (digits == 8)
    eta_check_warn (check, _ ("The first 6 digits were looked at. The last 2 are the national "
                              "tariff's: not checked"));
  if (!eta_json_get_string (check->doc, "/hs_version"))
    eta_check_warn (check, _ ("Say of which year the HS is"));
}
