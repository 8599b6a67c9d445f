/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include <glib/gi18n.h>

/* A verdict says who gave it and when. */

void
eta_check_curation (EtaCheck *check, const EtaJson *value)
{
  if (eta_json_is_empty (eta_json_get (check->doc, "/curation/curator")))
    eta_check_error (check, _ ("A verdict needs the curator's name"));
  if (eta_json_is_empty (eta_json_get (check->doc, "/curation/on")))
    eta_check_error (check, _ ("A verdict needs its date"));
}
