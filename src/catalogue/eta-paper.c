/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-paper.h"

#include "eta-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* What can be said of a paper of a business or a product, for checks, scores and the gallery alike. */

/* The year that a P-IRT ends stands in its last two digits. */
static gboolean
read_pirt_end (const EtaJson *paper, GDate *end)
{
  const char *number = eta_json_get_string (paper, "/number");
  const char *kind = eta_json_get_string (paper, "/kind");
  const char *digits = number;
  gsize length = 0;

  if (g_strcmp0 (kind, "pirt") != 0 || !number)
    return FALSE;
  for (; *digits; digits++)
    length += g_ascii_isdigit (*digits) != 0;
  if (length != 15 || !g_ascii_isdigit (digits[-1]) || !g_ascii_isdigit (digits[-2]))
    return FALSE;
  g_date_set_dmy (end, 31, 12, 2000 + atoi (digits - 2));
  return TRUE;
}

/**
 * eta_paper_end:
 * @paper: (nullable): an entry of "papers"
 * @end: (out): the last day that it is valid
 *
 * Returns: whether it has an end: its "valid_until", or the year in a P-IRT's number
 */
gboolean
eta_paper_end (const EtaJson *paper, GDate *end)
{
  return eta_date_read (eta_json_get_string (paper, "/valid_until"), end) ||
         read_pirt_end (paper, end);
}

/**
 * eta_paper_state:
 * @paper: an entry of "papers"
 * @today: the day to judge by
 *
 * Returns: an end that is near or past before anything else, then whether it was seen
 */
EtaPaperState
eta_paper_state (const EtaJson *paper, const GDate *today)
{
  const char *seen = eta_json_get_string (paper, "/seen_by");
  GDate end;
  gboolean ends = eta_paper_end (paper, &end);

  if (ends && g_date_compare (&end, today) < 0)
    return ETA_PAPER_ENDED;
  if (ends && g_date_days_between (today, &end) <= 90)
    return ETA_PAPER_ENDING;
  if (!seen || !*seen)
    return ETA_PAPER_NOT_SEEN;
  return ends ? ETA_PAPER_VALID : ETA_PAPER_NO_END;
}

/** eta_paper_state_label: Returns: the state in words, not yet translated */
const char *
eta_paper_state_label (EtaPaperState state)
{
  static const char *const labels[] = {
    [ETA_PAPER_NOT_SEEN] = N_ ("Not seen"), [ETA_PAPER_NO_END] = N_ ("No end date"),
    [ETA_PAPER_VALID] = N_ ("Valid"),       [ETA_PAPER_ENDING] = N_ ("Ends within 90 days"),
    [ETA_PAPER_ENDED] = N_ ("Expired"),
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (labels), "");
  return labels[state];
}

/** eta_product_is_food: Returns: whether a product is food or fish by its category */
gboolean
eta_product_is_food (const EtaJson *product)
{
  const char *category = eta_json_get_string (product, "/category");

  return category &&
         (g_str_has_prefix (category, "food") || g_str_has_prefix (category, "fishery"));
}

static gboolean
permits (const EtaJson *paper, const GDate *today)
{
  const char *kind = eta_json_get_string (paper, "/kind");
  const char *number = eta_json_get_string (paper, "/number");
  GDate end;

  if (!number || !*number || (eta_paper_end (paper, &end) && g_date_compare (&end, today) < 0))
    return FALSE;
  return g_strcmp0 (kind, "pirt") == 0 || g_strcmp0 (kind, "bpom") == 0 ||
         g_strcmp0 (kind, "exempt") == 0;
}

/**
 * eta_product_has_permit:
 * @product: a product's document
 * @today: the day to judge by
 *
 * Returns: whether it has a P-IRT, a BPOM number or a stated exemption that has not ended
 */
gboolean
eta_product_has_permit (const EtaJson *product, const GDate *today)
{
  eta_json_foreach (paper, eta_json_get (product, "/papers"))
    if (permits (paper, today))
      return TRUE;
  return FALSE;
}
