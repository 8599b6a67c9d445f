/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-score.h"

#include "eta-gate.h"
#include "eta-need.h"
#include "eta-paper.h"
#include "eta-photos.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * How ready a document is, as parts of a hundred: the rows that the table flags (needed, for export) and
 * the rules that no single row can tell (photos, food permit). Nothing else lists what is asked for.
 */

typedef struct {
  EtaCatalogue *catalogue;
  const EtaKind *kind;
  const EtaJson *doc;
  const EtaJson *business; /* of a product */
  EtaScoreKind which;
  GPtrArray *findings;
  GDate today;
  guint asked, there;
  GPtrArray *missing; /* of EtaMissing; NULL: only counted */
} Score;

/** eta_missing_free: @missing: (nullable) */
void
eta_missing_free (EtaMissing *missing)
{
  if (!missing)
    return;
  g_free (missing->pointer);
  g_free (missing->label);
  g_free (missing);
}

/* Counts one thing that is asked for. Returns whether it has to be named, as missing. */
static gboolean
lacks (Score *score, gboolean there)
{
  score->asked++;
  score->there += there;
  return !there && score->missing;
}

static void
name_missing (Score *score, const char *pointer, const char *label)
{
  EtaMissing *missing = g_new0 (EtaMissing, 1);

  missing->pointer = g_strdup (pointer);
  missing->label = g_strdup (label);
  g_ptr_array_add (score->missing, missing);
}

static gboolean
is_filled (const EtaField *field, const EtaJson *value)
{
  return field->flags & ETA_FIELD_LOCALE ? eta_need_has_text (value) : !eta_json_is_empty (value);
}

static gboolean
has_error (Score *score, const char *path)
{
  const EtaFinding *finding = eta_findings_at (score->findings, path);

  return finding && finding->severity == ETA_FINDING_ERROR;
}

/* A needed row is there when it is filled well; any other row is asked for only when it is filled ill. */
static void
ask_needed (Score *score)
{
  eta_kind_foreach (field, score->kind)
  {
    gboolean wrong = has_error (score, field->path);
    gboolean needed = eta_need_applies (score->catalogue, field, score->doc);

    if ((needed || wrong) &&
        lacks (score, !wrong && is_filled (field, eta_field_get (field, score->doc))))
      name_missing (score, field->path, _ (field->label));
  }
}

static gboolean
shows_pack (const EtaJson *doc)
{
  eta_json_foreach (photo, eta_json_get (doc, "/photos"))
    if (g_strcmp0 (eta_json_get_string (photo, "/subject"), "pack") == 0)
      return TRUE;
  return FALSE;
}

/* A cover of unknown size passes: what is not known is not held against it. */
static gboolean
has_large_cover (const EtaJson *doc)
{
  const EtaJson *cover = eta_photos_get_cover (doc);
  gint64 side =
      MIN (eta_json_get_int (cover, "/width", 1000), eta_json_get_int (cover, "/height", 1000));

  return cover && side >= 1000;
}

static void
ask_photos (Score *score)
{
  if (score->kind != &eta_kind_product)
    return;
  if (lacks (score, eta_json_size (eta_json_get (score->doc, "/photos")) >= 3))
    name_missing (score, "/photos", _ ("3 photos"));
  if (lacks (score, shows_pack (score->doc)))
    name_missing (score, "/photos", _ ("Photo of the pack or label"));
  if (lacks (score, has_large_cover (score->doc)))
    name_missing (score, "/photos", _ ("Cover of 1,000 points"));
}

static void
ask_permit (Score *score)
{
  if (score->kind == &eta_kind_product && eta_product_is_food (score->doc) &&
      lacks (score, eta_product_has_permit (score->doc, &score->today)))
    name_missing (score, "/papers", _ ("Food permit (P-IRT / BPOM)"));
}

