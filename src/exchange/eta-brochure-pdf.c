/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include "eta-out-file.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* A brochure as PDF: its pages, what it is called and by whom, and its contents beside the pages. */

typedef struct {
  EtaOutFile *file;
  GError *error; /* the first of writing */
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  return !sink->error && eta_out_file_write (sink->file, data, length, &sink->error)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

static void
set_metadata (EtaBrochure *self, cairo_surface_t *surface)
{
  g_autofree char *title = eta_brochure_dup_title (self);
  const EtaChapter *first = g_ptr_array_index (self->chapters, 0);
  gboolean one = self->form == ETA_BROCHURE_SHEETS && self->chapters->len == 1;
  g_autofree char *named = g_strconcat (one ? first->title : self->office, " – ", title, NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, named);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->office);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Etalase " PACKAGE_VERSION);
}

static int
add_outline (EtaBrochure *self, cairo_surface_t *surface, int parent, const char *title,
             const EtaChapter *chapter)
{
  g_autofree char *link =
      g_strdup_printf ("page=%u pos=[0 0]", eta_brochure_get_front (self) + chapter->page + 1);

  return cairo_pdf_surface_add_outline (surface, parent, title, link, 0);
}

/* Regencies, and below them their businesses; of sheets the products */
static void
set_outline (EtaBrochure *self, cairo_surface_t *surface)
{
  int parent = CAIRO_PDF_OUTLINE_ROOT;
  const char *place = NULL;

  for (guint i = 0; i < self->chapters->len; i++) {
    const EtaChapter *chapter = g_ptr_array_index (self->chapters, i);

    if (self->form == ETA_BROCHURE_CATALOGUE && g_strcmp0 (chapter->place, place) != 0)
      parent = chapter->place
                   ? add_outline (self, surface, CAIRO_PDF_OUTLINE_ROOT, chapter->place, chapter)
                   : CAIRO_PDF_OUTLINE_ROOT;
    place = chapter->place;
    add_outline (self, surface, parent, chapter->title, chapter);
  }
}

/* Whether @page is the last of its chapter */
static gboolean
ends_chapter (EtaBrochure *self, guint page)
{
  guint front = eta_brochure_get_front (self);
  const EtaPageSpan *pages = (const EtaPageSpan *) (gpointer) self->pages->data;
  guint at = page - front;

  return page >= front &&
         (at + 1 == self->pages->len || pages[at + 1].chapter != pages[at].chapter);
}

static gboolean
draw (EtaBrochure *self, cairo_t *cr, EtaProgress *progress, GCancellable *cancellable,
      GError **error)
{
  for (guint page = 0; page < eta_brochure_get_n_pages (self); page++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !eta_brochure_draw_page (self, cr, page, error))
      return FALSE;
    cairo_show_page (cr);
    if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
      return TRUE; /* the sink or finish() says it */
    if (ends_chapter (self, page))
      eta_progress_step (progress);
  }
  return TRUE;
}

static gboolean
finish (cairo_surface_t *surface, Sink *sink, GError **error)
{
  cairo_surface_finish (surface);
  if (sink->error) {
    g_propagate_error (error, g_steal_pointer (&sink->error));
    return FALSE;
  }
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return eta_out_file_commit (sink->file, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The PDF could not be made: %s."),
               cairo_status_to_string (cairo_surface_status (surface)));
  return FALSE;
}

static gboolean
write_pages (EtaBrochure *self, Sink *sink, EtaProgress *progress, GCancellable *cancellable,
             GError **error)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (write_cb, sink, ETA_PAGE_WIDTH, ETA_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gboolean done;

  set_metadata (self, surface);
  set_outline (self, surface);
  done = draw (self, cr, progress, cancellable, error);
  cairo_destroy (cr);
  done = done && finish (surface, sink, error);
  cairo_surface_finish (surface); /* while the sink is there */
  cairo_surface_destroy (surface);
  g_clear_error (&sink->error);
  return done;
}

/**
 * eta_brochure_write_pdf:
 * @path: replaced whole, or left as it was
 * @progress: (nullable): chapters, each twice
 *
 * Lays out the brochure and writes it. A photo that is damaged or not here leaves an empty place.
 */
gboolean
eta_brochure_write_pdf (EtaBrochure *self, const char *path, EtaProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaOutFile) file = NULL;
  Sink sink = { NULL };

  if (!eta_brochure_lay_out (self, progress, cancellable, error))
    return FALSE;
  file = eta_out_file_new (path, FALSE, error);
  sink.file = file;
  return file && write_pages (self, &sink, progress, cancellable, error);
}
