/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-date.h"
#include "eta-paper.h"
#include "eta-photos.h"
#include "eta-score.h"
#include "eta-store-private.h"
#include "eta-text.h"

/* What lists show and sort by, computed from a document when it is written. A product takes its
 * place from its business. */

#define DOT " · "

static const char *
or_null (const char *text)
{
  return text && *text ? text : NULL;
}

static const char *
place_title (EtaStore *self, const char *code)
{
  EtaCodes *regions = eta_catalogue_get_codes (self->catalogue, "regions");
  const EtaCode *region = regions && code ? eta_codes_find (regions, code) : NULL;

  return region ? eta_code_title (region, ETA_STORE_LANGUAGE) : NULL;
}

static char *
join (const char *first, const char *second)
{
  if (first && second)
    return g_strconcat (first, DOT, second, NULL);
  return g_strdup (first ? first : second ? second : "");
}

/* Place; of a product, its business and place; of what the centre writes, where or when. */
static char *
make_subtitle (EtaStore *self, const EtaKind *kind, const EtaJson *doc, const EtaJson *business,
               const EtaDerived *derived)
{
  const char *place = place_title (self, derived->regency ? derived->regency : derived->province);
  g_autofree char *maker = NULL;

  if (business)
    maker = eta_kind_title (&eta_kind_business, business, ETA_STORE_LANGUAGE);
  if (maker || place)
    return join (maker, place);
  return join (or_null (eta_json_get_string (doc, "/starts_on")),
               or_null (eta_json_get_string (doc, "/place")));
}

static gint64
first_paper_end (const EtaJson *doc)
{
  gint64 first = 0;
  GDate end;

  eta_json_foreach (paper, eta_json_get (doc, "/papers"))
    if (eta_paper_end (paper, &end)) {
      gint64 seconds = eta_date_seconds (&end);

      first = first ? MIN (first, seconds) : seconds;
    }
  return first;
}

/**
 * eta_natural_key:
 *
 * Returns: (transfer full) (nullable): kind, field and value of the first field that tells what the
 * record is the same thing as
 */
char *
eta_natural_key (const EtaKind *kind, const EtaJson *doc)
{
  eta_kind_foreach (field, kind)
  {
    const char *value =
        field->flags & ETA_FIELD_NATURAL ? eta_json_string (eta_field_get (field, doc)) : NULL;

    if (or_null (value))
      return g_strconcat (kind->name, field->path, "=", value, NULL);
  }
  return NULL;
}

/**
 * eta_derive:
 * @kind: (nullable): %NULL: not known to this program, hence nothing to show
 * @business: (nullable): of a product
 * @derived: (out): texts that it does not own point into @doc and @business
 */
void
eta_derive (EtaStore *self, const EtaKind *kind, const EtaJson *doc, const EtaJson *business,
            EtaDerived *derived)
{
  const EtaJson *place = business ? business : doc;

  *derived = (EtaDerived){ 0 };
  derived->state = or_null (eta_json_get_string (doc, "/state"));
  derived->state = derived->state ? derived->state : "draft";
  if (!kind) {
    derived->title = g_strdup ("");
    derived->sort_key = g_strdup ("");
    derived->subtitle = g_strdup ("");
    return;
  }
  derived->business = or_null (eta_json_get_string (doc, "/business"));
  derived->province = or_null (eta_json_get_string (place, "/province"));
  derived->regency = or_null (eta_json_get_string (place, "/regency"));
  derived->category = or_null (eta_json_get_string (doc, "/category"));
  derived->cover = or_null (eta_json_get_string (eta_photos_get_cover (doc), "/sha256"));
  derived->paper_ends = first_paper_end (doc);
  derived->title = eta_kind_title (kind, doc, ETA_STORE_LANGUAGE);
  derived->sort_key = eta_text_fold (derived->title);
  derived->subtitle = make_subtitle (self, kind, doc, business, derived);
  derived->natural_key = eta_natural_key (kind, doc);
  derived->findings = eta_check_document (self->catalogue, kind, doc, business);
  eta_score_both (self->catalogue, kind, doc, business, derived->findings, &derived->score,
                  &derived->export_score);
}

void
eta_derived_clear (EtaDerived *derived)
{
  g_free (derived->title);
  g_free (derived->sort_key);
  g_free (derived->subtitle);
  g_free (derived->natural_key);
  g_clear_pointer (&derived->findings, g_ptr_array_unref);
}
