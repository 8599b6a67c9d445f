/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-typesetter.h"

/* Texts in two languages on paper. See the header. */

#define FAMILY "Cantarell, Noto Sans, DejaVu Sans, sans-serif"
#define LINE_MOST 400 /* characters that a line could ever show; the rest is cut before it is set */

static const struct {
  double size;
  PangoWeight weight;
  double spacing; /* of lines */
} faces[ETA_FACES] = {
  [ETA_FACE_BODY] = { 9, PANGO_WEIGHT_NORMAL, 1.05 },
  [ETA_FACE_LABEL] = { 6.8, PANGO_WEIGHT_NORMAL, 1 },
  [ETA_FACE_SMALL] = { 7.5, PANGO_WEIGHT_NORMAL, 1 },
  [ETA_FACE_HEADING] = { 9, PANGO_WEIGHT_BOLD, 1 },
  [ETA_FACE_NAME] = { 13, PANGO_WEIGHT_BOLD, 0.95 },
  [ETA_FACE_NAME_TOO] = { 11, PANGO_WEIGHT_NORMAL, 0.95 },
  [ETA_FACE_TITLE] = { 21, PANGO_WEIGHT_BOLD, 0.92 },
  [ETA_FACE_TITLE_TOO] = { 15, PANGO_WEIGHT_NORMAL, 0.95 },
  [ETA_FACE_COVER] = { 36, PANGO_WEIGHT_BOLD, 0.9 },
  [ETA_FACE_COVER_TOO] = { 22, PANGO_WEIGHT_NORMAL, 0.95 },
};

/* Paper has no pixels that letters would be moved to. */
static void
set_for_paper (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

/**
 * eta_typesetter_new:
 * @catalogue: outlives it
 * @language: the first of the two; the second is English
 *
 * Reads files: not on the main loop.
 *
 * Returns: (transfer full): fonts of its own, so that it may pass from thread to thread
 */
EtaTypesetter *
eta_typesetter_new (EtaCatalogue *catalogue, const char *language)
{
  EtaTypesetter *self = g_new0 (EtaTypesetter, 1);
  const char *languages[] = { language, "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    self->words[i] = eta_words_open (languages[i]);
    self->readers[i] = (EtaReader){ catalogue, self->words[i], languages[i] };
  }
  self->fonts = pango_cairo_font_map_new ();
  self->context = pango_font_map_create_context (self->fonts);
  set_for_paper (self->context);
  return self;
}

void
eta_typesetter_free (EtaTypesetter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->words); i++)
    eta_words_unref (self->words[i]);
  g_object_unref (self->context);
  g_object_unref (self->fonts);
  g_free (self);
}

static PangoAttrList *
list_attributes (const char *language)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes,
                          pango_attr_language_new (pango_language_from_string (language)));
  return attributes;
}

static void
set_face (PangoLayout *layout, EtaFace face)
{
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_size (font, (int) (faces[face].size * PANGO_SCALE));
  pango_font_description_set_weight (font, faces[face].weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_line_spacing (layout, (float) faces[face].spacing);
  pango_font_description_free (font);
}

/**
 * eta_typesetter_set:
 * @text: (nullable): as it is; no markup
 * @language: (nullable): of @text: which letters and breaks are right for it
 * @width: of the column; a word that is longer is broken with a hyphen
 * @lines: at most, the last one ends with "…"; 0: all
 *
 * Returns: (transfer full): the text as it stands on paper
 */
PangoLayout *
eta_typesetter_set (EtaTypesetter *self, EtaFace face, const char *text, const char *language,
                    double width, int lines)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = list_attributes (language ? language : "en");
  g_autofree char *cut =
      text && lines ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LINE_MOST * lines))
                    : NULL;

  set_face (layout, face);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (lines) {
    pango_layout_set_height (layout, -lines);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  }
  pango_layout_set_text (layout, cut ? cut : text ? text : "", -1);
  pango_attr_list_unref (attributes);
  return layout;
}

/**
 * eta_typesetter_say:
 * @reader: 0 or 1
 * @text: of the program's own, N_()
 *
 * Returns: (transfer none): in that language
 */
const char *
eta_typesetter_say (EtaTypesetter *self, guint reader, const char *text)
{
  return eta_words_get (self->words[reader], text);
}

/** eta_typesetter_say_both: Returns: (transfer full): "Harga · Price", or once what is alike in both */
char *
eta_typesetter_say_both (EtaTypesetter *self, const char *text)
{
  const char *own = eta_typesetter_say (self, 0, text);
  const char *english = eta_typesetter_say (self, 1, text);

  return g_str_equal (own, english) ? g_strdup (own) : g_strconcat (own, " · ", english, NULL);
}
