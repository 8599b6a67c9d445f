/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-block.h"
#include "eta-brochure.h"
#include "eta-typesetter.h"

G_BEGIN_DECLS

/* Where the text stands on a page, in points */
#define ETA_MARGIN 42.0
#define ETA_TOP 62.0
#define ETA_BOTTOM 52.0
#define ETA_TEXT_WIDTH (ETA_PAGE_WIDTH - 2 * ETA_MARGIN)
#define ETA_TEXT_HEIGHT (ETA_PAGE_HEIGHT - ETA_TOP - ETA_BOTTOM)
#define ETA_GUTTER 18.0 /* between two columns */

#define ETA_COVER_PHOTOS 6

/**
 * EtaChapter:
 *
 * What begins on a page of its own: a business with its products, or a product sheet.
 */
typedef struct {
  char *business; /* id; NULL: of none that is here */
  GPtrArray *products; /* ids; NULL: all that the business has */
  char *title;
  char *province, *regency, *place; /* of the business, as words; the last is both */
  char *key; /* by which chapters follow each other */

  /* Of the layout */
  guint page; /* within the body */
  guint n_blocks;
  double height;
} EtaChapter;

struct _EtaBrochure {
  GObject parent;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaSelection *what;
  EtaTypesetter *type;
  GPtrArray *chapters; /* EtaChapter */
  GArray *pages; /* EtaPageSpan, of the body */
  GPtrArray *contents; /* GPtrArray of EtaBlock, a page each */
  GPtrArray *cover_photos; /* EtaJson */
  GPtrArray *blocks; /* of the chapter that was set last; NULL: none yet */
  char *office;

  EtaBrochureForm form;
  GDate today;
  guint set; /* the chapter of @blocks */
  guint n_businesses, n_products;
};

/* Blocks of one chapter on one page of the body */
typedef struct {
  guint chapter, first, end;
} EtaPageSpan;

/* eta-brochure-parts.c: pieces that all listings have */
typedef struct _EtaCell EtaCell; /* a fact with its label */
GPtrArray *eta_brochure_list_cells (EtaBrochure *self, const EtaKind *kind, const EtaJson *doc,
                                    guint sections, double width);
void eta_brochure_add_cells (GPtrArray *blocks, GPtrArray *cells, guint from, guint columns);
void eta_cell_place (const EtaCell *cell, EtaBlock *block, double x, double y);
double eta_cell_get_height (const EtaCell *cell);
void eta_brochure_add_heading (EtaBrochure *self, GPtrArray *blocks, const char *text);
void eta_brochure_add_prose (EtaBrochure *self, GPtrArray *blocks, const EtaKind *kind,
                             const EtaJson *doc);
void eta_brochure_add_papers (EtaBrochure *self, GPtrArray *blocks, const EtaJson *doc,
                              gboolean headed);
void eta_brochure_add_photos (GPtrArray *blocks, const EtaJson *doc, double height, guint most);
double eta_cell_width (guint columns);

/* eta-brochure-listing.c */
gboolean eta_brochure_set_chapter (EtaBrochure *self, EtaChapter *chapter, GPtrArray *blocks,
                                   GError **error);

/* eta-brochure-front.c */
void eta_brochure_make_contents (EtaBrochure *self);
EtaBlock *eta_brochure_make_cover (EtaBrochure *self);
EtaBlock *eta_brochure_make_furniture (EtaBrochure *self, guint page, const EtaChapter *chapter);
char *eta_brochure_dup_date (EtaBrochure *self, guint reader);

/* eta-brochure-collect.c */
gboolean eta_brochure_collect (EtaBrochure *self, GCancellable *cancellable, GError **error);
void eta_chapter_free (gpointer chapter);

/* eta-brochure.c */
guint eta_brochure_get_front (EtaBrochure *self); /* pages before the body */

G_END_DECLS
