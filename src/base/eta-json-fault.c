/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is JSON, but breaks the contract between the offices and the centre (I-JSON, NFC). */

static gboolean
is_nfc (const char *text)
{
  g_autofree char *normal = NULL;
  const char *p = text;

  while (*p && (guchar) *p < 0x80)
    p++;
  if (!*p)
    return TRUE;
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  return g_strcmp0 (normal, text) == 0;
}

static const char *
find_own_fault (const EtaJson *value)
{
  const char *key = eta_json_key (value);
  const char *text = eta_json_string (value);
  double number = _eta_json_number (value);

  if (key && !is_nfc (key))
    return N_ ("This name is not in Unicode’s normal form NFC");
  if (text && !is_nfc (text))
    return N_ ("This text is not in Unicode’s normal form NFC");
  if (number != trunc (number))
    return N_ ("This number is not whole");
  if (fabs (number) > ETA_JSON_INT_MAX)
    return N_ ("This number is too large");
  return NULL;
}

/* The way to what is found is written on the way back: nearly always nothing is. */
static const char *
find_fault (const EtaJson *value, GString *way)
{
  const char *fault = find_own_fault (value);
  guint index = 0;

  for (const EtaJson *child = eta_json_first (value); child && !fault;
       child = eta_json_next (child), index++) {
    fault = find_fault (child, way);
    if (fault)
      eta_json_pointer_prepend (way, eta_json_key (child), index);
  }
  return fault;
}

/**
 * eta_json_find_fault:
 * @value: (nullable): a document
 * @pointer: (out) (optional) (transfer full): where the fault is, %NULL when there is none
 *
 * Looks for what parses but breaks the contract with the centre: a number that is not whole or
 * beyond 2^53 - 1, a string or key that is not in NFC.
 *
 * Returns: (nullable) (transfer none): the first fault in words, untranslated but marked for
 * gettext; %NULL when all is well
 */
const char *
eta_json_find_fault (const EtaJson *value, char **pointer)
{
  g_autoptr (GString) way = g_string_new (NULL);
  const char *fault = value ? find_fault (value, way) : NULL;

  if (pointer)
    *pointer = fault ? g_strdup (way->str) : NULL;
  return fault;
}
