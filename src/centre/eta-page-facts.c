/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a document says, walked from its kind's table: a new row of the table is shown without a line
 * here. The documents have passed the gate already.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-date.h"
#include "eta-group.h"
#include "eta-kind-parts.h"
#include "eta-paper.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows that a page shows in another way: titles, prose, keyed lists, references. */
static gboolean
is_fact (const EtaField *field)
{
  return !(field->flags & (ETA_FIELD_HIDDEN | ETA_FIELD_TITLE)) && field->type != ETA_FIELD_TEXT &&
         field->type != ETA_FIELD_KEYED && field->type != ETA_FIELD_REFERENCE &&
         field->type != ETA_FIELD_PHOTO;
}

static const char *
get_key (const EtaField *field)
{
  return strrchr (field->path, '/') + 1;
}

/* A price with its currency and unit, the sides of a carton: told by the first row of the group, and
 * not again by the others. */
static gboolean
is_told (const EtaField *field, const char *group)
{
  static const char *const others[] = { "currency", "unit", "width", "height", NULL };

  return group && g_strv_contains (others, get_key (field));
}

static gboolean
tells (const EtaField *field)
{
  return g_str_equal (get_key (field), "amount") || g_str_equal (get_key (field), "length");
}

static const char *
choose (const EtaPage *page, const EtaField *field, const char *value)
{
  const char *label = eta_field_choice_label (field, value);

  return label ? eta_words_get (page->words, label) : value;
}

static char *
format_choices (const EtaPage *page, const EtaField *field, const EtaJson *set)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_json_foreach (member, set) {
    const char *text = choose (page, field, eta_json_string (member));

    if (text)
      g_string_append_printf (out, "%s%s", out->len ? ", " : "", text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A code that people type (HS, KBLI) says more to a buyer than its words; its edition stands in the
 * row behind it. */
static char *
format_typed_code (const EtaPage *page, const EtaField *field, const EtaJson *doc, const char *code)
{
  g_autofree char *words = eta_page_code (page, field->codes, code);
  g_autofree char *pointer = g_strconcat (field->path, "_version", NULL);
  const char *version = eta_json_get_string (doc, pointer);
  g_autofree char *edition = version ? g_strdup_printf (" (%s)", version) : NULL;

  return g_strconcat (code, edition ? edition : "", g_str_equal (words, code) ? "" : " · ",
                      g_str_equal (words, code) ? "" : words, NULL);
}

static char *
format_link (const char *address)
{
  g_autofree char *shown = g_strdup (address + strlen ("https://"));

  if (g_str_has_suffix (shown, "/"))
    shown[strlen (shown) - 1] = '\0';
  return g_strdup (g_str_has_prefix (shown, "www.") ? shown + 4 : shown);
}

/* "+6281200000101" → "+62 812 0000 0101" */
static char *
format_phone (const char *phone)
{
  gsize code = g_str_has_prefix (phone, "+673") ? 4 : 3;
  gsize length = strlen (phone);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    if (i == code || (i > code + 1 && (length - i) % 4 == 0))
      g_string_append_c (out, ' ');
    g_string_append_c (out, phone[i]);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
format_value (const EtaPage *page, const EtaField *field, const EtaJson *doc, const EtaJson *value)
{
  const char *text = eta_json_string (value);

  if (field->flags & ETA_FIELD_LOCALE)
    return g_strdup (eta_page_pick (page, value, NULL));
  if (field->choices)
    return text ? g_strdup (choose (page, field, text)) : format_choices (page, field, value);
  if (field->type == ETA_FIELD_CODE && field->tidy && text)
    return format_typed_code (page, field, doc, text);
  if (field->type == ETA_FIELD_LINK && text && g_str_has_prefix (text, "https://"))
    return format_link (text);
  if (field->type == ETA_FIELD_PHONE && text)
    return format_phone (text);
  if (field->section == ETA_SECTION_CURATION && field->max > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, eta_json_int (value, 0),
                            field->max);
  return eta_field_format (field, value, eta_catalogue_codes_of (page->catalogue, field),
                           page->language);
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

static const char *
get_label (const EtaField *field, gboolean whole)
{
  /* "Carton length in cm", of a row that tells all three sides */
  return whole && g_str_equal (get_key (field), "length") ? N_ ("Carton size") : field->label;
}

/* One row of the table; NULL when it has nothing to say. */
static EtaJson *
make_fact (const EtaPage *page, const EtaField *field, const EtaJson *doc)
{
  const EtaJson *value = eta_field_get (field, doc);
  g_autofree char *group =
      field->group ? eta_group_format (page->catalogue, doc, field->group, page->language) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  EtaJson *fact;

  if (eta_json_is_empty (value) || is_told (field, group) ||
      g_str_has_suffix (field->path, "_version"))
    return NULL;
  if (field->type == ETA_FIELD_DEGREE)
    return g_str_equal (field->path, "/lat") ? make_position (page, doc) : NULL;
  text = group && tells (field) ? g_steal_pointer (&group) : format_value (page, field, doc, value);
  if (!text || !*text)
    return NULL;
  address = make_address (field, eta_json_string (value));
  fact = eta_json_new_object ();
  eta_json_set_string (fact, "/label",
                       eta_words_get (page->words, get_label (field, tells (field))));
  eta_json_set_string (fact, "/value", text);
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
  EtaJson *by_section[ETA_SECTION_STATE + 1] = { NULL };
  EtaJson *out = eta_json_new_array ();

  eta_kind_foreach (field, kind)
  {
    EtaJson *fact =
        is_fact (field) && sections & (1u << field->section) ? make_fact (page, field, doc) : NULL;

    if (fact)
      add_fact (page, by_section, field->section, fact);
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
  EtaJson *out = eta_json_new_object ();

  eta_fields_foreach (field, eta_paper_members)
  {
    const EtaJson *value = eta_field_get (field, paper);
    g_autofree char *text = NULL;

    if (field->flags & ETA_FIELD_HIDDEN || eta_json_is_empty (value))
      continue;
    text = format_value (page, field, paper, value);
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
