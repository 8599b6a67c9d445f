/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include <glib/gi18n.h>
#include <math.h>

/*
 * EtaBrochure: see the header.
 *
 * Laying out sets every chapter once, notes where its pages begin and lets it go again, so that a
 * catalogue of ten thousand businesses needs the room of one. Drawing sets the chapter of the page anew
 * and keeps it for the pages that follow.
 */

G_DEFINE_FINAL_TYPE (EtaBrochure, eta_brochure, G_TYPE_OBJECT)

/* -- laying out ----------------------------------------------------------------------------- */

/* How much of the page @blocks from @i on need at least, with what they are kept with */
static double
measure (GPtrArray *blocks, guint i, gboolean at_top)
{
  const EtaBlock *block = g_ptr_array_index (blocks, i);
  double height = (at_top ? 0 : block->gap) + block->height;

  for (; block->keep && i + 1 < blocks->len; i++) {
    block = g_ptr_array_index (blocks, i + 1);
    height += block->gap + block->height;
  }
  return height;
}

static void
break_pages (EtaBrochure *self, guint chapter, GPtrArray *blocks)
{
  EtaPageSpan page = { chapter, 0, 0 };
  double y = 0;

  for (guint i = 0; i < blocks->len; i++) {
    const EtaBlock *block = g_ptr_array_index (blocks, i);

    if (y > 0 && y + measure (blocks, i, FALSE) > ETA_TEXT_HEIGHT) {
      page.end = i;
      g_array_append_val (self->pages, page);
      page.first = i;
      y = 0;
    }
    y += (y > 0 ? block->gap : 0) + block->height;
  }
  page.end = blocks->len;
  g_array_append_val (self->pages, page);
}

static double
sum_heights (GPtrArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    height += ((const EtaBlock *) g_ptr_array_index (blocks, i))->height;
  return height;
}

static gboolean
set_chapter (EtaBrochure *self, guint i, GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_block_free);

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  if (!eta_brochure_set_chapter (self, g_ptr_array_index (self->chapters, i), blocks, error))
    return FALSE;
  self->blocks = g_steal_pointer (&blocks);
  self->set = i;
  return TRUE;
}

static gboolean
lay_out_chapter (EtaBrochure *self, guint i, GError **error)
{
  EtaChapter *chapter = g_ptr_array_index (self->chapters, i);

  if (!set_chapter (self, i, error))
    return FALSE;
  chapter->page = self->pages->len;
  chapter->n_blocks = self->blocks->len;
  chapter->height = sum_heights (self->blocks);
  self->n_businesses += chapter->business != NULL;
  break_pages (self, i, self->blocks);
  return TRUE;
}

/* Whoever made it: as the centre calls the office, else its code */
static char *
name_office (EtaBrochure *self)
{
  g_autofree char *name = eta_store_dup_setting (self->store, "office-name");

  return name && *name ? g_steal_pointer (&name) : eta_store_dup_office (self->store);
}

static void
begin (EtaBrochure *self)
{
  GDateTime *now = g_date_time_new_now_local ();

  g_date_set_dmy (&self->today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  g_date_time_unref (now);
  g_free (self->office);
  self->office = name_office (self);
  self->n_businesses = self->n_products = 0;
  g_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->cover_photos, 0);
}

/* The language of the country that the office is in */
static const char *
choose_language (EtaStore *store)
{
  g_autofree char *office = eta_store_dup_office (store);
  static const char *const countries[][2] = { { "MY", "ms" }, { "BN", "ms" }, { "PH", "fil" } };

  for (guint i = 0; office && i < G_N_ELEMENTS (countries); i++)
    if (g_str_has_prefix (office, countries[i][0]))
      return countries[i][1];
  return "id";
}

/**
 * eta_brochure_lay_out:
 * @progress: (nullable): chapters
 *
 * Counts the pages. Takes some 10 ms a business.
 */
gboolean
eta_brochure_lay_out (EtaBrochure *self, EtaProgress *progress, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (ETA_IS_BROCHURE (self), FALSE);
  if (!self->type)
    self->type =
        eta_typesetter_new (eta_store_get_catalogue (self->store), choose_language (self->store));
  begin (self);
  if (!eta_brochure_collect (self, cancellable, error))
    return FALSE;
  eta_progress_begin (progress, 2 * (gint64) self->chapters->len); /* drawing is the other half */
  for (guint i = 0; i < self->chapters->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !lay_out_chapter (self, i, error))
      return FALSE;
    eta_progress_step (progress);
  }
  if (self->form == ETA_BROCHURE_CATALOGUE)
    eta_brochure_make_contents (self);
  return TRUE;
}

/* -- drawing -------------------------------------------------------------------------------- */

