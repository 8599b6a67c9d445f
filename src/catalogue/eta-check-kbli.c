/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * KBLI, the field of business: five digits of the edition of 2020 or 2025. Of the codes that stand in
 * both, fewer than half mean the same, so a code without its version says nothing.
 */

/* The first word of five digits: "10761 - Industri kopi" → "10761"; words alone stay for the list. */
char *
eta_tidy_kbli (const char *text)
{
  for (const char *at = text; *at;) {
    gsize length = strspn (at, "0123456789");

    if (length == 5)
      return g_strndup (at, 5);
    at += MAX (length, 1);
  }
  return g_strdup (text);
}

void
eta_check_kbli (EtaCheck *check, const EtaJson *value)
{
  const char *code = eta_json_string (value);
  gsize digits = strspn (code, "0123456789");

  if (digits == 4 && !code[digits]) {
    g_autofree char *longer = g_strconcat ("0", code, NULL);

    eta_check_error (check,
                     _ ("A KBLI code has 5 digits, this has 4. Has a spreadsheet dropped the "
                        "zero in front?"));
    eta_check_offer (check, eta_json_new_string (longer));
    return;
  }
  if (digits != 5 || code[digits]) {
    eta_check_error (check, _ ("A KBLI code has 5 digits"));
    return;
  }
  if (!eta_json_get_string (check->doc, "/kbli_version"))
    eta_check_warn (check,
                    _ ("Say whether the code is of KBLI 2020 or 2025: many changed meaning"));
}
