/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-progress.h"
#include "eta-selection.h"
#include "eta-vault.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef enum {
  ETA_BROCHURE_SHEETS, /* a product sheet for each product */
  ETA_BROCHURE_CATALOGUE, /* cover, contents by regency, each business with its products */
} EtaBrochureForm;

/* A4, in points */
#define ETA_PAGE_WIDTH 595.28
#define ETA_PAGE_HEIGHT 841.89

/**
 * EtaBrochure:
 *
 * A selection as pages for buyers, in the office's own language and in English: only what the public
 * gate lets through, with the consents of the day. First it is laid out, which counts the pages; then
 * any page can be drawn on any surface, a PDF's or a printer's. Businesses go with all their products,
 * products with their business; what was withdrawn stays out.
 *
 * Holds the documents of one business at a time. All functions block; one thread at a time, any.
 */
#define ETA_TYPE_BROCHURE (eta_brochure_get_type ())
G_DECLARE_FINAL_TYPE (EtaBrochure, eta_brochure, ETA, BROCHURE, GObject)

EtaBrochure *eta_brochure_new (EtaStore *store, EtaVault *vault, EtaSelection *what,
                               EtaBrochureForm form);
gboolean eta_brochure_lay_out (EtaBrochure *self, EtaProgress *progress, GCancellable *cancellable,
                               GError **error);
guint eta_brochure_get_n_pages (EtaBrochure *self);
char *eta_brochure_dup_title (EtaBrochure *self);
gboolean eta_brochure_draw_page (EtaBrochure *self, cairo_t *cr, guint page, GError **error);

/* Lays it out, too */
gboolean eta_brochure_write_pdf (EtaBrochure *self, const char *path, EtaProgress *progress,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
