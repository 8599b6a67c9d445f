/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include <glib/gi18n.h>
#include <string.h>

/* GTIN, the number below a barcode: 8, 12, 13 or 14 digits with weights 3 and 1 (GS1 General
 * Specifications, 7.9). The prefix tells where the number was given out, not where the goods are from. */

static int
check_digit (const char *digits, gsize length)
{
  int sum = 0;

  for (gsize i = 0; i + 1 < length; i++)
    sum += (digits[i] - '0') * ((length - 1 - i) % 2 ? 3 : 1);
  return (10 - sum % 10) % 10;
}

void
eta_check_gtin (EtaCheck *check, const EtaJson *value)
{
  const char *code = eta_json_string (value);
  gsize length = strspn (code, "0123456789");

  if (code[length] || (length != 8 && length != 12 && length != 13 && length != 14)) {
    eta_check_error (check, _ ("A barcode has 8, 12, 13 or 14 digits"));
    return;
  }
  if (check_digit (code, length) != code[length - 1] - '0') {
    eta_check_error (check,
                     _ ("The last digit of this barcode does not fit. Read it again from the "
                        "pack"));
    return;
  }
  if (length == 13 && code[0] == '2')
    eta_check_warn (check,
                    _ ("Numbers that begin with 2 are for use inside one shop. Buyers cannot "
                       "look it up"));
}