static gboolean
serves_export (const EtaField *field, const EtaJson *doc)
{
  const EtaJson *value = eta_field_get (field, doc);

  if (field->flags & ETA_FIELD_LOCALE)
    return !eta_json_is_empty (eta_json_member (value, "en"));
  if (strcmp (field->path, "/curation/verdict") == 0)
    return g_strcmp0 (eta_json_string (value), "passed") == 0;
  /* The licence number of the country where the business is */
  if (field->flags & ETA_FIELD_NATURAL && eta_json_is_empty (value))
    return g_strcmp0 (eta_json_get_string (doc, "/country"), "ID") != 0 &&
           !eta_json_is_empty (eta_json_get (doc, "/registration/number"));
  return !eta_json_is_empty (value) && eta_consent_covers (doc, field, value);
}

static const char *
export_label (const EtaField *field)
{
  if (field->flags & ETA_FIELD_LOCALE)
    return _ ("English text");
  if (field->flags & ETA_FIELD_PERSONAL)
    return _ ("Contact with consent");
  return strcmp (field->path, "/curation/verdict") == 0 ? _ ("Curation passed") : _ (field->label);
}

static void
ask_for_export (Score *score)
{
  eta_kind_foreach (field, score->kind)
  {
    if (field->flags & ETA_FIELD_FOR_EXPORT &&
        lacks (score, serves_export (field, score->doc) && !has_error (score, field->path)))
      name_missing (score, field->path, export_label (field));
  }
}

/* A product is as ready as its business; the way there is the product's reference to it. */
static void
ask_business (Score *score)
{
  if (score->kind != &eta_kind_product)
    return;
  eta_kind_foreach (field, &eta_kind_business)
  {
    g_autofree char *label = NULL;

    if (!(field->flags & ETA_FIELD_FOR_EXPORT) || field->flags & ETA_FIELD_LOCALE ||
        !lacks (score, score->business && serves_export (field, score->business)))
      continue;
    label = g_strdup_printf (_ ("Business: %s"), export_label (field));
    name_missing (score, "/business", label);
  }
}

static int
count (Score *score)
{
  if (score->which == ETA_SCORE_PUBLISH) {
    ask_needed (score);
    ask_photos (score);
  } else {
    ask_for_export (score);
    ask_permit (score);
    ask_photos (score);
    ask_business (score);
  }
  return score->asked ? (int) (score->there * 100 / score->asked) : 100;
}

static int
count_from (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
            const EtaJson *business, EtaScoreKind which, GPtrArray *findings, GPtrArray *missing)
{
  Score score = { .catalogue = catalogue,
                  .kind = kind,
                  .doc = doc,
                  .business = business,
                  .which = which,
                  .findings = findings,
                  .missing = missing };

  g_date_clear (&score.today, 1);
  g_date_set_time_t (&score.today, time (NULL));
  return count (&score);
}

/**
 * eta_score:
 * @catalogue: the code lists
 * @kind: the document's kind
 * @doc: (nullable): a document
 * @business: (nullable): of a product, the business's document
 * @which: ready to publish, or ready to export
 * @missing: (out) (optional) (element-type EtaMissing): what is missing, in the order of the table
 *
 * Returns: 0–100; 100 only when nothing is missing
 */
int
eta_score (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
           const EtaJson *business, EtaScoreKind which, GPtrArray **missing)
{
  g_autoptr (GPtrArray) findings = eta_check_document (catalogue, kind, doc, business);

  if (missing)
    *missing = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_missing_free);
  return count_from (catalogue, kind, doc, business, which, findings, missing ? *missing : NULL);
}

/**
 * eta_score_both:
 * @findings: what eta_check_document() says of the same
 * @publish: (out): ready to publish, 0–100
 * @export: (out): ready to export, 0–100
 *
 * Both scores from one walk of the checks: for who writes many documents.
 */
void
eta_score_both (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                const EtaJson *business, GPtrArray *findings, int *publish, int *export)
{
  *publish = count_from (catalogue, kind, doc, business, ETA_SCORE_PUBLISH, findings, NULL);
  *export = count_from (catalogue, kind, doc, business, ETA_SCORE_EXPORT, findings, NULL);
}
