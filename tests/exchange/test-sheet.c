/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eta-sheet.h"

#include <glib/gstdio.h>
#include <gsf/gsf.h>
#include <string.h>

static char *folder;

static char *
write_file (const char *name, const char *data, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_cell (EtaSheet *sheet, guint row, guint column, const char *text)
{
  guint n = 0;

  g_assert_cmpuint (row, <, eta_sheet_get_n_rows (sheet));
  char **cells = eta_sheet_get_row (sheet, row, &n);
  g_assert_cmpuint (column, <, n);
  g_assert_cmpstr (cells[column], ==, text);
}

/* -- CSV ------------------------------------------------------------------------------------ */

#define PLAIN "Nama;Kota\nKopi é;Tomohon\n"

static const struct {
  const char *name, *encoding, *mark, *text;
} texts[] = {
  { "utf-8", "UTF-8", "", PLAIN },
  { "utf-8 with a mark", "UTF-8", "\xef\xbb\xbf", PLAIN },
  { "utf-16le with a mark", "UTF-16LE", "\xff\xfe", PLAIN },
  { "utf-16be with a mark", "UTF-16BE", "\xfe\xff", PLAIN },
  { "utf-16le", "UTF-16LE", "", PLAIN },
  { "windows-1252", "WINDOWS-1252", "", PLAIN },
  { "comma", "UTF-8", "", "Nama,Kota\nKopi é,Tomohon\n" },
  { "tab", "UTF-8", "", "Nama\tKota\nKopi é\tTomohon\n" },
  { "carriage returns", "UTF-8", "", "Nama;Kota\rKopi é;Tomohon\r" },
  { "both", "UTF-8", "", "Nama;Kota\r\nKopi é;Tomohon\r\n" },
  { "quotes", "UTF-8", "", "\"Nama\";\"Kota\"\n\"Kopi é\";\"Tomohon\"\n" },
  { "commas in texts", "UTF-8", "", "Nama;Kota;Teks\nKopi é;Tomohon;a, b, c, d, e, f, g\n" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    gsize length = 0;
    g_autoptr (GError) error = NULL;
    g_autofree char *coded =
        g_convert (texts[i].text, -1, texts[i].encoding, "UTF-8", NULL, &length, &error);
    g_assert_no_error (error);
    g_autoptr (GString) data = g_string_new (texts[i].mark);
    g_string_append_len (data, coded, (gssize) length);
    g_autofree char *path = write_file ("text.csv", data->str, (gssize) data->len);

    g_test_message ("%s", texts[i].name);
    g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (eta_sheet_get_n_rows (sheet), ==, 2);
    assert_cell (sheet, 0, 0, "Nama");
    assert_cell (sheet, 1, 0, "Kopi é");
    assert_cell (sheet, 1, 1, "Tomohon");
  }
}

static void
test_lines (void)
{
  g_autofree char *path = write_file ("lines.csv", "Judul\n\nNama;Kota\n;;\n\"a\nb\";c\nd;e\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_sheet_get_n_rows (sheet), ==, 4);
  assert_cell (sheet, 2, 0, "a\nb");
  g_assert_cmpuint (eta_sheet_get_line (sheet, 1), ==, 3);
}

/* -- bad files ------------------------------------------------------------------------------ */

static void
assert_refused (const char *path, EtaSheetError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, &error);

  g_assert_null (sheet);
  g_assert_error (error, ETA_SHEET_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_bad_texts (void)
{
  g_autoptr (GString) wide = g_string_new ("Nama;Kota\n");
  g_autoptr (GString) open = g_string_new ("Nama;Kota\n\"");
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (wide, ';');
  for (guint i = 0; i < 3000; i++)
    g_string_append (open, "Kopi;Tomohon\n");

  g_autofree char *nul = write_file ("nul.csv", "Nama;Kota\nKo\0pi;Tomohon\n", 25);
  g_autofree char *columns = write_file ("wide.csv", wide->str, (gssize) wide->len);
  g_autofree char *quote = write_file ("quote.csv", open->str, (gssize) open->len);
  g_autofree char *excel = write_file ("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere.csv", NULL);

  assert_refused (nul, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (columns, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (quote, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (excel, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (nowhere, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (folder, ETA_SHEET_ERROR_UNREADABLE);
}

/* -- XLSX ----------------------------------------------------------------------------------- */

#define NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static const char workbook[] =
    "<workbook " NS " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"B\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";
static const char relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
static const char strings[] = "<sst " NS "><si><t>Nama</t></si>"
                              "<si><r><t>Kopi </t></r><r><t>Soputan</t></r></si></sst>";
static const char styles[] =
    "<styleSheet " NS "><numFmts><numFmt numFmtId=\"170\" "
    "formatCode=\"dd\\-mm\\-yyyy\"/></numFmts>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
static const char cover[] =
    "<worksheet " NS "><sheetData><row r=\"1\"><c r=\"A1\" "
    "t=\"inlineStr\"><is><t>Daftar</t></is></c></row></sheetData></worksheet>";
static const char list[] =
    "<worksheet " NS "><sheetData>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>NIB</t></is></c>"
    "<c r=\"D3\" t=\"str\"><v>Tanggal</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"C4\"><v>9.120001234567E+12</v></c>"
    "<c r=\"D4\" s=\"1\"><v>46349</v></c><c r=\"E4\"><v>12.5</v></c><c r=\"F4\" t=\"b\"><v>1</v></c>"
    "</row></sheetData></worksheet>";

static void
add_part (GsfOutfile *zip, const char *path, const char *text, gsize length)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  GsfOutput *part = gsf_outfile_new_child_full (zip, names[0], names[1] != NULL, NULL);

  for (guint i = 1; names[i]; i++) {
    GsfOutput *child =
        gsf_outfile_new_child_full (GSF_OUTFILE (part), names[i], names[i + 1] != NULL, NULL);
    g_object_unref (part);
    part = child;
  }
  g_assert_true (gsf_output_write (part, length, (const guint8 *) text));
  gsf_output_close (part);
  g_object_unref (part);
}

static char *
write_xlsx (const char *name, const char *sheet, gsize length)
{
  char *path = g_build_filename (folder, name, NULL);
  GsfOutput *file = gsf_output_stdio_new (path, NULL);
  GsfOutfile *zip = gsf_outfile_zip_new (file, NULL);

  add_part (zip, "xl/workbook.xml", workbook, strlen (workbook));
  add_part (zip, "xl/_rels/workbook.xml.rels", relations, strlen (relations));
  add_part (zip, "xl/sharedStrings.xml", strings, strlen (strings));
  add_part (zip, "xl/styles.xml", styles, strlen (styles));
  add_part (zip, "xl/worksheets/sheet1.xml", cover, strlen (cover));
  add_part (zip, "xl/worksheets/sheet2.xml", sheet, length);
  gsf_output_close (GSF_OUTPUT (zip));
  g_object_unref (zip);
  gsf_output_close (file);
  g_object_unref (file);
  return path;
}

static void
test_xlsx (void)
{
  g_autofree char *path = write_xlsx ("list.xlsx", list, strlen (list));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_sheet_get_n_rows (sheet), ==, 2);
  g_assert_cmpuint (eta_sheet_get_line (sheet, 1), ==, 4);
  assert_cell (sheet, 0, 0, "Nama");
  assert_cell (sheet, 0, 2, "NIB");
  assert_cell (sheet, 1, 0, "Kopi Soputan");
  assert_cell (sheet, 1, 1, "");
  assert_cell (sheet, 1, 2, "9120001234567");
  assert_cell (sheet, 1, 3, "2026-11-23");
  assert_cell (sheet, 1, 4, "12.5");
  assert_cell (sheet, 1, 5, "yes");
}

static void
test_bad_xlsx (void)
{
  static const char with_dtd[] = "<!DOCTYPE worksheet [<!ENTITY a \"x\">]><worksheet " NS
                                 "><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>";
  g_autofree char *dtd = write_xlsx ("dtd.xlsx", with_dtd, strlen (with_dtd));
  g_autofree char *cut = write_xlsx ("cut.xlsx", list, strlen (list) - 60);
  g_autofree char *no_zip = write_file ("zip.xlsx", "PK\x03\x04 and no more", -1);
  g_autoptr (GString) bomb = g_string_new ("<worksheet " NS "><sheetData>");
  for (guint i = 0; i < 64 * 1024; i++)
    g_string_append_printf (bomb, "<!--%1000s-->", "");
  g_string_append (bomb, "</sheetData></worksheet>");
  g_autofree char *bomb_path = write_xlsx ("bomb.xlsx", bomb->str, bomb->len);
  GStatBuf info;
  g_assert_cmpint (g_stat (bomb_path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 300 * 1024);

  assert_refused (dtd, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (cut, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (no_zip, ETA_SHEET_ERROR_UNREADABLE);
  assert_refused (bomb_path, ETA_SHEET_ERROR_UNREADABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_test_add_func ("/sheet/texts", test_texts);
  g_test_add_func ("/sheet/lines", test_lines);
  g_test_add_func ("/sheet/bad-texts", test_bad_texts);
  g_test_add_func ("/sheet/xlsx", test_xlsx);
  g_test_add_func ("/sheet/bad-xlsx", test_bad_xlsx);
  int status = g_test_run ();

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
