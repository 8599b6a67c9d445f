/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* NIB, the business licence number of Indonesia: 13 digits (PP 5/2021, OSS). */

/* What a number looks like when digits with blanks, dots or dashes between them are all there is. */
char *
eta_tidy_digits (const char *text)
{
  if (strspn (text, "0123456789 .-\t") != strlen (text))
    return g_strdup (text);
  return eta_text_digits (text);
}

/* "NIB: 9120.0012-34567" → "9120001234567" */
char *
eta_tidy_nib (const char *text)
{
  const char *rest = text;

  if (g_ascii_strncasecmp (rest, "NIB", 3) == 0)
    rest += 3 + strspn (rest + 3, " :.-=");
  return *rest ? eta_tidy_digits (rest) : g_strdup (text);
}

static gboolean
runs_evenly (const char *digits, int step)
{
  for (const char *at = digits + 1; *at; at++)
    if ((at[-1] - '0' + step) % 10 != *at - '0')
      return FALSE;
  return TRUE;
}

static void
check_length (EtaCheck *check, const char *digits, gsize length)
{
  g_autofree char *longer = NULL;

  switch (length) {
  case 12:
    eta_check_error (check,
                     _ ("An NIB has 13 digits, this has 12. Has a spreadsheet dropped the zero "
                        "in front?"));
    longer = g_strconcat ("0", digits, NULL);
    eta_check_offer (check, eta_json_new_string (longer));
    return;
  case 15:
    eta_check_error (check, _ ("An NIB has 13 digits, this has 15. Is it the tax number (NPWP)?"));
    return;
  case 16:
    eta_check_error (check, _ ("An NIB has 13 digits, this has 16. Is it the identity number of a "
                               "person (NIK)? That is never kept"));
    return;
  default:
    eta_check_error (check, _ ("An NIB has 13 digits, this has %d. Copy it again from OSS"),
                     (int) length);
  }
}

void
eta_check_nib (EtaCheck *check, const EtaJson *value)
{
  const char *stored = eta_json_string (value);
  g_autofree char *tidied = eta_tidy_nib (stored);
  gsize length = strlen (tidied);

  if (strspn (tidied, "0123456789") != length) {
    eta_check_error (check, _ ("An NIB has 13 digits and nothing else"));
    return;
  }
  if (length != 13) {
    check_length (check, tidied, length);
    return;
  }
  if (runs_evenly (tidied, 0) || runs_evenly (tidied, 1)) {
    eta_check_error (check, _ ("This is no real NIB. Copy it from OSS, or leave it empty"));
    return;
  }
  if (strcmp (tidied, stored) != 0) {
    eta_check_warn (check, _ ("Write the NIB in digits alone"));
    eta_check_offer (check, eta_json_new_string (tidied));
  }
}
