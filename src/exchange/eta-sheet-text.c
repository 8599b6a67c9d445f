/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-sheet-private.h"

#include "eta-csv.h"

#include <glib/gi18n.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* CSV of any origin: the encoding is told by its mark, else by its bytes; the separator by which one
 * makes the evenest table. */

#define SAMPLE (64 * 1024)
#define SAMPLE_ROWS 60

static const char separators[] = { ',', ';', '\t' };

/* -- encoding ------------------------------------------------------------------------------- */

/* UTF-16 without a mark: Latin text has a zero in each second byte. */
static const char *
guess_utf16 (const char *data, gsize length)
{
  gsize even = 0, odd = 0, n = MIN (length, 4096) & ~(gsize) 1;

  for (gsize i = 0; i < n; i += 2) {
    even += data[i] == '\0';
    odd += data[i + 1] == '\0';
  }
  if (n >= 8 && odd > n / 4 && even < n / 16)
    return "UTF-16LE";
  if (n >= 8 && even > n / 4 && odd < n / 16)
    return "UTF-16BE";

  return NULL;
}

static char *
ask_uchardet (const char *data, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *name = NULL;

  if (uchardet_handle_data (detector, data, MIN (length, SAMPLE)) == 0) {
    uchardet_data_end (detector);
    name = g_strdup (uchardet_get_charset (detector));
  }
  uchardet_delete (detector);

  return name;
}

/* Old Excel writes Windows-1252 here. The detector is asked only whether it is something quite else
 * (Cyrillic, Chinese …): its guesses among the Latin ones are no better than this. */
static char *
decode_eight_bit (const char *data, gsize length, gsize *written)
{
  g_autofree char *name = ask_uchardet (data, length);
  gboolean latin = !name || !name[0] || g_str_has_prefix (name, "ISO-8859") ||
                   g_str_has_prefix (name, "WINDOWS-125") || g_str_has_prefix (name, "MAC");
  char *text = latin ? NULL : g_convert (data, (gssize) length, "UTF-8", name, NULL, written, NULL);

  return text ? text
              : g_convert_with_fallback (data, (gssize) length, "UTF-8", "WINDOWS-1252", "?", NULL,
                                         written, NULL);
}

static char *
decode (const char *data, gsize length, gsize *written, GError **error)
{
  const char *utf16 = NULL;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
  } else if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0) {
    utf16 = "UTF-16LE";
  } else if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0) {
    utf16 = "UTF-16BE";
  }
  if (utf16) {
    data += 2;
    length -= 2;
  } else {
    utf16 = guess_utf16 (data, length);
  }

  char *text = NULL;
  if (utf16)
    text = g_convert (data, (gssize) (length & ~(gsize) 1), "UTF-8", utf16, NULL, written, NULL);
  else if (g_utf8_validate_len (data, length, NULL)) {
    text = g_strndup (data, length);
    *written = length;
  } else if (!memchr (data, '\0', length))
    text = decode_eight_bit (data, length, written);
  if (!text)
    eta_sheet_fail (error, ETA_SHEET_ERROR_UNREADABLE,
                    _ ("This is no spreadsheet: it is neither CSV nor XLSX, or it is damaged."));

  return text;
}

/* -- separator ------------------------------------------------------------------------------ */

typedef struct {
  guint widths[SAMPLE_ROWS];
  guint n;
} Sample;

static gboolean
measure_row (char **cells, guint n_cells, guint line, gpointer data)
{
  Sample *sample = data;

  sample->widths[sample->n++] = n_cells;
  return sample->n < SAMPLE_ROWS;
}

/* Rows that share their width with the row before, times that width */
static guint
rate (const char *text, gsize length, char separator)
{
  Sample sample = { .n = 0 };
  guint score = 0;

  eta_csv_read (text, MIN (length, SAMPLE), separator, measure_row, &sample, NULL);
  for (guint i = 0; i < sample.n; i++)
    if (sample.widths[i] > 1)
      score += sample.widths[i] * (i > 0 && sample.widths[i] == sample.widths[i - 1] ? 4 : 1);

  return score;
}

static char
guess_separator (const char *text, gsize length)
{
  char best = ',';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++) {
    guint score = rate (text, length, separators[i]);
    if (score > most) {
      most = score;
      best = separators[i];
    }
  }

  return best;
}

/* -- reading -------------------------------------------------------------------------------- */

typedef struct {
  EtaSheet *sheet;
  GError *error;
} Reading;

static gboolean
add_row (char **cells, guint n_cells, guint line, gpointer data)
{
  Reading *reading = data;

  return eta_sheet_add_row (reading->sheet, cells, n_cells, line, &reading->error);
}

/**
 * eta_sheet_load_text:
 *
 * Returns: (transfer full) (nullable): the rows of a CSV text in whatever encoding
 */
EtaSheet *
eta_sheet_load_text (const char *data, gsize length, GError **error)
{
  gsize written = 0;
  g_autofree char *text = decode (data, length, &written, error);
  if (!text)
    return NULL;

  g_autoptr (EtaSheet) sheet = eta_sheet_new ();
  g_autoptr (GError) reason = NULL;
  Reading reading = { sheet, NULL };
  gboolean read =
      eta_csv_read (text, written, guess_separator (text, written), add_row, &reading, &reason);
  if (reading.error) {
    g_propagate_error (error, reading.error);
    return NULL;
  }
  if (!read) {
    eta_sheet_fail (error, ETA_SHEET_ERROR_UNREADABLE, reason->message);
    return NULL;
  }

  return g_steal_pointer (&sheet);
}
