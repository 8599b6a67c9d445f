/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include "eta-text.h"

#include <glib/gi18n.h>

/* From what was selected to the chapters of a brochure, in their order. */

typedef struct {
  EtaBrochure *self;
  GHashTable *by_business; /* id, "" for none → EtaChapter */
  GCancellable *cancellable;
} Collect;

#define LAST "\x7f" /* what has no place comes behind what has */

void
eta_chapter_free (gpointer data)
{
  EtaChapter *chapter = data;

  g_free (chapter->business);
  g_clear_pointer (&chapter->products, g_ptr_array_unref);
  g_free (chapter->title);
  g_free (chapter->province);
  g_free (chapter->regency);
  g_free (chapter->place);
  g_free (chapter->key);
  g_free (chapter);
}

static gboolean
is_out (EtaRecord *record)
{
  return !record || eta_record_is_deleted (record) ||
         g_str_equal (eta_record_get_state (record), "withdrawn");
}

/* The business of @id; NULL without an error: it is not here, or not to be shown */
static gboolean
find_business (EtaBrochure *self, const char *id, EtaRecord **business, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EtaRecord) record = id ? eta_store_get (self->store, id, &problem) : NULL;

  *business = NULL;
  if (problem && !g_error_matches (problem, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (!is_out (record))
    *business = g_steal_pointer (&record);
  return TRUE;
}

/* By province, then regency, then name, as people read them */
static void
set_place (EtaBrochure *self, EtaChapter *chapter, const EtaJson *doc)
{
  const EtaReader *reader = &self->type->readers[0];
  g_autofree char *folded = eta_text_fold (chapter->title);

  chapter->place = eta_reader_place (reader, doc);
  chapter->province = eta_reader_code (reader, "regions", eta_json_get_string (doc, "/province"));
  chapter->regency = eta_reader_code (reader, "regions", eta_json_get_string (doc, "/regency"));
  chapter->key = g_strdup_printf ("%s\x01%s\x01%s", chapter->province ? chapter->province : LAST,
                                  chapter->regency ? chapter->regency : LAST, folded);
}

static EtaChapter *
add_chapter (EtaBrochure *self, EtaRecord *business, const char *title)
{
  EtaChapter *chapter = g_new0 (EtaChapter, 1);

  chapter->business = business ? g_strdup (eta_record_get_id (business)) : NULL;
  chapter->title = g_strdup (title);
  if (business)
    set_place (self, chapter, eta_record_get_doc (business));
  else
    chapter->key = g_strdup (LAST LAST);
  g_ptr_array_add (self->chapters, chapter);
  return chapter;
}

static EtaChapter *
get_chapter (Collect *collect, EtaRecord *business)
{
  const char *id = business ? eta_record_get_id (business) : "";
  EtaChapter *chapter = g_hash_table_lookup (collect->by_business, id);
  g_autofree char *title = NULL;

  if (chapter)
    return chapter;
  title = business ? eta_kind_title (&eta_kind_business, eta_record_get_doc (business), NULL)
                   : g_strdup (eta_typesetter_say (collect->self->type, 0, N_ ("Other products")));
  chapter = add_chapter (collect->self, business, title);
  chapter->products = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (collect->by_business, g_strdup (id), chapter);
  return chapter;
}

/* Sheets follow each other as the list does. */
static void
add_sheet (EtaBrochure *self, EtaRecord *business, EtaRecord *product)
{
  g_autofree char *title = eta_kind_title (&eta_kind_product, eta_record_get_doc (product),
                                           self->type->readers[0].language);
  EtaChapter *chapter = add_chapter (self, business, title);

  chapter->products = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (chapter->products, g_strdup (eta_record_get_id (product)));
}

static gboolean
add_product (Collect *collect, EtaRecord *product, GError **error)
{
  const char *id = eta_json_get_string (eta_record_get_doc (product), "/business");
  g_autoptr (EtaRecord) business = NULL;
  EtaChapter *chapter;

  if (is_out (product))
    return TRUE;
  if (!find_business (collect->self, id, &business, error))
    return FALSE;
  if (collect->self->form == ETA_BROCHURE_SHEETS) {
    add_sheet (collect->self, business, product);
    return TRUE;
  }
  chapter = get_chapter (collect, business);
  if (chapter->products)
    g_ptr_array_add (chapter->products, g_strdup (eta_record_get_id (product)));
  return TRUE;
}

static gboolean
visit_product (EtaRow *row, gpointer data, GError **error)
{
  Collect *collect = data;
  g_autoptr (EtaRecord) product = eta_store_get (collect->self->store, eta_row_get_id (row), error);

  if (!product || g_cancellable_set_error_if_cancelled (collect->cancellable, error))
    return FALSE;
  return g_hash_table_contains (collect->by_business, eta_row_get_id (row)) ||
         add_product (collect, product, error);
}

/* A business is selected with all its products. */
static gboolean
add_business (Collect *collect, EtaRecord *business, GError **error)
{
  EtaQuery query = { .kind = &eta_kind_product, .business = eta_record_get_id (business) };
  EtaChapter *chapter;

  if (is_out (business))
    return TRUE;
  if (collect->self->form == ETA_BROCHURE_SHEETS) {
    g_hash_table_insert (collect->by_business, g_strdup (query.business), NULL);
    return eta_store_each_row (collect->self->store, &query, visit_product, collect, error);
  }
  chapter = get_chapter (collect, business);
  g_clear_pointer (&chapter->products, g_ptr_array_unref);
  return TRUE;
}

static gboolean
visit (EtaRecord *record, gpointer data, GError **error)
{
  Collect *collect = data;
  const char *id = eta_json_get_string (eta_record_get_doc (record), "/business");

  if (eta_record_get_kind (record) == &eta_kind_business)
    return add_business (collect, record, error);
  if (eta_record_get_kind (record) != &eta_kind_product)
    return TRUE;
  /* Its sheet came with its business. */
  if (collect->self->form == ETA_BROCHURE_SHEETS && id &&
      g_hash_table_contains (collect->by_business, id))
    return TRUE;
  return add_product (collect, record, error);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EtaChapter *const *) a)->key, (*(const EtaChapter *const *) b)->key);
}

/**
 * eta_brochure_collect:
 *
 * Fills the chapters. Nothing to show is an error: a cover alone is no catalogue.
 */
gboolean
eta_brochure_collect (EtaBrochure *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) by_business =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collect collect = { self, by_business, cancellable };

  g_ptr_array_set_size (self->chapters, 0);
  if (!eta_selection_foreach (self->what, self->store, visit, &collect, cancellable, error))
    return FALSE;
  if (self->chapters->len == 0) {
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
        self->form == ETA_BROCHURE_SHEETS
            ? _ ("There is no product to show here. Choose products, or a business "
                 "that has some.")
            : _ ("There is no business and no product to show here."));
    return FALSE;
  }
  if (self->form == ETA_BROCHURE_CATALOGUE)
    g_ptr_array_sort (self->chapters, compare_cb);
  return TRUE;
}
