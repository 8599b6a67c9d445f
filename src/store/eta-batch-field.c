/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch-private.h"

#include "eta-submit.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/* One field in many records. Who holds the value already is not touched, and who would come to hold an error
 * by it stays as it is: nobody looks at each of them. */

/**
 * eta_batch_is_emptying:
 *
 * Returns: whether what stands in the field is taken away
 */
gboolean
eta_batch_is_emptying (const EtaBatch *self)
{
  for (const EtaField *field = self->field; field <= self->last; field++)
    if (!eta_json_is_empty (eta_field_get (field, self->values)))
      return FALSE;
  return TRUE;
}

static gboolean
is_set (const EtaBatch *self, const EtaField *field)
{
  return !eta_json_is_empty (eta_field_get (field, self->values)) || eta_batch_is_emptying (self);
}

/**
 * eta_batch_dup_value:
 * @doc: a document of the kind, or what is to be set
 *
 * Returns: (transfer full): what the field holds there, as people read it: "2,5 kg"; "" when nothing
 */
char *
eta_batch_dup_value (const EtaBatch *self, EtaStore *store, const EtaJson *doc)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (store);
  g_autoptr (GString) words = g_string_new (NULL);

  for (const EtaField *field = self->field; field <= self->last; field++) {
    const EtaJson *value = eta_field_get (field, doc);
    g_autofree char *part =
        is_set (self, field)
            ? eta_field_format (field, value, eta_catalogue_codes_of (catalogue, field),
                                eta_words_language ())
            : NULL;

    if (part && *part)
      g_string_append_printf (words, "%s%s", words->len ? " " : "", part);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static EtaJson *
dup_changed (const EtaBatch *self, const EtaJson *doc)
{
  EtaJson *next = eta_json_copy (doc);

  for (const EtaField *field = self->field; field <= self->last; field++) {
    const EtaJson *value = eta_field_get (field, self->values);

    if (is_set (self, field))
      eta_json_take (next, field->path, eta_json_is_empty (value) ? NULL : eta_json_copy (value));
  }
  return next;
}

static gboolean
has_finding (GPtrArray *findings, const EtaFinding *other)
{
  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = findings->pdata[i];

    if (g_str_equal (finding->pointer, other->pointer) &&
        g_str_equal (finding->message, other->message))
      return TRUE;
  }
  return FALSE;
}

/* The first error that was not there before; NULL: none */
static char *
dup_reason (EtaStore *store, EtaRecord *record, const EtaJson *next)
{
  g_autoptr (GPtrArray) after = eta_store_look_at (store, eta_record_get_kind (record), next);
  g_autoptr (GPtrArray) before = NULL;

  for (guint i = 0; i < after->len; i++) {
    const EtaFinding *finding = after->pdata[i];

    if (finding->severity != ETA_FINDING_ERROR)
      continue;
    if (!before)
      before = eta_store_dup_findings (store, record);
    if (!has_finding (before, finding))
      return g_strdup_printf ("%s: %s",
                              finding->field ? _ (finding->field->label) : finding->pointer,
                              finding->message);
  }
  return NULL;
}

static void
count_before (EtaBatch *self, EtaStore *store, const EtaJson *doc)
{
  char *words = eta_batch_dup_value (self, store, doc);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->before, words));

  g_hash_table_replace (self->before, words, GUINT_TO_POINTER (count + 1));
}

gboolean
eta_batch_set_one (EtaBatch *self, EtaStore *store, EtaRecord *record, gboolean really,
                   GError **error)
{
  const char *id = eta_record_get_id (record);
  const EtaJson *doc = eta_record_get_doc (record);
  g_autoptr (EtaJson) next = dup_changed (self, doc);
  g_autofree char *reason = NULL;

  if (eta_json_equal (doc, next)) {
    self->same++;
    return TRUE;
  }
  reason = dup_reason (store, record, next);
  if (reason) {
    eta_batch_refuse (self, id, record, reason);
    return TRUE;
  }
  count_before (self, store, doc);
  self->done++;
  return !really || eta_store_put (store, id, next, error);
}
