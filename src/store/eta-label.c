/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-label.h"

#include <glib/gi18n.h>

static EtaJson *
collect (EtaJson *take_format, va_list args)
{
  EtaJson *label = eta_json_new_array ();
  EtaJson *arg;

  eta_json_append (label, take_format);
  while ((arg = va_arg (args, EtaJson *)))
    eta_json_append (label, arg);
  return label;
}

/**
 * eta_label_new:
 * @format: of gettext's, marked by N_(), with a %s for each that follows
 * @...: (transfer full): words, or labels; %NULL at the end
 */
EtaJson *
eta_label_new (const char *format, ...)
{
  EtaJson *label;
  va_list args;

  va_start (args, format);
  label = collect (eta_json_new_string (format), args);
  va_end (args);
  return label;
}

/**
 * eta_label_new_counting:
 * @one: of ngettext's, marked together with @many by NP_(); a %u for each number that follows
 * @...: (transfer full): as eta_label_new() has them, and a number, which decides between the two
 */
EtaJson *
eta_label_new_counting (const char *one, const char *many, ...)
{
  EtaJson *format = eta_json_new_array ();
  EtaJson *label;
  va_list args;

  eta_json_append (format, eta_json_new_string (one));
  eta_json_append (format, eta_json_new_string (many));
  va_start (args, many);
  label = collect (format, args);
  va_end (args);
  return label;
}

/** eta_label_pack: Returns: (transfer full): @take_label as the catalogue keeps it */
char *
eta_label_pack (EtaJson *take_label)
{
  g_autoptr (EtaJson) label = take_label;

  return eta_json_canonical (label);
}

static const char *
translate (const char *text)
{
  return text && *text ? _ (text) : "";
}

static gulong
find_number (const EtaJson *label)
{
  eta_json_foreach (arg, label)
    if (eta_json_is (arg, ETA_JSON_NUMBER))
      return (gulong) eta_json_int (arg, 0);
  return 0;
}

static const char *
find_format (const EtaJson *label)
{
  const EtaJson *format = eta_json_first (label);
  const char *one = eta_json_get_string (format, "/0"), *many = eta_json_get_string (format, "/1");

  if (!eta_json_is (format, ETA_JSON_ARRAY))
    return translate (eta_json_string (format));
  return one && many && *one ? ngettext (one, many, find_number (label)) : "";
}

static const EtaJson *
get_arg (const EtaJson *label, guint64 index)
{
  const EtaJson *arg = eta_json_next (eta_json_first (label));

  while (arg && index-- > 0)
    arg = eta_json_next (arg);
  return arg;
}

static void append_arg (GString *words, const EtaJson *label, guint64 index);

/* Translators may change the order: "%2$s, %1$s". A text alone is taken as it is, with its percent signs. */
static char *
fill_in (const EtaJson *label)
{
  const char *format = find_format (label);
  GString *words = g_string_new (eta_json_size (label) > 1 ? NULL : format);
  guint64 next = 0;

  for (const char *c = words->len > 0 ? "" : format; *c; c++) {
    char *end;
    guint64 place;

    if (*c != '%' || !c[1]) {
      g_string_append_c (words, *c);
      continue;
    }
    place = g_ascii_strtoull (c + 1, &end, 10);
    c = *end == '$' && end[1] ? end + 1 : c + 1;
    if (*c == '%')
      g_string_append_c (words, '%');
    else
      append_arg (words, label, *end == '$' && place > 0 ? place - 1 : next++);
  }
  return g_string_free (words, FALSE);
}

static void
append_arg (GString *words, const EtaJson *label, guint64 index)
{
  const EtaJson *arg = get_arg (label, index);

  if (eta_json_is (arg, ETA_JSON_ARRAY)) {
    g_autofree char *within = fill_in (arg);
    g_string_append (words, within);
  } else if (eta_json_is (arg, ETA_JSON_NUMBER)) {
    g_string_append_printf (words, "%" G_GINT64_FORMAT, eta_json_int (arg, 0));
  } else if (eta_json_string (arg)) {
    g_string_append (words, eta_json_string (arg));
  }
}

/**
 * eta_label_unpack:
 * @packed: of eta_label_pack(), or a bare text
 *
 * Returns: (transfer full): to go into another label
 */
EtaJson *
eta_label_unpack (const char *packed)
{
  EtaJson *label = *packed == '[' ? eta_json_parse (packed, -1, NULL) : NULL;

  return label ? label : eta_label_new (packed, NULL);
}

/**
 * eta_label_dup_words:
 * @packed: (nullable): of eta_label_pack(), or a bare text; what an older version has written is read as it
 *   is, in the language that was the user's then
 *
 * Returns: (transfer full) (nullable): in the language of the user
 */
char *
eta_label_dup_words (const char *packed)
{
  g_autoptr (EtaJson) label = packed ? eta_label_unpack (packed) : NULL;

  return label ? fill_in (label) : NULL;
}
