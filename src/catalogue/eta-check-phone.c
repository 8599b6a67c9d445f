/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-phone.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Phone numbers as they stand in lists, to E.164. Without a country code they are Indonesian. */

typedef struct {
  const char *country;
  const char *prefix;
  guint least, most; /* digits with the prefix */
} Plan;

static const Plan plans[] = {
  { "ID", "62", 9, 15 },
  { "MY", "60", 10, 12 },
  { "PH", "63", 10, 12 },
  { "BN", "673", 10, 10 },
};

/* "8.52E+10": what is gone cannot be guessed */
static gboolean
is_destroyed (const char *text)
{
  const char *at = text + strspn (text, " ");
  gsize digits = strspn (at, "0123456789.,");

  at += digits;
  if (digits == 0 || (*at != 'E' && *at != 'e'))
    return FALSE;
  at += 1 + (at[1] == '+');
  digits = strspn (at, "0123456789");
  return digits > 0 && at[digits + strspn (at + digits, " ")] == '\0';
}

static const Plan *
find_plan (const char *digits)
{
  gsize length = strlen (digits);

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (g_str_has_prefix (digits, plans[i].prefix) && length >= plans[i].least &&
        length <= plans[i].most)
      return &plans[i];
  return NULL;
}

/* "62 0812…" and "+62 (0)812…" carry the trunk zero along */
static char *
drop_trunk_zero (const char *digits)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++) {
    gsize length = strlen (plans[i].prefix);

    if (g_str_has_prefix (digits, plans[i].prefix) && digits[length] == '0')
      return g_strconcat (plans[i].prefix, digits + length + 1, NULL);
  }
  return g_strdup (digits);
}

static char *
international (const char *digits)
{
  g_autofree char *bare = drop_trunk_zero (digits);
  gsize length = strlen (bare);

  return length >= 8 && length <= 15 ? g_strconcat ("+", bare, NULL) : NULL;
}

/* One number, or NULL */
static char *
read_number (const char *text)
{
  g_autofree char *digits = eta_text_digits (text);
  g_autofree char *national = NULL;
  gsize length = strlen (digits);

  if (length < 7 || length > 17 || is_destroyed (text))
    return NULL;
  if (strchr (text, '+'))
    return international (digits);
  if (g_str_has_prefix (digits, "00"))
    return international (digits + 2);
  if (digits[0] == '0' && length >= 9 && length <= 14)
    national = g_strconcat ("62", digits + 1, NULL);
  else if (digits[0] == '8' && length >= 9 && length <= 13)
    national = g_strconcat ("62", digits, NULL);
  else
    national = drop_trunk_zero (digits);
  return find_plan (national) ? g_strconcat ("+", national, NULL) : NULL;
}

static void
add_number (GPtrArray *numbers, const char *text)
{
  char *number = read_number (text);

  if (number && !g_ptr_array_find_with_equal_func (numbers, number, g_str_equal, NULL))
    g_ptr_array_add (numbers, number);
  else
    g_free (number);
}

/* Two numbers with a blank between them: each word is long enough by itself. */
static void
add_part (GPtrArray *numbers, const char *part)
{
  g_autofree char *digits = eta_text_digits (part);
  g_auto (GStrv) words = NULL;

  if (strlen (digits) < 17) {
    add_number (numbers, part);
    return;
  }
  words = g_strsplit_set (part, " ", -1);
  for (guint i = 0; words[i]; i++)
    add_number (numbers, words[i]);
}

/**
 * eta_phone_split:
 * @text: (nullable): a cell: "0812-3456-7890 / (0335) 428738"
 *
 * Returns: (transfer full): the numbers in it, in E.164, each once; never %NULL
 */
char **
eta_phone_split (const char *text)
{
  static GRegex *apart;
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  if (g_once_init_enter (&apart))
    g_once_init_leave (&apart, g_regex_new ("[/,;|\\n&]|\\b(?:atau|dan|or|and)\\b",
                                            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  parts = g_regex_split (apart, text ? text : "", 0);
  for (guint i = 0; parts[i]; i++)
    add_part (numbers, parts[i]);
  g_ptr_array_add (numbers, NULL);
  return (char **) g_ptr_array_steal (numbers, NULL);
}

/* The first number in it; what is none stays as it is, and is refused by the type. */
char *
eta_tidy_phone (const char *text)
{
  g_auto (GStrv) numbers = eta_phone_split (text);

  return g_strdup (numbers[0] ? numbers[0] : text);
}

void
eta_check_phone (EtaCheck *check, const EtaJson *value)
{
  const char *number = eta_json_string (value) + 1;
  const char *country = eta_json_get_string (check->doc, "/country");
  const Plan *plan = find_plan (number);
  const Plan *home = NULL;
  g_autofree char *other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++) {
    if (g_strcmp0 (plans[i].country, country) == 0)
      home = &plans[i];
    if (!plan && g_str_has_prefix (number, plans[i].prefix)) {
      eta_check_warn (check,
                      _ ("This number is shorter or longer than such numbers are. Ring it up"));
      return;
    }
  }
  if (!home || home == plan || g_strcmp0 (plan ? plan->country : NULL, "ID") != 0)
    return;
  eta_check_warn (check, _ ("This number has the country code of Indonesia. Is that right?"));
  other = g_strconcat ("+", home->prefix, number + 2, NULL);
  if (find_plan (other + 1) == home)
    eta_check_offer (check, eta_json_new_string (other));
}
