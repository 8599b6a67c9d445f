/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-row-words.h"

#include "eta-place.h"

#include <glib/gi18n.h>

const char *
eta_row_title_words (EtaRow *row)
{
  const char *title = eta_row_get_title (row);

  return title && *title ? title : _ ("Without a name");
}

/**
 * eta_row_state_words:
 *
 * Returns: (nullable): the state in the user's language, as the kind's table words it
 */
const char *
eta_row_state_words (EtaRow *row)
{
  const EtaField *field = eta_kind_field (eta_row_get_kind (row), "/state");

  const char *label = field ? eta_field_choice_label (field, eta_row_get_state (row)) : NULL;

  return label ? _ (label) : NULL;
}

const char *
eta_row_icon_name (EtaRow *row)
{
  const EtaPlace *place = eta_place_of_kind (eta_row_get_kind (row));

  return place ? place->icon : "dialog-warning-symbolic";
}

/**
 * eta_row_is_listing:
 *
 * Returns: whether the record is a business or a product: what has a state and a score, and what a
 *   user may delete
 */
gboolean
eta_row_is_listing (EtaRow *row)
{
  const EtaKind *kind = eta_row_get_kind (row);

  return kind->by_office && kind != &eta_kind_conflict;
}

/* Of what lies in the trash, first how long it still does */
static char *
dup_time_left (EtaRow *row)
{
  int days = eta_row_get_days_left (row);

  if (days == 0)
    return g_strdup (_ ("until the centre knows"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
}

/**
 * eta_row_dup_subtitle:
 *
 * Returns: (transfer full): what stands below the title; may be empty
 */
char *
eta_row_dup_subtitle (EtaRow *row)
{
  const char *subtitle = eta_row_get_subtitle (row) ? eta_row_get_subtitle (row) : "";
  g_autofree char *left = eta_row_is_deleted (row) ? dup_time_left (row) : NULL;

  if (!left)
    return g_strdup (subtitle);
  return *subtitle ? g_strdup_printf ("%s · %s", left, subtitle) : g_steal_pointer (&left);
}

/**
 * eta_row_dup_spoken:
 *
 * Returns: (transfer full): all that a line shows, for those who hear it
 */
char *
eta_row_dup_spoken (EtaRow *row)
{
  GString *words = g_string_new (eta_row_title_words (row));
  g_autofree char *subtitle = eta_row_dup_subtitle (row);
  const char *state = eta_row_state_words (row);

  if (*subtitle)
    g_string_append_printf (words, ", %s", subtitle);
  if (eta_row_is_listing (row)) {
    if (state)
      g_string_append_printf (words, ", %s", state);
    g_string_append (words, ", ");
    g_string_append_printf (words, _ ("%d of 100 points"), eta_row_get_score (row));
  }
  if (eta_row_is_waiting (row))
    g_string_append_printf (words, ", %s", _ ("waits to be sent"));
  return g_string_free (words, FALSE);
}