/** eta_brochure_get_front: Returns: how many pages come before the body: the cover and the contents */
guint
eta_brochure_get_front (EtaBrochure *self)
{
  return self->form == ETA_BROCHURE_CATALOGUE ? 1 + self->contents->len : 0;
}

/** eta_brochure_get_n_pages: Returns: how many there are, once it is laid out */
guint
eta_brochure_get_n_pages (EtaBrochure *self)
{
  return eta_brochure_get_front (self) + self->pages->len;
}

/** eta_brochure_dup_title: Returns: (transfer full): "Katalog produk · Product catalogue" */
char *
eta_brochure_dup_title (EtaBrochure *self)
{
  return eta_typesetter_say_both (self->type, self->form == ETA_BROCHURE_CATALOGUE
                                                  ? N_ ("Product catalogue")
                                                  : N_ ("Product sheet"));
}

/* Somebody else may have changed it since it was laid out: then its pages are others. */
static gboolean
is_as_laid_out (EtaBrochure *self, const EtaChapter *chapter, GError **error)
{
  if (self->blocks->len == chapter->n_blocks &&
      fabs (sum_heights (self->blocks) - chapter->height) < 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
               _ ("“%s” was changed while its pages were made. Please try again."), chapter->title);
  return FALSE;
}

static gboolean
draw_span (EtaBrochure *self, cairo_t *cr, const EtaPageSpan *page, GError **error)
{
  const EtaChapter *chapter = g_ptr_array_index (self->chapters, page->chapter);
  double y = ETA_TOP;

  if (!self->blocks || self->set != page->chapter) {
    if (!set_chapter (self, page->chapter, error))
      return FALSE;
  }
  if (!is_as_laid_out (self, chapter, error))
    return FALSE;
  for (guint i = page->first; i < page->end; i++) {
    const EtaBlock *block = g_ptr_array_index (self->blocks, i);

    y += i > page->first ? block->gap : 0;
    eta_block_draw (block, cr, ETA_MARGIN, y, self->vault);
    y += block->height;
  }
  return TRUE;
}

/**
 * eta_brochure_draw_page:
 * @cr: its unit is the point, its origin the upper left corner of an A4 page
 * @page: from 0
 *
 * Once it is laid out. Takes 30 ms a photo.
 */
gboolean
eta_brochure_draw_page (EtaBrochure *self, cairo_t *cr, guint page, GError **error)
{
  guint front = eta_brochure_get_front (self);
  const EtaPageSpan *span;
  g_autoptr (EtaBlock) around = NULL;

  g_return_val_if_fail (page < eta_brochure_get_n_pages (self), FALSE);
  if (front > 0 && page == 0) {
    around = eta_brochure_make_cover (self);
    eta_block_draw (around, cr, 0, 0, self->vault);
    return TRUE;
  }
  span = page < front ? NULL : &g_array_index (self->pages, EtaPageSpan, page - front);
  around = eta_brochure_make_furniture (
      self, page, span ? g_ptr_array_index (self->chapters, span->chapter) : NULL);
  eta_block_draw (around, cr, 0, 0, self->vault);
  if (span)
    return draw_span (self, cr, span, error);
  eta_block_draw (g_ptr_array_index (self->contents, page - 1), cr, ETA_MARGIN, ETA_TOP,
                  self->vault);
  return TRUE;
}

/* -- the object ----------------------------------------------------------------------------- */

static void
eta_brochure_finalize (GObject *object)
{
  EtaBrochure *self = ETA_BROCHURE (object);

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_ptr_array_unref (self->contents);
  g_ptr_array_unref (self->cover_photos);
  g_ptr_array_unref (self->chapters);
  g_array_unref (self->pages);
  g_clear_pointer (&self->type, eta_typesetter_free);
  eta_selection_unref (self->what);
  g_object_unref (self->store);
  g_object_unref (self->vault);
  g_free (self->office);
  G_OBJECT_CLASS (eta_brochure_parent_class)->finalize (object);
}

static void
eta_brochure_class_init (EtaBrochureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_brochure_finalize;
}

static void
eta_brochure_init (EtaBrochure *self)
{
  self->chapters = g_ptr_array_new_with_free_func (eta_chapter_free);
  self->pages = g_array_new (FALSE, FALSE, sizeof (EtaPageSpan));
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_block_free);
  self->cover_photos = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_json_free);
}

/** eta_brochure_new: Returns: (transfer full): of @what, to be laid out */
EtaBrochure *
eta_brochure_new (EtaStore *store, EtaVault *vault, EtaSelection *what, EtaBrochureForm form)
{
  EtaBrochure *self = g_object_new (ETA_TYPE_BROCHURE, NULL);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  self->what = eta_selection_ref (what);
  self->form = form;
  return self;
}
