/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * NPWP, the tax number: 15 digits, of which the ninth closes a Luhn sum over the first nine. In the
 * form of 16 digits (PMK 112/2022) a firm's has a zero in front; a person's is the NIK, never kept.
 */

/* "NPWP 01.300.066.6-091.000" → "013000666091000"; of 16 digits a zero in front goes */
char *
eta_tidy_npwp (const char *text)
{
  const char *rest = text;
  g_autofree char *digits = NULL;

  if (g_ascii_strncasecmp (rest, "NPWP", 4) == 0)
    rest += 4 + strspn (rest + 4, " :.-=");
  digits = *rest ? eta_tidy_digits (rest) : g_strdup (text);
  if (strlen (digits) == 16 && digits[0] == '0' && strspn (digits, "0123456789") == 16)
    return g_strdup (digits + 1);
  return g_steal_pointer (&digits);
}

static gboolean
closes_luhn (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < 9; i++) {
    int digit = (digits[i] - '0') * (i % 2 ? 2 : 1);

    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 == 0;
}

void
eta_check_npwp (EtaCheck *check, const EtaJson *value)
{
  g_autofree char *tidied = eta_tidy_npwp (eta_json_string (value));
  gsize length = strlen (tidied);

  if (strspn (tidied, "0123456789") != length)
    eta_check_error (check, _ ("An NPWP has 15 digits and nothing else"));
  else if (length == 16)
    eta_check_error (check,
                     _ ("The tax number of a person is the NIK, which is never kept. Leave it "
                        "empty"));
  else if (length != 15)
    eta_check_error (check, _ ("An NPWP has 15 digits, this has %d"), (int) length);
  else if (!closes_luhn (tidied))
    eta_check_warn (check,
                    _ ("The check digit of this NPWP does not fit. Look for a typing error"));
}
