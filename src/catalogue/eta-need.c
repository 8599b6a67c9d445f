/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-need.h"

#include <string.h>

/* What "needed" means, for checks and scores alike. */

/**
 * eta_need_applies:
 * @field: a row of a kind's table
 * @doc: (nullable): a document of that kind
 *
 * Whether @doc has to fill @field before it is submitted. A regency is not asked for where the list of
 * regions has none below the province (Sabah, Belait).
 */
gboolean
eta_need_applies (EtaCatalogue *catalogue, const EtaField *field, const EtaJson *doc)
{
  EtaCodes *codes;
  const char *province;
  g_autoptr (GPtrArray) below = NULL;

  if (!(field->flags & ETA_FIELD_NEEDED))
    return FALSE;
  if (field->type != ETA_FIELD_CODE || field->min < 3)
    return TRUE;
  codes = eta_catalogue_codes_of (catalogue, field);
  if (!codes)
    return TRUE;
  province = eta_json_get_string (doc, "/province");
  if (!province || !eta_codes_find (codes, province))
    return TRUE;
  below = eta_codes_children (codes, province);
  return below->len > 0;
}

/** eta_need_has_text: Returns: whether an object by language has a text in any */
gboolean
eta_need_has_text (const EtaJson *texts)
{
  if (!eta_json_is (texts, ETA_JSON_OBJECT))
    return !eta_json_is_empty (texts);
  eta_json_foreach (text, texts)
    if (!eta_json_is_empty (text))
      return TRUE;
  return FALSE;
}
