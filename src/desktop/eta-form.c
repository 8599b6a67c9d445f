/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-form.h"

#include "eta-edit.h"
#include "eta-kept-text.h"

struct _EtaForm {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaThumbnails *thumbnails;
  char *id;
  EtaRecord *record; /* as last read; NULL: a draft */
  EtaJson *doc; /* the record's, and what was set since */
  EtaAssessment *assessment; /* NULL until the first has come */
  GPtrArray *edits; /* borrowed elements, in the order of the page */

  const EtaKind *kind; /* NULL: the record was not there */
  guint writing; /* changes on their way */
  gboolean assessing;
  gboolean assess_again;
  gboolean insistent;
};

G_DEFINE_FINAL_TYPE (EtaForm, eta_form, G_TYPE_OBJECT)

enum { CHANGED, ASSESSED, REFUSED, DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

/* What is done to an edit may make or end others, so walk over a copy. */
static GPtrArray *
dup_edits (EtaForm *self)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->edits->len; i++)
    g_ptr_array_add (edits, g_object_ref (g_ptr_array_index (self->edits, i)));
  return edits;
}

static void
refresh_edits (EtaForm *self)
{
  g_autoptr (GPtrArray) edits = dup_edits (self);

  for (guint i = 0; i < edits->len; i++)
    eta_edit_refresh (g_ptr_array_index (edits, i));
}

static void
assessed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaForm) self = data;

  g_clear_pointer (&self->assessment, eta_assessment_free);
  self->assessment = eta_assess_finish (result);
  self->assessing = FALSE;
  g_signal_emit (self, signals[ASSESSED], 0);
  if (self->assess_again)
    eta_form_assess (self);
}

/**
 * eta_form_assess:
 *
 * Has the record, as it was last read, looked at anew. Done by itself after each change.
 */
void
eta_form_assess (EtaForm *self)
{
  g_return_if_fail (ETA_IS_FORM (self));

  self->assess_again = self->assessing;
  if (self->assessing || !self->kind || !self->store)
    return;
  self->assessing = TRUE;
  if (self->record)
    eta_assess_async (self->store, self->record, assessed_cb, g_object_ref (self));
  else
    eta_assess_draft_async (self->store, self->kind, self->doc, assessed_cb, g_object_ref (self));
}

/** eta_form_is_assessing: Returns: whether an assessment is under way, or about to be */
gboolean
eta_form_is_assessing (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), FALSE);
  return self->assessing || self->assess_again;
}

/* A record that went to the trash keeps its last document here: whoever shows it takes it away. */
static void
read_record (EtaForm *self)
{
  g_autoptr (EtaRecord) record = eta_store_get (self->store, self->id, NULL);
  gboolean same;

  if (!record || eta_record_is_deleted (record))
    return;
  same = self->record &&
         eta_json_equal (eta_record_get_doc (self->record), eta_record_get_doc (record));
  g_set_object (&self->record, record);
  self->kind = eta_record_get_kind (record);
  eta_json_free (self->doc);
  self->doc = eta_json_copy (eta_record_get_doc (record));
  eta_writer_overlay (eta_writer_of (self->store), self->id, self->doc);
  refresh_edits (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (!same)
    eta_form_assess (self);
}

static void
store_changed_cb (EtaForm *self, const char *id)
{
  const char *business = eta_json_get_string (self->doc, "/business");

  if (id && business && g_str_equal (id, business))
    eta_form_assess (self);
  if (id && !g_str_equal (id, self->id))
    return;
  if (self->writing == 0)
    read_record (self);
}

static void
refuse_place (EtaForm *self, const EtaPlaced *placed, const GError *error)
{
  EtaEdit *edit = eta_form_find_edit (self, placed->pointer);
  const EtaField *field = eta_kind_field (eta_form_get_kind (self), placed->pointer);

  if (edit && g_str_equal (eta_edit_get_pointer (edit), placed->pointer)) {
    eta_edit_refuse (edit, error->message);
  } else if (field && field->type != ETA_FIELD_KEYED) {
    g_autofree char *text = eta_field_text (field, placed->value);

    eta_kept_text_put (self->store, self->id, placed->pointer, text);
  }
}

/* Nothing typed is lost: the edit keeps its text, and says why it is not in the record. */
static void
say_refused (EtaForm *self, EtaUserChange *change, const GError *error)
{
  for (guint i = 0; change->places && i < change->places->len; i++)
    refuse_place (self, g_ptr_array_index (change->places, i), error);
  g_signal_emit (self, signals[REFUSED], 0, error->message);
}

static void
written_cb (EtaUserChange *change, const GError *refusal, gpointer data)
{
  g_autoptr (EtaForm) self = data;

  self->writing--;
  if (refusal)
    say_refused (self, change, refusal);
  else if (change->say)
    g_signal_emit (self, signals[DONE], 0, change->say, change->step);
  /* The store's news of this may come later: it finds nothing new then. */
  if (self->writing == 0)
    read_record (self);
}

static void
send (EtaForm *self, EtaUserChange *take_change)
{
  if (!self->record) {
    eta_user_change_free (take_change);
    eta_form_assess (self);
    return;
  }
  take_change->id = g_strdup (self->id);
  self->writing++;
  eta_writer_send (eta_writer_of (self->store), take_change, written_cb, g_object_ref (self));
}

static void
eta_form_dispose (GObject *object)
{
  EtaForm *self = ETA_FORM (object);

  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->vault);
  g_clear_object (&self->store);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (eta_form_parent_class)->dispose (object);
}

