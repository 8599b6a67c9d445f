/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-fact.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum {
  ETA_FACE_BODY,
  ETA_FACE_LABEL, /* of a fact */
  ETA_FACE_SMALL, /* heads and feet of pages */
  ETA_FACE_HEADING, /* of a part */
  ETA_FACE_NAME, /* of a product in a catalogue */
  ETA_FACE_NAME_TOO, /* in the second language */
  ETA_FACE_TITLE, /* of a page */
  ETA_FACE_TITLE_TOO,
  ETA_FACE_COVER,
  ETA_FACE_COVER_TOO,
  ETA_FACES,
} EtaFace;

/**
 * EtaTypesetter:
 *
 * Texts in two languages as they stand on paper: its own fonts, words and formats of each language,
 * whatever the user's is. Measures are points. One thread at a time.
 */
typedef struct {
  EtaReader readers[2]; /* the office's own language, then English */

  /* Private */
  EtaWords *words[2];
  PangoFontMap *fonts;
  PangoContext *context;
} EtaTypesetter;

EtaTypesetter *eta_typesetter_new (EtaCatalogue *catalogue, const char *language);
void eta_typesetter_free (EtaTypesetter *self);
PangoLayout *eta_typesetter_set (EtaTypesetter *self, EtaFace face, const char *text,
                                 const char *language, double width, int lines);
const char *eta_typesetter_say (EtaTypesetter *self, guint reader, const char *text);
char *eta_typesetter_say_both (EtaTypesetter *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTypesetter, eta_typesetter_free)

G_END_DECLS
