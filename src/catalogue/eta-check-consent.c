/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-date.h"
#include "eta-gate.h"

#include <glib/gi18n.h>
#include <string.h>

/* Consents: their days make sense, and what is filled in has one (UU 27/2022). */

static void
check_days (EtaCheck *check, const EtaJson *consent)
{
  GDate given, other;

  if (!eta_date_read (eta_json_get_string (consent, "/given_on"), &given))
    return;
  if (g_date_compare (&given, &check->today) > 0)
    eta_check_error (check, _ ("This consent is given on a day still to come"));
  if (eta_date_read (eta_json_get_string (consent, "/withdrawn_on"), &other)) {
    if (g_date_compare (&other, &given) < 0)
      eta_check_error (check, _ ("This consent is withdrawn before it was given"));
    return;
  }
  if (eta_date_read (eta_json_get_string (consent, "/review_on"), &other) &&
      g_date_compare (&other, &check->today) < 0)
    eta_check_warn (check, _ ("It is time to look at this consent again: ask the person"));
}

/* The personal fields that are filled in and stay unpublished, as a list of labels */
static char *
list_uncovered (EtaCheck *check)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  eta_kind_foreach (field, check->kind)
  {
    const EtaJson *value;

    if (field->type == ETA_FIELD_KEYED || field->flags & ETA_FIELD_PRIVATE ||
        !(field->flags & ETA_FIELD_PERSONAL))
      continue;
    value = eta_field_get (field, check->doc);
    if (eta_json_is_empty (value) || eta_consent_covers (check->doc, field, value))
      continue;
    g_string_append (labels, labels->len ? ", " : "");
    g_string_append (labels, _ (field->label));
  }
  return labels->len ? g_strdup (labels->str) : NULL;
}

/* Called also where there is none. */
void
eta_check_consents (EtaCheck *check, const EtaJson *value)
{
  const char *outer = check->pointer;
  g_autofree char *uncovered = list_uncovered (check);

  if (uncovered)
    eta_check_warn (check, _ ("Not published for want of consent: %s"), uncovered);
  eta_json_foreach (consent, value) {
    g_autofree char *pointer = eta_json_pointer_join (outer, eta_json_key (consent));

    check->pointer = pointer;
    check_days (check, consent);
  }
  check->pointer = outer;
}
