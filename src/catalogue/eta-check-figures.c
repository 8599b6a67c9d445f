/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-number.h"
#include "eta-score.h"

#include <glib/gi18n.h>
#include <string.h>

/* Years, workers and the scale of a business. */

#define BILLION G_GINT64_CONSTANT (1000000000)

/* PP 7/2021 article 35: sales of a year; of a new business, capital without land and buildings */
static const struct {
  const char *scale;
  gint64 sales, capital;
} limits[] = {
  { "micro", 2 * BILLION, 1 * BILLION },
  { "small", 15 * BILLION, 5 * BILLION },
  { "medium", 50 * BILLION, 10 * BILLION },
};

/* NULL with @known: larger than medium; NULL without: there is nothing to tell by */
static const char *
compute_scale (const EtaJson *business, gboolean *known)
{
  gint64 sales = eta_json_get_int (business, "/turnover", -1);
  gint64 capital = eta_json_get_int (business, "/capital", -1);

  *known = sales >= 0 || capital >= 0;
  for (guint i = 0; *known && i < G_N_ELEMENTS (limits); i++)
    if (sales >= 0 ? sales <= limits[i].sales : capital <= limits[i].capital)
      return limits[i].scale;
  return NULL;
}

/**
 * eta_scale:
 * @business: (nullable): a business's document
 *
 * The scale of a business by PP 7/2021 article 35: by its yearly sales, else by its capital; where
 * neither is known, as it was typed.
 *
 * Returns: (nullable): "micro", "small" or "medium"; %NULL: larger, or nothing is known
 */
const char *
eta_scale (const EtaJson *business)
{
  gboolean known;
  const char *scale = compute_scale (business, &known);
  const char *stated = eta_json_get_string (business, "/scale");

  for (guint i = 0; !known && stated && i < G_N_ELEMENTS (limits); i++)
    if (strcmp (limits[i].scale, stated) == 0)
      return limits[i].scale;
  return scale;
}

void
eta_check_scale (EtaCheck *check, const EtaJson *value)
{
  gboolean known;
  const char *scale = compute_scale (check->doc, &known);
  const char *label =
      scale ? eta_field_choice_label (check->field, scale) : N_ ("larger than medium");

  if (!known || g_strcmp0 (scale, eta_json_string (value)) == 0)
    return;
  eta_check_warn (check, _ ("By its sales or capital this business is: %s. Look at both again"),
                  _ (label));
  if (scale)
    eta_check_offer (check, eta_json_new_string (scale));
}

void
eta_check_year (EtaCheck *check, const EtaJson *value)
{
  if (eta_json_int (value, 0) > g_date_get_year (&check->today))
    eta_check_error (check, _ ("This year is still to come"));
}

static gint64
count_workers (const EtaJson *doc, gboolean *counted)
{
  const EtaJson *male = eta_json_get (doc, "/workers_male");
  const EtaJson *female = eta_json_get (doc, "/workers_female");

  *counted = eta_json_is (male, ETA_JSON_NUMBER) && eta_json_is (female, ETA_JSON_NUMBER);
  return MAX (eta_json_int (male, 0) + eta_json_int (female, 0),
              eta_json_get_int (doc, "/workers", 0));
}

void
eta_check_workers (EtaCheck *check, const EtaJson *value)
{
  gboolean counted;
  gint64 all = count_workers (check->doc, &counted);
  gint64 apart = eta_json_get_int (check->doc, "/workers_male", 0) +
                 eta_json_get_int (check->doc, "/workers_female", 0);

  if (strcmp (check->field->path, "/workers") == 0 && counted && eta_json_int (value, 0) != apart) {
    eta_check_warn (check, _ ("Men and women together make another number"));
    eta_check_offer (check, eta_json_new_int (apart));
  }
  if (all > 100 && eta_json_int (value, 0) * 2 >= all &&
      g_strcmp0 (eta_scale (check->doc), "micro") == 0)
    eta_check_warn (check, _ ("More than 100 people in a micro business? Look again"));
}
