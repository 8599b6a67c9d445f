/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-group.h"

#include "eta-number.h"

#include <string.h>

/* Fields of one group as people read them together: a price with its unit, an amount in its unit. */

/* The decimal at @group/@key: a string, or a whole number; NULL: none that can be read */
static char *
dup_decimal (const EtaJson *doc, const char *group, const char *key)
{
  g_autofree char *pointer = g_strdup_printf ("/%s/%s", group, key);
  const EtaJson *value = eta_json_get (doc, pointer);

  if (eta_json_is (value, ETA_JSON_NUMBER))
    return g_strdup_printf ("%" G_GINT64_FORMAT, eta_json_int (value, 0));
  return eta_decimal_is_valid (eta_json_string (value)) ? g_strdup (eta_json_string (value)) : NULL;
}

static const char *
get_word (const EtaJson *doc, const char *group, const char *key)
{
  g_autofree char *pointer = g_strdup_printf ("/%s/%s", group, key);
  const char *word = eta_json_get_string (doc, pointer);

  return word && *word ? word : NULL;
}

static const char *
unit_title (EtaCatalogue *catalogue, const char *unit, const char *language)
{
  EtaCodes *units = eta_catalogue_get_codes (catalogue, "units");
  const EtaCode *code = units && unit ? eta_codes_find (units, unit) : NULL;

  return code ? eta_code_title (code, language) : unit;
}

/* English alone of the four languages changes a unit with its number; the list's units are all regular,
 * but for those that count by themselves. */
static char *
dup_plural (const char *unit, const char *amount, const char *language)
{
  static const char *const same[] = { "dozen", "gross", "percent", NULL };

  if ((language && strcmp (language, "en") != 0) || strcmp (amount, "1") == 0 ||
      g_strv_contains (same, unit))
    return g_strdup (unit);
  return g_strconcat (unit, g_str_has_suffix (unit, "x") ? "es" : "s", NULL);
}

static char *
format_carton (const EtaJson *doc, const char *language)
{
  static const char *const sides[] = { "length", "width", "height" };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autofree char *side = dup_decimal (doc, "carton_cm", sides[i]);
    g_autofree char *shown = side ? eta_decimal_format (side, language) : NULL;

    if (!shown)
      return NULL;
    g_string_append_printf (out, "%s%s", i ? " × " : "", shown);
  }
  g_string_append (out, " cm");
  return g_strdup (out->str);
}

/**
 * eta_group_format:
 * @doc: (nullable): a product's document
 * @group: "price", "fob", "net", "moq", "capacity", "shelf_life" or "carton_cm"
 * @language: (nullable): the reader's language
 *
 * Returns: (transfer full) (nullable): "Rp 45.000 / kilogram", "10 karton", "30 × 20 × 15 cm"; %NULL
 *   where there is no amount
 */
char *
eta_group_format (EtaCatalogue *catalogue, const EtaJson *doc, const char *group,
                  const char *language)
{
  g_autofree char *amount = NULL;
  g_autofree char *number = NULL;
  const char *currency, *code, *unit;

  if (strcmp (group, "carton_cm") == 0)
    return format_carton (doc, language);
  amount = dup_decimal (doc, group, "amount");
  if (!amount)
    return NULL;
  currency = get_word (doc, group, "currency");
  code = get_word (doc, group, "unit");
  unit = unit_title (catalogue, code, language);
  number = eta_money_format (amount, currency, language);
  if (!unit)
    return g_steal_pointer (&number);
  if (currency)
    return g_strdup_printf ("%s / %s", number, unit);

  if (strcmp (unit, code) == 0) /* a unit that the list does not know */
    return g_strdup_printf ("%s %s", number, unit);

  g_autofree char *units = dup_plural (unit, amount, language);
  return g_strdup_printf ("%s %s", number, units);
}
