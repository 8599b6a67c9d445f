/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-text.h"

#include <glib/gi18n.h>

/* Names: what is written in capitals alone is offered in title case. */

void
eta_check_name (EtaCheck *check, const EtaJson *value)
{
  const char *name = eta_json_string (value);
  g_autofree char *calm = NULL;

  if (!eta_text_is_shouted (name))
    return;
  calm = eta_text_title_case (name);
  eta_check_warn (check, _ ("All in capitals. Write it as “%s”?"), calm);
  eta_check_offer (check, eta_json_new_string (calm));
}
