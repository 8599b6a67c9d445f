/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Places: the regency lies in the province, the province in the country. Codes are those of the
 * Ministry of Home Affairs with their dots ("71.72"), abroad ISO 3166-2. In Papua the Ministry's numbers
 * and the statistical office's clash, so a bare number there is asked for.
 */

static const char *
title_of (EtaCodes *codes, const char *code)
{
  const EtaCode *row = code ? eta_codes_find (codes, code) : NULL;

  return row ? eta_code_title (row, eta_words_language ()) : code;
}

static gboolean
is_bare_papua (const char *text)
{
  return strlen (text) == 4 && strspn (text, "0123456789") == 4 && text[0] == '9' &&
         text[1] >= '1' && text[1] <= '6';
}

static void
warn_unknown (EtaCheck *check, EtaCodes *codes, const char *text, const char *parent)
{
  const EtaCode *meant;

  if (is_bare_papua (text)) {
    eta_check_warn (
        check, _ ("“%s” means two different places in Papua. Choose the one by its name"), text);
    return;
  }
  eta_check_warn (check,
                  _ ("“%s” is not in the list, or fits two places. Choose the one that is "
                     "meant"),
                  text);
  meant = eta_codes_match (codes, text, parent);
  if (meant)
    eta_check_offer (check, eta_json_new_string (meant->code));
}

static void
check_within (EtaCheck *check, const EtaJson *value, const char *outer_path)
{
  EtaCodes *codes = eta_catalogue_codes_of (check->catalogue, check->field);
  const char *text = eta_json_string (value);
  const char *outer = eta_json_get_string (check->doc, outer_path);
  const EtaCode *code = codes ? eta_codes_find (codes, text) : NULL;

  if (codes && !code)
    warn_unknown (check, codes, text, outer);
  if (!code || !outer || !eta_codes_find (codes, outer) || g_strcmp0 (code->parent, outer) == 0)
    return;
  eta_check_error (check, _ ("%s does not lie in %s. Choose one of the two again"),
                   title_of (codes, text), title_of (codes, outer));
}

void
eta_check_province (EtaCheck *check, const EtaJson *value)
{
  check_within (check, value, "/country");
}

void
eta_check_regency (EtaCheck *check, const EtaJson *value)
{
  check_within (check, value, "/province");
}

void
eta_check_postcode (EtaCheck *check, const EtaJson *value)
{
  static const struct {
    const char *country, *pattern, *example;
  } forms[] = {
    { "ID", "^[0-9]{5}$", "95415" },
    { "MY", "^[0-9]{5}$", "88000" },
    { "PH", "^[0-9]{4}$", "9000" },
    { "BN", "^[A-Z]{2}[0-9]{4}$", "BS8611" },
  };
  const char *country = eta_json_get_string (check->doc, "/country");

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (country, forms[i].country) == 0 &&
        !g_regex_match_simple (forms[i].pattern, eta_json_string (value), 0, 0))
      eta_check_error (check, _ ("This is no postal code of the country. It looks like %s"),
                       forms[i].example);
}
