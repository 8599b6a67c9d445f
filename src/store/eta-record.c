/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record.h"

#include "eta-record-private.h"

/* Immutable; made by the store out of a row of its file. */
struct _EtaRecord {
  GObject parent_instance;

  /* Owned */
  char *id;
  char *title;
  char *state;
  char *rev;
  EtaJson *doc;

  const EtaKind *kind;
  int score;
  int export_score;
  gboolean deleted;
  gboolean waiting;
};

G_DEFINE_FINAL_TYPE (EtaRecord, eta_record, G_TYPE_OBJECT)

static void
eta_record_finalize (GObject *object)
{
  EtaRecord *self = ETA_RECORD (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->state);
  g_free (self->rev);
  eta_json_free (self->doc);
  G_OBJECT_CLASS (eta_record_parent_class)->finalize (object);
}

static void
eta_record_class_init (EtaRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_record_finalize;
}

static void
eta_record_init (EtaRecord *self)
{
}

/**
 * eta_record_new_from_rows:
 * @rows: at a row of %ETA_RECORD_COLUMNS
 * @last_doc: (nullable): of a deleted record, the document that it had
 *
 * Returns: (transfer full) (nullable): %NULL when the stored document can't be read
 */
EtaRecord *
eta_record_new_from_rows (EtaRows *rows, const char *last_doc, GError **error)
{
  const char *text = eta_rows_is_null (rows, 10) ? last_doc : eta_rows_text (rows, 10);
  EtaJson *doc = text ? eta_json_parse (text, -1, error) : eta_json_new_object ();
  EtaRecord *self;

  if (!doc)
    return NULL;
  self = g_object_new (ETA_TYPE_RECORD, NULL);
  self->id = g_strdup (eta_rows_text (rows, 1));
  self->kind = eta_kind_find (eta_rows_text (rows, 2));
  self->title = g_strdup (eta_rows_text (rows, 3));
  self->state = g_strdup (eta_rows_text (rows, 4));
  self->score = (int) eta_rows_int (rows, 5);
  self->export_score = (int) eta_rows_int (rows, 6);
  self->deleted = !eta_rows_int (rows, 7);
  self->waiting = eta_rows_int (rows, 8) != 0;
  self->rev = g_strdup (eta_rows_text (rows, 9));
  self->doc = doc;
  return self;
}

const char *
eta_record_get_id (EtaRecord *self)
{
  return self->id;
}

/**
 * eta_record_get_kind:
 *
 * Returns: (nullable): %NULL for a kind that this version of the program does not know
 */
const EtaKind *
eta_record_get_kind (EtaRecord *self)
{
  return self->kind;
}

/**
 * eta_record_get_doc:
 *
 * Returns: (transfer none): the document; of a deleted record, the one that it had
 */
const EtaJson *
eta_record_get_doc (EtaRecord *self)
{
  return self->doc;
}

const char *
eta_record_get_title (EtaRecord *self)
{
  return self->title;
}

const char *
eta_record_get_state (EtaRecord *self)
{
  return self->state;
}

int
eta_record_get_score (EtaRecord *self)
{
  return self->score;
}

/* Ready to export, 0–100. */
int
eta_record_get_export_score (EtaRecord *self)
{
  return self->export_score;
}

gboolean
eta_record_is_deleted (EtaRecord *self)
{
  return self->deleted;
}

gboolean
eta_record_is_waiting (EtaRecord *self)
{
  return self->waiting;
}

/**
 * eta_record_get_rev:
 *
 * Returns: (nullable): the rev last agreed with the centre
 */
const char *
eta_record_get_rev (EtaRecord *self)
{
  return self->rev;
}
