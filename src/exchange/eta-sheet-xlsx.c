/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-sheet-private.h"

#include <glib/gi18n.h>
#include <gsf/gsf.h>
#include <libxml/xmlreader.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* XLSX (ECMA-376): a zip of XML parts. Only what a list needs is read: shared strings, which styles are
 * dates, and the cells of the first sheet that holds a list. Every part is read as a stream, never more
 * than a bound of bytes, with no DTD and no entity. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

#define PARTS_MAX 1000
#define COLUMNS_MAX 1000
#define INFLATE_MAX 200 /* times; a real sheet gets to 20 or so */

typedef struct {
  GsfInfile *zip;
  GPtrArray *strings; /* shared strings */
  GArray *dates; /* gboolean by style */
  GCancellable *cancellable;
  gsize left; /* bytes that may still be unpacked */
} Book;

/* -- parts ---------------------------------------------------------------------------------- */

typedef struct {
  GsfInput *input;
  gsize *left;
} Stream;

static int
read_cb (void *context, char *buffer, int length)
{
  Stream *stream = context;
  gsize n = MIN ((gsize) length, (gsize) gsf_input_remaining (stream->input));

  if (n == 0)
    return 0;
  if (n > *stream->left || !gsf_input_read (stream->input, n, (guint8 *) buffer))
    return -1;
  *stream->left -= n;
  return (int) n;
}

static int
close_cb (void *context)
{
  Stream *stream = context;

  g_object_unref (stream->input);
  g_free (stream);
  return 0;
}

static void
ignore_cb (void *context, const char *message, xmlParserSeverities severity,
           xmlTextReaderLocatorPtr locator)
{
}

