/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-word-diff.h"

#include <string.h>

/*
 * Which words of a text were taken out and which came in: the longest common subsequence of its words,
 * blanks and marks, after what both texts begin and end with. Where the two have too little in common to
 * be worth the table, one whole stands for the other. Debian has this as programs (wdiff, dwdiff) alone.
 */

#define CELLS_MAX                                                                                  \
  (1024 * 1024) /* of the table, 2 MB: two texts of a thousand words and blanks each */

typedef struct {
  const char *text;
  gsize length;
} Token;

typedef struct {
  const Token *before, *after;
  guint n_before, n_after;
  guint16 *longest; /* by place in both: how much of what follows is common */
} Table;

/* What was removed and added since the last word that stayed */
typedef struct {
  GPtrArray *pieces;
  GString *same, *removed, *added;
} Writer;

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/* A word, a run of blanks, or one other mark */
static gsize
measure_token (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  const char *end = g_utf8_next_char (text);

  if (is_word (first))
    while (*end && is_word (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
  else if (g_unichar_isspace (first))
    while (*end && g_unichar_isspace (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
  return end - text;
}

static GArray *
split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  while (*text) {
    Token token = { text, measure_token (text) };

    g_array_append_val (tokens, token);
    text += token.length;
  }
  return tokens;
}

static gboolean
equal (const Token *a, const Token *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static guint16 *
cell (Table *table, guint i, guint j)
{
  return &table->longest[(gsize) i * (table->n_after + 1) + j];
}

static void
fill (Table *table)
{
  for (guint i = table->n_before; i-- > 0;)
    for (guint j = table->n_after; j-- > 0;)
      *cell (table, i, j) = equal (&table->before[i], &table->after[j])
                                ? *cell (table, i + 1, j + 1) + 1
                                : MAX (*cell (table, i + 1, j), *cell (table, i, j + 1));
}

static void
emit (Writer *writer, EtaPieceKind kind, GString *text)
{
  EtaPiece *piece;

  if (text->len == 0)
    return;
  piece = g_new0 (EtaPiece, 1);
  piece->kind = kind;
  piece->text = g_strdup (text->str);
  g_string_truncate (text, 0);
  g_ptr_array_add (writer->pieces, piece);
}

static gboolean
is_blank (const GString *text)
{
  for (const char *at = text->str; *at; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* A blank between two changed words belongs to the change: "red fish" for "blue boat", not word by word. */
static void
end_same (Writer *writer)
{
  gboolean within = writer->removed->len > 0 && writer->added->len > 0;

  if (writer->same->len == 0)
    return;
  if (within && is_blank (writer->same)) {
    g_string_append_len (writer->removed, writer->same->str, writer->same->len);
    g_string_append_len (writer->added, writer->same->str, writer->same->len);
    g_string_truncate (writer->same, 0);
    return;
  }
  emit (writer, ETA_PIECE_REMOVED, writer->removed);
  emit (writer, ETA_PIECE_ADDED, writer->added);
  emit (writer, ETA_PIECE_SAME, writer->same);
}

static void
put (Writer *writer, EtaPieceKind kind, const Token *token)
{
  if (kind == ETA_PIECE_SAME) {
    g_string_append_len (writer->same, token->text, token->length);
    return;
  }
  end_same (writer);
  g_string_append_len (kind == ETA_PIECE_REMOVED ? writer->removed : writer->added, token->text,
                       token->length);
}

static void
put_all (Writer *writer, EtaPieceKind kind, const Token *tokens, guint n)
{
  for (guint i = 0; i < n; i++)
    put (writer, kind, &tokens[i]);
}

static void
walk (Table *table, Writer *writer)
{
  guint i = 0, j = 0;

  while (i < table->n_before && j < table->n_after) {
    if (equal (&table->before[i], &table->after[j])) {
      put (writer, ETA_PIECE_SAME, &table->before[i++]);
      j++;
    } else if (*cell (table, i + 1, j) >= *cell (table, i, j + 1)) {
      put (writer, ETA_PIECE_REMOVED, &table->before[i++]);
    } else {
      put (writer, ETA_PIECE_ADDED, &table->after[j++]);
    }
  }
  put_all (writer, ETA_PIECE_REMOVED, table->before + i, table->n_before - i);
  put_all (writer, ETA_PIECE_ADDED, table->after + j, table->n_after - j);
}

static void
compare (Writer *writer, const Token *before, guint n_before, const Token *after, guint n_after)
{
  Table table = { before, after, n_before, n_after, NULL };

  if ((guint64) (n_before + 1) * (n_after + 1) > CELLS_MAX) {
    put_all (writer, ETA_PIECE_REMOVED, before, n_before);
    put_all (writer, ETA_PIECE_ADDED, after, n_after);
    return;
  }
  table.longest = g_new0 (guint16, (gsize) (n_before + 1) * (n_after + 1));
  fill (&table);
  walk (&table, writer);
  g_free (table.longest);
}

static void
compare_middle (Writer *writer, GArray *before, GArray *after)
{
  const Token *old = (const Token *) before->data, *new = (const Token *) after->data;
  guint least = MIN (before->len, after->len), head = 0, tail = 0;

  while (head < least && equal (&old[head], &new[head]))
    head++;
  while (tail < least - head && equal (&old[before->len - 1 - tail], &new[after->len - 1 - tail]))
    tail++;
  put_all (writer, ETA_PIECE_SAME, old, head);
  compare (writer, old + head, before->len - head - tail, new + head, after->len - head - tail);
  put_all (writer, ETA_PIECE_SAME, old + before->len - tail, tail);
}

static void
finish (Writer *writer)
{
  end_same (writer);
  emit (writer, ETA_PIECE_REMOVED, writer->removed);
  emit (writer, ETA_PIECE_ADDED, writer->added);
  emit (writer, ETA_PIECE_SAME, writer->same);
  g_string_free (writer->same, TRUE);
  g_string_free (writer->removed, TRUE);
  g_string_free (writer->added, TRUE);
}

static void
free_piece (gpointer data)
{
  EtaPiece *piece = data;

  g_free (piece->text);
  g_free (piece);
}

/**
 * eta_word_diff:
 * @before: UTF-8
 * @after: UTF-8
 *
 * Returns: (transfer full) (element-type EtaPiece): both texts as one, in pieces: without the added ones
 *   it is @before, without the removed ones @after
 */
GPtrArray *
eta_word_diff (const char *before, const char *after)
{
  g_autoptr (GArray) old = split (before);
  g_autoptr (GArray) new = split (after);
  Writer writer = { g_ptr_array_new_with_free_func (free_piece), g_string_new (NULL),
                    g_string_new (NULL), g_string_new (NULL) };

  compare_middle (&writer, old, new);
  finish (&writer);
  return writer.pieces;
}
