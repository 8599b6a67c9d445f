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

static const char *
find_fault (const EtaJson *value, const char *at, char **pointer)
{
  const char *fault = find_own_fault (value);
  guint index = 0;

  if (fault) {
    if (pointer)
      *pointer = g_strdup (at);
    return fault;
  }
  eta_json_foreach (child, value) {
    const char *key = eta_json_key (child);
    g_autofree char *number = key ? NULL : g_strdup_printf ("%u", index++);
    g_autofree char *below = eta_json_pointer_join (at, key ? key : number);

    fault = find_fault (child, below, pointer);
    if (fault)
      return fault;
  }
  return NULL;
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
  if (pointer)
    *pointer = NULL;
  return value ? find_fault (value, "", pointer) : NULL;
}