static xmlTextReader *
open_part (Book *book, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  GsfInput *input = gsf_infile_child_by_aname (book->zip, (const char **) names);
  if (!input)
    return NULL;

  Stream *stream = g_new0 (Stream, 1);
  stream->input = input;
  stream->left = &book->left;
  xmlTextReader *reader =
      xmlReaderForIO (read_cb, close_cb, stream, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
  if (reader)
    xmlTextReaderSetErrorHandler (reader, ignore_cb, NULL);
  return reader;
}

/* Steps to the next node. A DTD has no place in a spreadsheet: it ends the reading as damage does. */
static gboolean
next_node (Book *book, xmlTextReader *reader, gboolean *damaged)
{
  int read = xmlTextReaderRead (reader);

  if (read < 0 || (read == 1 && xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE) ||
      g_cancellable_is_cancelled (book->cancellable)) {
    *damaged = TRUE;
    return FALSE;
  }

  return read == 1;
}

static gboolean
is_start (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

static gboolean
is_end (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

static gboolean
is_text (xmlTextReader *reader)
{
  int type = xmlTextReaderNodeType (reader);

  return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
         type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
}

static char *
dup_attribute (xmlTextReader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static int
get_number (xmlTextReader *reader, const char *name, int fallback)
{
  g_autofree char *text = dup_attribute (reader, name);

  return text ? atoi (text) : fallback;
}

/* -- shared strings and styles --------------------------------------------------------------- */

static gboolean
read_strings (Book *book)
{
  xmlTextReader *reader = open_part (book, "xl/sharedStrings.xml");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean damaged = FALSE, inside = FALSE;

  while (reader && next_node (book, reader, &damaged)) {
    if (is_start (reader, "si")) {
      g_string_truncate (text, 0);
      if (xmlTextReaderIsEmptyElement (reader))
        g_ptr_array_add (book->strings, g_strdup (""));
    } else if (is_end (reader, "si")) {
      g_ptr_array_add (book->strings, g_strdup (text->str));
    } else if (is_start (reader, "t")) {
      inside = !xmlTextReaderIsEmptyElement (reader);
    } else if (is_end (reader, "t")) {
      inside = FALSE;
    } else if (inside && is_text (reader)) {
      g_string_append (text, (const char *) xmlTextReaderConstValue (reader));
    }
  }
  if (reader)
    xmlFreeTextReader (reader);

  return !damaged;
}

/* Numbers 14–22 and 45–47 are the built-in date formats (ECMA-376 part 1, 18.8.30). */
static gboolean
is_date_format (GHashTable *custom, int number)
{
  return (number >= 14 && number <= 22) || (number >= 45 && number <= 47) ||
         g_hash_table_contains (custom, GINT_TO_POINTER (number));
}

/* A format with days or years outside of quotes and colours */
static gboolean
has_date_letters (const char *code)
{
  gboolean quoted = FALSE, bracket = FALSE;

  for (; code && *code; code++) {
    if (*code == '"')
      quoted = !quoted;
    else if (*code == '[' || *code == ']')
      bracket = *code == '[';
    else if (!quoted && !bracket && strchr ("dDyY", *code))
      return TRUE;
  }

  return FALSE;
}

static gboolean
read_styles (Book *book)
{
  xmlTextReader *reader = open_part (book, "xl/styles.xml");
  g_autoptr (GHashTable) custom = g_hash_table_new (NULL, NULL);
  gboolean damaged = FALSE, inside = FALSE;

  while (reader && next_node (book, reader, &damaged)) {
    if (is_start (reader, "numFmt")) {
      g_autofree char *code = dup_attribute (reader, "formatCode");
      if (has_date_letters (code))
        g_hash_table_add (custom, GINT_TO_POINTER (get_number (reader, "numFmtId", 0)));
    } else if (is_start (reader, "cellXfs")) {
      inside = TRUE;
    } else if (is_end (reader, "cellXfs")) {
      inside = FALSE;
    } else if (inside && is_start (reader, "xf")) {
      gboolean date = is_date_format (custom, get_number (reader, "numFmtId", 0));
      g_array_append_val (book->dates, date);
    }
  }
  if (reader)
    xmlFreeTextReader (reader);

  return !damaged;
}

/* -- cells ---------------------------------------------------------------------------------- */

/* Day 1 is 1900-01-01, and day 60 the 29 February 1900 that never was. */
static char *
describe_date (double serial)
{
  g_autoptr (GDate) date = g_date_new_dmy (31, G_DATE_DECEMBER, 1899);
  g_date_add_days (date, (guint) (serial < 60 ? serial : serial - 1));

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/* As a person sees it: a NIB that Excel keeps as 9.120001234567E+12 is 9120001234567. */
static char *
describe_number (Book *book, const char *text, int style)
{
  char *end;
  double number = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (number))
    return g_strdup (text);
  if (style >= 0 && style < (int) book->dates->len &&
      g_array_index (book->dates, gboolean, style) && number >= 1 && number < 2958466)
    return describe_date (number);
  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%.0f", number);

  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.15g", number));
}

static char *
describe_cell (Book *book, const char *type, int style, const char *text)
{
  if (g_strcmp0 (type, "s") == 0) {
    guint64 index = g_ascii_strtoull (text, NULL, 10);
    return g_strdup (index < book->strings->len ? book->strings->pdata[index] : "");
  }
  if (g_strcmp0 (type, "b") == 0)
    return g_strdup (text[0] == '1' ? "yes" : "no");
  if (g_strcmp0 (type, "e") == 0)
    return g_strdup ("");
  if (g_strcmp0 (type, "inlineStr") == 0 || g_strcmp0 (type, "str") == 0 ||
      g_strcmp0 (type, "d") == 0)
    return g_strdup (text);

  return text[0] ? describe_number (book, text, style) : g_strdup ("");
}

/* "BC12" → 54 */
static guint
parse_column (const char *reference)
{
  guint column = 0;

  for (; reference && g_ascii_isupper (*reference); reference++)
    column = MIN (column * 26 + (guint) (*reference - 'A') + 1, COLUMNS_MAX + 1);

  return column;
}

typedef struct {
  Book *book;
  EtaSheet *sheet;
  GPtrArray *cells;
  GString *text;
  char *type;
  int style;
  guint column, line;
  gboolean inside;
} Scan;

static void
begin_cell (Scan *scan, xmlTextReader *reader)
{
  g_autofree char *reference = dup_attribute (reader, "r");
  guint column = parse_column (reference);

  scan->column = column > 0 ? column : scan->cells->len + 1;
  g_free (scan->type);
  scan->type = dup_attribute (reader, "t");
  scan->style = get_number (reader, "s", -1);
  g_string_truncate (scan->text, 0);
}

static gboolean
end_cell (Scan *scan, GError **error)
{
  if (scan->column > COLUMNS_MAX)
    return eta_sheet_fail (error, ETA_SHEET_ERROR_LARGE,
                           _ ("The sheet has more columns than a list ever has."));

  while (scan->cells->len < scan->column)
    g_ptr_array_add (scan->cells, g_strdup (""));
  char **cell = (char **) &scan->cells->pdata[scan->column - 1];
  g_free (*cell);
  *cell = describe_cell (scan->book, scan->type, scan->style, scan->text->str);
  return TRUE;
}

static gboolean
scan_node (Scan *scan, xmlTextReader *reader, GError **error)
{
  if (is_start (reader, "row")) {
    scan->line = (guint) get_number (reader, "r", (int) scan->line + 1);
    g_ptr_array_set_size (scan->cells, 0);
  } else if (is_end (reader, "row")) {
    return eta_sheet_add_row (scan->sheet, (char **) scan->cells->pdata, scan->cells->len,
                              scan->line, error);
  } else if (is_start (reader, "c")) {
    begin_cell (scan, reader);
  } else if (is_end (reader, "c")) {
    return end_cell (scan, error);
  } else if (is_start (reader, "v") || is_start (reader, "t")) {
    scan->inside = !xmlTextReaderIsEmptyElement (reader);
  } else if (is_end (reader, "v") || is_end (reader, "t")) {
    scan->inside = FALSE;
  } else if (scan->inside && is_text (reader)) {
    g_string_append (scan->text, (const char *) xmlTextReaderConstValue (reader));
  }

  return TRUE;
}

static gboolean
say_damaged (Book *book, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (book->cancellable, error))
    return FALSE;

  return eta_sheet_fail (
      error, ETA_SHEET_ERROR_UNREADABLE,
      _ ("The spreadsheet is damaged or holds what no spreadsheet holds. Open it "
         "and save it again as .xlsx or .csv, then import that."));
}

static EtaSheet *
read_sheet (Book *book, const char *path, GError **error)
{
  xmlTextReader *reader = open_part (book, path);
  g_autoptr (EtaSheet) sheet = eta_sheet_new ();
  gboolean damaged = reader == NULL, good = TRUE;
  Scan scan = {
    .book = book,
    .sheet = sheet,
    .cells = g_ptr_array_new_with_free_func (g_free),
    .text = g_string_new (NULL),
  };

  while (reader && good && next_node (book, reader, &damaged))
    good = scan_node (&scan, reader, error);
  if (good && damaged)
    good = say_damaged (book, error);

  g_ptr_array_unref (scan.cells);
  g_string_free (scan.text, TRUE);
  g_free (scan.type);
  if (reader)
    xmlFreeTextReader (reader);
  return good ? g_steal_pointer (&sheet) : NULL;
}

/* -- the book ------------------------------------------------------------------------------- */

/* rId → path of the part */
static GHashTable *
read_relations (Book *book, gboolean *damaged)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  xmlTextReader *reader = open_part (book, "xl/_rels/workbook.xml.rels");

  while (reader && next_node (book, reader, damaged)) {
    if (!is_start (reader, "Relationship"))
      continue;
    g_autofree char *target = dup_attribute (reader, "Target");
    char *id = dup_attribute (reader, "Id");
    if (!id || !target)
      g_free (id);
    else
      g_hash_table_replace (
          parts, id, target[0] == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
  }
  if (reader)
    xmlFreeTextReader (reader);

  return parts;
}

/* The sheets' parts in the order of their tabs, and their @names */
static GPtrArray *
list_sheets (Book *book, GStrvBuilder *names, gboolean *damaged)
{
  g_autoptr (GHashTable) parts = read_relations (book, damaged);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  xmlTextReader *reader = open_part (book, "xl/workbook.xml");

  while (reader && paths->len < PARTS_MAX && next_node (book, reader, damaged)) {
    if (!is_start (reader, "sheet"))
      continue;
    g_autofree char *id = dup_attribute (reader, "r:id");
    g_autofree char *name = dup_attribute (reader, "name");
    const char *path = id ? g_hash_table_lookup (parts, id) : NULL;
    if (!path)
      continue;
    g_ptr_array_add (paths, g_strdup (path));
    g_strv_builder_add (names, name ? name : "");
  }
  if (reader)
    xmlFreeTextReader (reader);

  return paths;
}

static EtaSheet *
read_book (Book *book, int tab, GError **error)
{
  gboolean damaged = FALSE;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) paths = list_sheets (book, names, &damaged);
  if (damaged || paths->len == 0 || tab >= (int) paths->len || !read_strings (book) ||
      !read_styles (book)) {
    say_damaged (book, error);
    return NULL;
  }

  for (guint i = (guint) MAX (tab, 0); i < paths->len; i++) {
    g_autoptr (EtaSheet) sheet = read_sheet (book, paths->pdata[i], error);
    if (!sheet)
      return NULL;
    if (tab < 0 && !eta_sheet_looks_like_list (sheet) && i + 1 < paths->len)
      continue;
    if (paths->len > 1)
      eta_sheet_take_tabs (sheet, g_strv_builder_end (names), (int) i);
    return g_steal_pointer (&sheet);
  }

  g_return_val_if_reached (NULL);
}

/* A bomb unpacks to many times its size. */
static gsize
bound (GsfInput *file)
{
  gsize packed = (gsize) gsf_input_size (file);

  return MIN ((gsize) ETA_SHEET_BYTES, 1024 * 1024 + packed * INFLATE_MAX);
}

/**
 * eta_sheet_load_xlsx:
 *
 * @data: borrowed
 * @tab: -1: the first sheet that holds a list
 *
 * Returns: (transfer full) (nullable): the sheet
 */
EtaSheet *
eta_sheet_load_xlsx (const char *data, gsize length, int tab, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GsfInput) file =
      gsf_input_memory_new ((const guint8 *) data, (gsf_off_t) length, FALSE);
  g_autoptr (GsfInfile) zip = file ? gsf_infile_zip_new (file, NULL) : NULL;
  Book book = { .zip = zip, .cancellable = cancellable };
  if (!zip) {
    say_damaged (&book, error);
    return NULL;
  }

  book.left = bound (file);
  book.strings = g_ptr_array_new_with_free_func (g_free);
  book.dates = g_array_new (FALSE, FALSE, sizeof (gboolean));
  EtaSheet *sheet = read_book (&book, tab, error);

  g_ptr_array_unref (book.strings);
  g_array_unref (book.dates);
  return sheet;
}
