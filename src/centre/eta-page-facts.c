/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a document says (catalogue/eta-fact.c) as the templates want it. The documents have passed the
 * gate already.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-date.h"
#include "eta-fact.h"
#include "eta-kind-parts.h"
#include "eta-paper.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
get_key (const EtaField *field)
{
  return strrchr (field->path, '/') + 1;
}

/* Where a value leads to: only to what the centre makes an address of itself, or to https. */
static char *
make_address (const EtaField *field, const char *text)
{
  if (!text)
    return NULL;
  if (field->type == ETA_FIELD_LINK)
    return g_str_has_prefix (text, "https://") ? g_strdup (text) : NULL;
  if (field->type == ETA_FIELD_EMAIL)
    return g_strconcat ("mailto:", text, NULL);
  if (field->type == ETA_FIELD_PHONE && g_str_equal (field->path, "/whatsapp"))
    return g_strconcat ("https://wa.me/", text + 1, NULL);
  return field->type == ETA_FIELD_PHONE ? g_strconcat ("tel:", text, NULL) : NULL;
}

/* Latitude and longitude, two rows of the table, as one way to a map */
static EtaJson *
make_position (const EtaPage *page, const EtaJson *doc)
{
  EtaJson *fact = eta_json_new_object ();
  double lat = eta_json_get_int (doc, "/lat", 0) / 1e6;
  double lon = eta_json_get_int (doc, "/lon", 0) / 1e6;
  char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *address = NULL;

  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.6f", lat);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.6f", lon);
  address = g_strdup_printf ("https://www.openstreetmap.org/?mlat=%s&mlon=%s&zoom=15", numbers[0],
                             numbers[1]);
  eta_json_set_string (fact, "/label", eta_words_get (page->words, N_ ("Position")));
  eta_json_set_string (fact, "/value", eta_words_get (page->words, N_ ("On the map")));
  eta_json_set_string (fact, "/address", address);
  eta_json_set_string (fact, "/outside", "yes");
  return fact;
}

/* One fact as the templates have it; the place on the map is a way there. */
static EtaJson *
make_fact (const EtaPage *page, const EtaFact *told, const EtaJson *doc)
{
  const EtaField *field = told->field;
  g_autofree char *address = NULL;
  EtaJson *fact;

  if (field->type == ETA_FIELD_DEGREE)
    return make_position (page, doc);
  address = make_address (field, eta_json_string (eta_field_get (field, doc)));
  fact = eta_json_new_object ();
  eta_json_set_string (fact, "/label", told->label);
  eta_json_set_string (fact, "/value", told->value);
  eta_json_set_string (fact, "/name", field->group ? field->group : get_key (field));
  eta_json_set_string (fact, "/address", address);
  if (address && g_str_has_prefix (address, "https:"))
    eta_json_set_string (fact, "/outside", "yes");
  return fact;
}

static EtaJson *
new_section (const EtaPage *page, EtaSection section)
{
  EtaJson *out = eta_json_new_object ();

  eta_json_set_string (out, "/heading",
                       eta_words_get (page->words, eta_section_get_words (section)));
  eta_json_take (out, "/facts", eta_json_new_array ());
  return out;
}

static void
add_fact (const EtaPage *page, EtaJson **by_section, EtaSection section, EtaJson *fact)
{
  if (!by_section[section])
    by_section[section] = new_section (page, section);
  eta_json_append ((EtaJson *) eta_json_get (by_section[section], "/facts"), fact);
}

/**
 * eta_page_facts:
 * @doc: (nullable): what the gate let through
 * @sections: bits, 1 << EtaSection, of those that are wanted
 *
 * Returns: (transfer full): [{"heading", "facts": [{"label", "value", "name", "address"}]}], in the
 *   table's order, without empty ones
 */
