/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-private.h"

/* Immutable; made by the store out of a row of its file. */
struct _EtaRow {
  GObject parent_instance;

  /* Owned */
  char *id;
  char *title;
  char *subtitle;
  char *state;
  char *cover;
  char *sort_key;

  const EtaKind *kind;
  gint64 number;
  gint64 changed;
  int score;
  gboolean waiting;
  gboolean deleted;
  int days_left;
};

G_DEFINE_FINAL_TYPE (EtaRow, eta_row, G_TYPE_OBJECT)

static void
eta_row_finalize (GObject *object)
{
  EtaRow *self = ETA_ROW (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->state);
  g_free (self->cover);
  g_free (self->sort_key);
  G_OBJECT_CLASS (eta_row_parent_class)->finalize (object);
}

static void
eta_row_class_init (EtaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_row_finalize;
}

static void
eta_row_init (EtaRow *self)
{
}

/* Reads %ETA_ROW_COLUMNS. */
EtaRow *
eta_row_new_from_rows (EtaRows *rows)
{
  EtaRow *self = g_object_new (ETA_TYPE_ROW, NULL);

  self->number = eta_rows_int (rows, 0);
  self->id = g_strdup (eta_rows_text (rows, 1));
  self->kind = eta_kind_find (eta_rows_text (rows, 2));
  self->title = g_strdup (eta_rows_text (rows, 3));
  self->subtitle = g_strdup (eta_rows_text (rows, 4));
  self->state = g_strdup (eta_rows_text (rows, 5));
  self->cover = g_strdup (eta_rows_text (rows, 6));
  self->score = (int) eta_rows_int (rows, 7);
  self->waiting = eta_rows_int (rows, 8) != 0;
  self->deleted = !eta_rows_int (rows, 9);
  self->sort_key = g_strdup (eta_rows_text (rows, 10));
  self->changed = eta_rows_int (rows, 11);
  self->days_left = (int) eta_rows_int (rows, 12);
  return self;
}

/* A row of nothing, for a place whose row has just gone. */
EtaRow *
eta_row_new_empty (const EtaKind *kind)
{
  EtaRow *self = g_object_new (ETA_TYPE_ROW, NULL);

  self->kind = kind;
  self->id = g_strdup ("");
  self->title = g_strdup ("");
  self->subtitle = g_strdup ("");
  self->state = g_strdup ("");
  self->sort_key = g_strdup ("");
  return self;
}

const char *
eta_row_get_id (EtaRow *self)
{
  return self->id;
}

const EtaKind *
eta_row_get_kind (EtaRow *self)
{
  return self->kind;
}

const char *
eta_row_get_title (EtaRow *self)
{
  return self->title;
}

const char *
eta_row_get_subtitle (EtaRow *self)
{
  return self->subtitle;
}

const char *
eta_row_get_state (EtaRow *self)
{
  return self->state;
}

const char *
eta_row_get_cover (EtaRow *self)
{
  return self->cover;
}

int
eta_row_get_score (EtaRow *self)
{
  return self->score;
}

gboolean
eta_row_is_waiting (EtaRow *self)
{
  return self->waiting;
}

gboolean
eta_row_is_deleted (EtaRow *self)
{
  return self->deleted;
}

/**
 * eta_row_get_days_left:
 *
 * Returns: how many days a record in the trash is still kept; 0: none, as soon as the centre knows
 */
int
eta_row_get_days_left (EtaRow *self)
{
  return self->days_left;
}

gint64
eta_row_get_number (EtaRow *self)
{
  return self->number;
}

const char *
eta_row_get_sort_key (EtaRow *self)
{
  return self->sort_key;
}

gint64
eta_row_get_changed (EtaRow *self)
{
  return self->changed;
}

/* Whether a list shows the two alike, in the same place. */
gboolean
eta_row_equal (EtaRow *a, EtaRow *b)
{
  return a->number == b->number && a->changed == b->changed && a->score == b->score &&
         a->waiting == b->waiting && a->deleted == b->deleted && a->days_left == b->days_left &&
         g_str_equal (a->title, b->title) && g_str_equal (a->subtitle, b->subtitle) &&
         g_str_equal (a->state, b->state) && g_strcmp0 (a->cover, b->cover) == 0;
}
