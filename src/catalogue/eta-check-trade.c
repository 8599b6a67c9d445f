/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-date.h"
#include "eta-number.h"
#include "eta-paper.h"

#include <glib/gi18n.h>
#include <string.h>

/* Amounts, units and days of an offer. Amounts are compared as doubles: only to warn. */

/* Units that can be told in one another, of UN/CEFACT Recommendation 20 */
static const struct {
  const char *unit;
  const char *base;
  double factor;
} units[] = {
  { "KGM", "GRM", 1000 }, { "GRM", "GRM", 1 },   { "TNE", "GRM", 1e6 }, { "LTR", "MLT", 1000 },
  { "MLT", "MLT", 1 },    { "MTQ", "MLT", 1e6 }, { "MTR", "CMT", 100 }, { "CMT", "CMT", 1 },
  { "H87", "H87", 1 },    { "PR", "H87", 2 },    { "DZN", "H87", 12 },  { "GRO", "H87", 144 },
};

static const char *
base_of (const char *unit, double *factor)
{
  *factor = 1;
  for (guint i = 0; unit && i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, unit) == 0) {
      *factor = units[i].factor;
      return units[i].base;
    }
  return unit;
}

static double
amount_of (const EtaJson *value)
{
  const char *text = eta_json_string (value);

  return text ? g_ascii_strtod (text, NULL) : (double) eta_json_int (value, 0);
}

void
eta_check_positive (EtaCheck *check, const EtaJson *value)
{
  if (!(amount_of (value) > 0))
    eta_check_error (check, _ ("This must be more than zero"));
}

void
eta_check_moq (EtaCheck *check, const EtaJson *value)
{
  const EtaJson *capacity = eta_json_get (check->doc, "/capacity/amount");
  double wanted, made;
  const char *wanted_in = base_of (eta_json_get_string (check->doc, "/moq/unit"), &wanted);
  const char *made_in = base_of (eta_json_get_string (check->doc, "/capacity/unit"), &made);

  eta_check_positive (check, value);
  if (eta_json_is_empty (capacity) || g_strcmp0 (wanted_in, made_in) != 0)
    return;
  wanted *= amount_of (value);
  made *= amount_of (capacity);
  if (made > 0 && wanted > 12 * made)
    eta_check_warn (check, _ ("The smallest order is more than a year's production. Look at both "
                              "again"));
}

void
eta_check_moq_unit (EtaCheck *check, const EtaJson *value)
{
  const char *unit = eta_json_string (value);
  const char *priced = eta_json_get_string (check->doc, "/price/unit");
  double factor;

  eta_check_known (check, unit);
  if (priced && *priced && strcmp (base_of (unit, &factor), base_of (priced, &factor)) != 0)
    eta_check_warn (check, _ ("The smallest order and the price are in units that do not fit each "
                              "other"));
}

void
eta_check_fob_end (EtaCheck *check, const EtaJson *value)
{
  GDate end;

  if (eta_date_read (eta_json_string (value), &end) && g_date_compare (&end, &check->today) < 0)
    eta_check_error (check, _ ("This price has run out. Ask for a new one, or take it out"));
}

/* Food that travels by sea must outlast its making and 30 days under way. */
void
eta_check_shelf_life (EtaCheck *check, const EtaJson *value)
{
  const char *unit = eta_json_get_string (check->doc, "/shelf_life/unit");
  gint64 days = eta_json_int (value, 0) * (g_strcmp0 (unit, "MON") == 0 ? 30 : 1);
  gint64 lead = eta_json_get_int (check->doc, "/lead_days", 0);

  if (!unit)
    eta_check_warn (check, _ ("Say whether these are days or months"));
  else if (eta_product_is_food (check->doc) && days < lead + 30)
    eta_check_warn (check, _ ("For a journey by sea food should last %d days or longer"),
                    (int) lead + 30);
}

/* An end that comes before its beginning */
void
eta_check_ends (EtaCheck *check, const EtaJson *value)
{
  const char *path = strcmp (check->field->path, "/ends_on") == 0 ? "/starts_on" : "/published_on";
  const char *begins = eta_json_get_string (check->doc, path);
  GDate from, to;

  if (eta_date_read (begins, &from) && eta_date_read (eta_json_string (value), &to) &&
      g_date_compare (&to, &from) < 0)
    eta_check_error (check, _ ("This day comes before the beginning"));
}
