/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-date.h"
#include "eta-paper.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Papers: the layout of their numbers, and how long they last (domain.md, "Papers"). */

static void
check_pirt (EtaCheck *check, const char *number)
{
  g_autofree char *digits = eta_text_digits (number);
  g_autofree char *regency = NULL;
  EtaCodes *regions = eta_catalogue_get_codes (check->catalogue, "regions");

  if (strlen (digits) != 15) {
    eta_check_error (check, _ ("A P-IRT number has 15 digits, this has %d"), (int) strlen (digits));
    return;
  }
  regency = g_strdup_printf ("%.2s.%.2s", digits + 3, digits + 5);
  if (digits[0] < '1' || digits[0] > '8')
    eta_check_warn (check, _ ("The first digit of a P-IRT number is the packaging, 1 to 8"));
  else if (strncmp (digits + 1, "00", 2) == 0)
    eta_check_warn (check, _ ("The second and third digit of a P-IRT number are the kind of food"));
  else if (regions && !eta_codes_find (regions, regency))
    eta_check_warn (check,
                    _ ("The fourth to seventh digit of a P-IRT number are the regency. There is "
                       "none with %s"),
                    regency);
}

static void
check_bpom (EtaCheck *check, const char *number)
{
  g_autofree char *upper = g_ascii_strup (number, -1);
  const char *at = strstr (upper, "MD") ? strstr (upper, "MD") : strstr (upper, "ML");
  g_autofree char *digits = eta_text_digits (at);
  gsize length = strlen (digits);

  if (!at)
    eta_check_error (check, _ ("A BPOM number begins with MD or ML"));
  else if (length != 12 && length != 15)
    eta_check_error (check, _ ("A BPOM number has 12 or 15 digits, this has %d"), (int) length);
  else if (at[1] == 'L')
    eta_check_warn (check,
                    _ ("ML stands for imported food. Is that right for a product from here?"));
}

static void
check_halal (EtaCheck *check, const char *number)
{
  g_autofree char *upper = g_ascii_strup (number, -1);
  g_autofree char *digits = eta_text_digits (number);

  if (strstr (upper, "KH"))
    eta_check_error (check,
                     _ ("This is the number of a decree (KH), not of the certificate. It begins "
                        "with ID"));
  else if (strstr (upper, "ID") && strlen (digits) == 17)
    return;
  else if (strlen (digits) == 14)
    eta_check_warn (check, _ ("This is an old number of the MUI. New ones are ID and 17 digits"));
  else
    eta_check_error (check, _ ("A halal certificate has ID and 17 digits"));
}

static void
check_trademark (EtaCheck *check, const char *number)
{
  if (!g_regex_match_simple ("^IDM ?[0-9]{9}$", number, G_REGEX_CASELESS, 0))
    eta_check_warn (check,
                    _ ("A registered trademark is IDM and 9 digits. An application may stand "
                       "here until then"));
}

static void
check_sni (EtaCheck *check, const char *number)
{
  if (!g_regex_match_simple ("^SNI[ -]?(ISO[ -]?)?[0-9]{2,5}([-:.][0-9]+)*([-:][0-9]{4})$", number,
                             G_REGEX_CASELESS, 0))
    eta_check_warn (check, _ ("An SNI looks like SNI 01-2891-1992"));
}

void
eta_check_paper_number (EtaCheck *check, const EtaJson *value)
{
  static const struct {
    const char *kind;
    void (*func) (EtaCheck *check, const char *number);
  } kinds[] = {
    { "pirt", check_pirt },           { "bpom", check_bpom }, { "halal", check_halal },
    { "trademark", check_trademark }, { "sni", check_sni },
  };
  const char *kind = eta_json_get_string (check->entry, "/kind");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].kind) == 0)
      kinds[i].func (check, eta_json_string (value));
}

/* The years that a kind of paper lasts; 0: it has no end; -1: not known */
static int
lasting_years (const char *kind)
{
  if (g_strcmp0 (kind, "bpom") == 0)
    return 5;
  if (g_strcmp0 (kind, "trademark") == 0)
    return 10;
  return g_strcmp0 (kind, "halal") == 0 ? 0 : -1;
}

static void
check_span (EtaCheck *check, const GDate *end)
{
  int years = lasting_years (eta_json_get_string (check->entry, "/kind"));
  GDate issued;

  if (years == 0) {
    eta_check_warn (check, _ ("A halal certificate has no end date. Leave it empty"));
    return;
  }
  if (!eta_date_read (eta_json_get_string (check->entry, "/issued"), &issued))
    return;
  if (g_date_compare (end, &issued) < 0) {
    eta_check_error (check, _ ("This paper ends before it was issued"));
    return;
  }
  if (years < 0)
    return;
  g_date_add_years (&issued, years);
  if (g_date_compare (end, &issued) > 0)
    eta_check_warn (check,
                    g_dngettext (NULL, "Such a paper lasts %d year from the day it was issued",
                                 "Such a paper lasts %d years from the day it was issued", years),
                    years);
}

void
eta_check_paper_end (EtaCheck *check, const EtaJson *value)
{
  GDate end;

  if (eta_date_read (eta_json_string (value), &end))
    check_span (check, &end);
}

/* How long the paper still lasts, by its day or by its number */
static void
check_lasting (EtaCheck *check, const EtaJson *paper)
{
  GDate end;
  int days;

  if (!eta_paper_end (paper, &end))
    return;
  days = g_date_days_between (&check->today, &end);
  if (days < 0)
    eta_check_warn (check, _ ("This paper has ended. The listing says so until it is renewed"));
  else if (days <= 30)
    eta_check_warn (check,
                    g_dngettext (NULL, "This paper ends in %d day: it has to be renewed now",
                                 "This paper ends in %d days: it has to be renewed now", days),
                    days);
  else if (days <= 90)
    eta_check_warn (check, _ ("This paper ends in %d days. Think of renewing it"), days);
}

static void
check_paper (EtaCheck *check, const EtaJson *paper)
{
  static const char *const numbered[] = { "pirt", "bpom", "halal", "exempt", NULL };
  const char *kind = eta_json_get_string (paper, "/kind");

  if (kind && g_strv_contains (numbered, kind) &&
      eta_json_is_empty (eta_json_get (paper, "/number")))
    eta_check_warn (check, strcmp (kind, "exempt") == 0
                               ? _ ("Say in the number why no food permit is needed")
                               : _ ("This paper needs its number"));
  check_lasting (check, paper);
}

/* Called also where there is none: food has to have one. */
void
eta_check_papers (EtaCheck *check, const EtaJson *value)
{
  const char *outer = check->pointer;

  eta_json_foreach (paper, value) {
    g_autofree char *pointer = eta_json_pointer_join (outer, eta_json_key (paper));

    check->pointer = pointer;
    check_paper (check, paper);
  }
  check->pointer = outer;
  if (check->kind == &eta_kind_product && eta_product_is_food (check->doc) &&
      !eta_product_has_permit (check->doc, &check->today))
    eta_check_warn (check,
                    _ ("Food needs a P-IRT or BPOM number, or the reason why it needs none"));
}
