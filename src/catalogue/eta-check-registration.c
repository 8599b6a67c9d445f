/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Registers outside Indonesia. SSM (Malaysia, since 2019): YYYY TT NNNNNN, TT the kind of entity.
 * Brunei: P, RC or RFC and eight digits, on paper often "P/12,341/2011". DTI and SEC: free text.
 */

/* "P/12,341/2011" → "P00012341"; NULL when it is none of Brunei's */
static char *
tidy_brunei (const char *text)
{
  static const char *const letters[] = { "RFC", "RC", "P" };
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    const char *at = text + strlen (letters[i]);

    if (g_ascii_strncasecmp (text, letters[i], strlen (letters[i])) != 0 || g_ascii_isalpha (*at))
      continue;
    at += strspn (at, "/ -");
    for (; g_ascii_isdigit (*at) || ((*at == ',' || *at == '.') && g_ascii_isdigit (at[1])); at++)
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
    if (!digits->len || digits->len > 8 || strspn (at, "/ 0123456789") != strlen (at))
      return NULL;
    return g_strdup_printf ("%s%08d", letters[i], atoi (digits->str));
  }
  return NULL;
}

/* "2019 01 000005 (1312525-A)" → "201901000005"; NULL when it is none of SSM's */
static char *
tidy_ssm (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *at = text;

  for (; *at && *at != '('; at++) {
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
    else if (!strchr (" -", *at))
      return NULL;
  }
  return digits->len == 12 ? g_strdup (digits->str) : NULL;
}

char *
eta_tidy_registration (const char *text)
{
  char *tidied = tidy_brunei (text);

  if (!tidied)
    tidied = tidy_ssm (text);
  return tidied ? tidied : g_strdup (text);
}

static void
check_ssm (EtaCheck *check, const char *number)
{
  int entity;

  if (strlen (number) != 12 || strspn (number, "0123456789") != 12) {
    eta_check_error (check, _ ("An SSM number has 12 digits: year, kind and number"));
    return;
  }
  entity = (number[4] - '0') * 10 + number[5] - '0';
  if (entity < 1 || entity > 6)
    eta_check_error (check, _ ("The fifth and sixth digit of an SSM number are 01 to 06"));
  else if (strncmp (number, "1900", 4) < 0 ||
           g_ascii_strtoll (number, NULL, 10) / G_GINT64_CONSTANT (100000000) >
               g_date_get_year (&check->today))
    eta_check_error (check, _ ("An SSM number begins with the year of registration"));
}

static void
check_brunei (EtaCheck *check, const char *number)
{
  gsize letters = strcspn (number, "0123456789");
  g_autofree char *kind = g_strndup (number, letters);
  static const char *const kinds[] = { "P", "RC", "RFC", NULL };

  if (!g_strv_contains (kinds, kind) || strlen (number + letters) != 8 ||
      strspn (number + letters, "0123456789") != 8)
    eta_check_error (check, _ ("A Brunei number is P, RC or RFC and eight digits, like P00012341"));
}

void
eta_check_registration (EtaCheck *check, const EtaJson *value)
{
  const char *stored = eta_json_string (value);
  const char *kind = eta_json_get_string (check->doc, "/registration/kind");
  g_autofree char *tidied = eta_tidy_registration (stored);
  guint before = check->findings->len;

  if (!kind)
    eta_check_warn (check, _ ("Say which register this number is of"));
  else if (strcmp (kind, "ssm") == 0)
    check_ssm (check, tidied);
  else if (strcmp (kind, "brunei") == 0)
    check_brunei (check, tidied);
  if (strcmp (tidied, stored) == 0 || before != check->findings->len)
    return;
  eta_check_warn (check, _ ("Write the number as the register does"));
  eta_check_offer (check, eta_json_new_string (tidied));
}