static void
eta_form_finalize (GObject *object)
{
  EtaForm *self = ETA_FORM (object);

  g_free (self->id);
  eta_json_free (self->doc);
  eta_assessment_free (self->assessment);
  g_ptr_array_unref (self->edits);
  G_OBJECT_CLASS (eta_form_parent_class)->finalize (object);
}

static void
eta_form_class_init (EtaFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = eta_form_dispose;
  object_class->finalize = eta_form_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ASSESSED] =
      g_signal_new ("assessed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
eta_form_init (EtaForm *self)
{
  self->edits = g_ptr_array_new ();
  self->doc = eta_json_new_object ();
}

static EtaForm *
make_form (EtaStore *store, EtaVault *vault, const char *id)
{
  EtaForm *self = g_object_new (ETA_TYPE_FORM, NULL);

  self->store = g_object_ref (store);
  if (vault) {
    self->vault = g_object_ref (vault);
    self->thumbnails = eta_thumbnails_new (vault);
  }
  self->id = g_strdup (id);
  return self;
}

/**
 * eta_form_new_draft:
 * @vault: (nullable): %NULL: it takes no photos
 * @id: under which text that cannot be read is kept
 * @take_doc: (transfer full): what eta_form_get_doc() holds, changed by the fields under the user's hands
 */
EtaForm *
eta_form_new_draft (EtaStore *store, EtaVault *vault, const EtaKind *kind, const char *id,
                    EtaJson *take_doc)
{
  EtaForm *self = make_form (store, vault, id);

  self->kind = kind;
  eta_json_free (self->doc);
  self->doc = take_doc;
  eta_form_assess (self);
  return self;
}

/**
 * eta_form_new:
 * @id: a living record of @store
 */
EtaForm *
eta_form_new (EtaStore *store, EtaVault *vault, const char *id)
{
  EtaForm *self = make_form (store, vault, id);

  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_record (self);
  return self;
}

EtaStore *
eta_form_get_store (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->store;
}

EtaVault *
eta_form_get_vault (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->vault;
}

EtaThumbnails *
eta_form_get_thumbnails (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->thumbnails;
}

const char *
eta_form_get_id (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->id;
}

/** eta_form_get_kind: Returns: (nullable): %NULL when the record was not there */
const EtaKind *
eta_form_get_kind (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->kind;
}

/** eta_form_get_record: Returns: (transfer none) (nullable): the record as last read */
EtaRecord *
eta_form_get_record (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->record;
}

/** eta_form_get_doc: Returns: (transfer none): the document, with what is on its way; never %NULL */
const EtaJson *
eta_form_get_doc (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->doc;
}

/** eta_form_get_assessment: Returns: (transfer none) (nullable): the last one that has come */
const EtaAssessment *
eta_form_get_assessment (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return self->assessment;
}

/** eta_form_codes_of: Returns: (transfer none) (nullable): the list of the field's codes */
EtaCodes *
eta_form_codes_of (EtaForm *self, const EtaField *field)
{
  g_return_val_if_fail (ETA_IS_FORM (self), NULL);
  return eta_catalogue_codes_of (eta_store_get_catalogue (self->store), field);
}

static void
send_places (EtaForm *self, const char *label, GPtrArray *take_places, const char *words)
{
  EtaUserChange *change = g_new0 (EtaUserChange, 1);

  for (guint i = 0; i < take_places->len; i++) {
    EtaPlaced *placed = g_ptr_array_index (take_places, i);

    eta_json_take (self->doc, placed->pointer,
                   placed->value ? eta_json_copy (placed->value) : NULL);
  }
  change->label = g_strdup (label);
  change->say = g_strdup (words);
  change->places = take_places;
  send (self, change);
  refresh_edits (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * eta_form_set:
 * @take_value: (nullable) (transfer full): %NULL takes away what stands there
 *
 * Writes one place, unless it holds that already.
 */
void
eta_form_set (EtaForm *self, const char *pointer, EtaJson *take_value)
{
  GPtrArray *places;

  g_return_if_fail (ETA_IS_FORM (self));

  if (eta_json_equal (eta_json_get (self->doc, pointer), take_value)) {
    eta_json_free (take_value);
    return;
  }
  places = eta_user_changes_new ();
  eta_user_changes_add (places, pointer, take_value);
  send_places (self, NULL, places, NULL);
}

/**
 * eta_form_set_all:
 * @label: of the step: of eta_label_pack(), or a bare text marked by N_()
 * @take_changes: (transfer full): of eta_user_changes_new()
 * @say: (nullable): what the user is told when it is done
 */
void
eta_form_set_all (EtaForm *self, const char *label, GPtrArray *take_changes, const char *say)
{
  g_return_if_fail (ETA_IS_FORM (self));
  send_places (self, label, take_changes, say);
}

/**
 * eta_form_run:
 * @func: changes the record on the store's thread, after all that was set before
 * @free_data: (nullable): called in the main thread, afterwards
 * @say: (nullable): what the user is told when it is done
 */
void
eta_form_run (EtaForm *self, EtaStoreFunc func, gpointer take_data, GDestroyNotify free_data,
              const char *say)
{
  EtaUserChange *change = g_new0 (EtaUserChange, 1);

  g_return_if_fail (ETA_IS_FORM (self));

  change->func = func;
  change->data = take_data;
  change->free_data = free_data;
  change->say = g_strdup (say);
  send (self, change);
}

/**
 * eta_form_flush:
 *
 * Sends all that is typed and not yet sent. eta_store_flush() then waits for the disk.
 */
void
eta_form_flush (EtaForm *self)
{
  g_autoptr (GPtrArray) edits = NULL;

  g_return_if_fail (ETA_IS_FORM (self));

  edits = dup_edits (self);
  for (guint i = 0; i < edits->len; i++)
    eta_edit_flush (g_ptr_array_index (edits, i));
}

/** eta_form_is_writing: Returns: whether something is on its way to the disk */
gboolean
eta_form_is_writing (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), FALSE);
  return self->writing > 0;
}

/**
 * eta_form_insist:
 *
 * From now on empty fields that are needed say so, also where the user has not been: they have tried to
 * submit.
 */
void
eta_form_insist (EtaForm *self)
{
  g_return_if_fail (ETA_IS_FORM (self));
  self->insistent = TRUE;
  g_signal_emit (self, signals[ASSESSED], 0);
}

gboolean
eta_form_is_insistent (EtaForm *self)
{
  g_return_val_if_fail (ETA_IS_FORM (self), FALSE);
  return self->insistent;
}

void
eta_form_enter (EtaForm *self, EtaEdit *edit)
{
  g_ptr_array_add (self->edits, edit);
}

void
eta_form_leave (EtaForm *self, EtaEdit *edit)
{
  g_ptr_array_remove (self->edits, edit);
}

static gboolean
lies_below (const char *pointer, const char *other)
{
  gsize length = strlen (other);

  return strncmp (pointer, other, length) == 0 && (pointer[length] == '/' || !pointer[length]);
}

/**
 * eta_form_find_edit:
 * @pointer: a place in the document
 *
 * Returns: (transfer none) (nullable): the field for that very place, else the first one below it, else the
 *   nearest one above
 */
EtaEdit *
eta_form_find_edit (EtaForm *self, const char *pointer)
{
  EtaEdit *above = NULL, *below = NULL;

  g_return_val_if_fail (ETA_IS_FORM (self), NULL);

  for (guint i = 0; i < self->edits->len; i++) {
    EtaEdit *edit = g_ptr_array_index (self->edits, i);
    const char *own = eta_edit_get_pointer (edit);

    if (g_str_equal (own, pointer))
      return edit;
    if (!below && lies_below (own, pointer))
      below = edit;
    else if (lies_below (pointer, own) &&
             (!above || strlen (own) > strlen (eta_edit_get_pointer (above))))
      above = edit;
  }
  return below ? below : above;
}