EtaJson *
eta_page_facts (EtaPage *page, const EtaKind *kind, const EtaJson *doc, guint sections)
{
  EtaReader reader = eta_page_reader (page);
  g_autoptr (GPtrArray) facts = eta_facts_list (&reader, kind, doc, sections);
  EtaJson *by_section[ETA_SECTION_STATE + 1] = { NULL };
  EtaJson *out = eta_json_new_array ();

  for (guint i = 0; i < facts->len; i++) {
    const EtaFact *fact = g_ptr_array_index (facts, i);

    add_fact (page, by_section, fact->field->section, make_fact (page, fact, doc));
  }
  for (guint i = 0; i < G_N_ELEMENTS (by_section); i++) {
    if (by_section[i])
      eta_json_append (out, by_section[i]);
  }
  return out;
}

/**
 * eta_page_prose:
 *
 * Returns: (transfer full): the longer texts of a document, [{"label", "text", "tongue"}]; the first
 *   without a label
 */
EtaJson *
eta_page_prose (EtaPage *page, const EtaKind *kind, const EtaJson *doc)
{
  EtaJson *out = eta_json_new_array ();

  eta_kind_foreach (field, kind)
  {
    const EtaJson *value = eta_field_get (field, doc);
    const char *tongue = NULL;
    const char *text = field->type == ETA_FIELD_TEXT && !(field->flags & ETA_FIELD_HIDDEN) && value
                           ? eta_page_pick (page, value, &tongue)
                           : NULL;
    EtaJson *part;

    if (!text)
      continue;
    part = eta_json_new_object ();
    eta_json_set_string (part, "/text", text);
    eta_json_set_string (part, "/tongue", tongue);
    if (eta_json_size (out) > 0)
      eta_json_set_string (part, "/label", eta_words_get (page->words, field->label));
    eta_json_append (out, part);
  }
  return out;
}

/* -- papers --------------------------------------------------------------------------------- */

static int
compare_papers_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (eta_json_get_string (*(const EtaJson *const *) a, "/order"),
                    eta_json_get_string (*(const EtaJson *const *) b, "/order"));
}

/* An end that is past is marked in words. */
static void
set_end (const EtaPage *page, EtaJson *out, const EtaJson *paper)
{
  EtaPaperState state = eta_paper_state (paper, &page->today);
  g_autofree char *stored = NULL;
  g_autofree char *shown = NULL;
  GDate end;

  if (eta_paper_end (paper, &end)) {
    stored = eta_date_store (&end);
    shown = eta_date_format (stored, page->language);
    eta_json_set_string (out, "/end", shown);
  }
  if (state == ETA_PAPER_ENDED || state == ETA_PAPER_ENDING)
    eta_json_set_string (out, state == ETA_PAPER_ENDED ? "/ended" : "/ending",
                         eta_words_get (page->words, eta_paper_state_label (state)));
}

static EtaJson *
make_paper (const EtaPage *page, const EtaJson *paper)
{
  EtaReader reader = eta_page_reader (page);
  EtaJson *out = eta_json_new_object ();

  eta_fields_foreach (field, eta_paper_members)
  {
    const EtaJson *value = eta_field_get (field, paper);
    g_autofree char *text = NULL;

    if (field->flags & ETA_FIELD_HIDDEN || eta_json_is_empty (value))
      continue;
    text = eta_fact_value (&reader, field, paper);
    if (g_str_equal (field->path, "/valid_until"))
      continue; /* below, since a P-IRT has its end in its number */
    eta_json_set_string (out, field->path, text);
  }
  set_end (page, out, paper);
  return out;
}

/**
 * eta_page_papers:
 *
 * Returns: (transfer full): [{"kind", "number", "issuer", "issued", "end", "ended", "ending"}]
 */
EtaJson *
eta_page_papers (EtaPage *page, const EtaJson *doc)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  EtaJson *out = eta_json_new_array ();

  eta_json_foreach (paper, eta_json_get (doc, "/papers"))
    g_ptr_array_add (papers, (gpointer) paper);
  g_ptr_array_sort (papers, compare_papers_cb);
  for (guint i = 0; i < papers->len; i++)
    eta_json_append (out, make_paper (page, g_ptr_array_index (papers, i)));
  return out;
}
