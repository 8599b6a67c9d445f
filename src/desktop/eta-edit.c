/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-edit.h"

#include "eta-kept-text.h"
#include "eta-live.h"
#include "eta-words.h"

#include <glib/gi18n.h>

struct _EtaEdit {
  GObject parent_instance;

  /* Owned */
  EtaForm *form;
  char *pointer;
  char *parent_pointer; /* what is found there is said here too: "/name" of "/name/id" */
  char *label;
  EtaJson *known; /* the value that the control shows, or has given */
  char *typed; /* not saved yet; NULL: nothing is */
  char *problem; /* why what was typed is not saved */

  /* Borrowed */
  const EtaField *field;
  GtkWidget *control;

  guint timer;
  gboolean focused;
  gboolean visited; /* the user has been here, and left */
  gboolean error_shown;
  gboolean help_hidden;
};

G_DEFINE_FINAL_TYPE (EtaEdit, eta_edit, G_TYPE_OBJECT)

enum { SHOW, SAID, FLUSH, N_SIGNALS };

static guint signals[N_SIGNALS];

#define PAUSE_MS 400

static void
say (EtaEdit *self)
{
  g_signal_emit (self, signals[SAID], 0);
}

static void
show (EtaEdit *self)
{
  g_signal_emit (self, signals[SHOW], 0);
}

static void
know (EtaEdit *self, const EtaJson *value)
{
  EtaJson *copy = value ? eta_json_copy (value) : NULL;

  eta_json_free (self->known);
  self->known = copy;
}

static gboolean
pause_cb (gpointer data)
{
  EtaEdit *self = data;

  self->timer = 0;
  eta_edit_flush (self);
  return G_SOURCE_REMOVE;
}

static void
enter_cb (EtaEdit *self)
{
  self->focused = TRUE;
}

/* The cursor has gone on; what is wrong here is heard there. */
static void
tell_error (EtaEdit *self)
{
  const EtaJson *repair;
  const char *words;
  g_autofree char *told = NULL;

  if (!self->control || eta_edit_get_said (self, &words, &repair) != ETA_SAID_ERROR)
    return;
  told = g_strdup_printf ("%s: %s", self->label, words);
  eta_live_say (self->control, told);
}

/* What was typed is now shown as it is kept: "08…" as "+628…", "2,5 jt" as "Rp 2.500.000". */
static void
leave_cb (EtaEdit *self)
{
  self->focused = FALSE;
  self->visited = TRUE;
  eta_edit_flush (self);
  if (!self->problem)
    show (self);
  say (self);
  tell_error (self);
}

/* The error at the very place, else the warning */
static const EtaFinding *
find_at (GPtrArray *findings, const char *pointer)
{
  const EtaFinding *first = NULL;

  for (guint i = 0; pointer && i < findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (findings, i);

    if (!g_str_equal (finding->pointer, pointer))
      continue;
    if (finding->severity == ETA_FINDING_ERROR)
      return finding;
    if (!first)
      first = finding;
  }
  return first;
}

static const EtaFinding *
find_said (EtaEdit *self)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  const EtaFinding *finding;

  if (!assessment)
    return NULL;
  finding = find_at (assessment->findings, self->pointer);
  return finding ? finding : find_at (assessment->findings, self->parent_pointer);
}

/* An error waits until its field is left; that something is needed waits until the user has been there,
 * or tried to submit. */
static gboolean
is_time_for (EtaEdit *self, const EtaFinding *finding)
{
  if (finding->severity == ETA_FINDING_WARNING || eta_form_is_insistent (self->form))
    return TRUE;
  if (self->focused && !self->error_shown)
    return FALSE;
  return self->visited || !eta_json_is_empty (eta_edit_get_value (self));
}

static void
eta_edit_dispose (GObject *object)
{
  EtaEdit *self = ETA_EDIT (object);

  if (self->form) {
    eta_edit_flush (self);
    if (self->typed)
      eta_kept_text_put (eta_form_get_store (self->form), eta_form_get_id (self->form),
                         self->pointer, self->typed);
    eta_form_leave (self->form, self);
    g_signal_handlers_disconnect_by_data (self->form, self);
  }
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->form);
  if (self->control)
    g_object_remove_weak_pointer (G_OBJECT (self->control), (gpointer *) &self->control);
  self->control = NULL;
  G_OBJECT_CLASS (eta_edit_parent_class)->dispose (object);
}

static void
eta_edit_finalize (GObject *object)
{
  EtaEdit *self = ETA_EDIT (object);

  eta_json_free (self->known);
  g_free (self->pointer);
  g_free (self->parent_pointer);
  g_free (self->label);
  g_free (self->typed);
  g_free (self->problem);
  G_OBJECT_CLASS (eta_edit_parent_class)->finalize (object);
}

/* What was not saved when the record was shown last is here again, with the reason. */
static void
bring_back (EtaEdit *self)
{
  self->typed = eta_kept_text_take (eta_form_get_store (self->form), eta_form_get_id (self->form),
                                    self->pointer);
  self->visited = self->typed != NULL;
  if (self->typed)
    eta_edit_flush (self);
}

static void
eta_edit_class_init (EtaEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = eta_edit_dispose;
  object_class->finalize = eta_edit_finalize;

  signals[SHOW] =
      g_signal_new ("show", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] =
      g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FLUSH] =
      g_signal_new ("flush", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_edit_init (EtaEdit *self)
{
}

/**
 * eta_edit_new:
 * @field: a row of the record's table, or of the members of one of its keyed lists
 * @pointer: its place in the document; of a translated field, the place of one language
 */
EtaEdit *
eta_edit_new (EtaForm *form, const EtaField *field, const char *pointer)
{
  EtaEdit *self = g_object_new (ETA_TYPE_EDIT, NULL);

  self->form = g_object_ref (form);
  self->field = field;
  self->pointer = g_strdup (pointer);
  self->label = g_strdup (_ (field->label));
  know (self, eta_edit_get_value (self));
  eta_form_enter (form, self);
  g_signal_connect_swapped (form, "assessed", G_CALLBACK (say), self);
  bring_back (self);
  return self;
}

/**
 * eta_edit_drop:
 * @edit: (inout) (nullable): where a control keeps it; %NULL afterwards
 * @user: the control, which hears nothing of it any more
 */
void
eta_edit_drop (EtaEdit **edit, gpointer user)
{
  if (*edit)
    g_signal_handlers_disconnect_by_data (*edit, user);
  g_clear_object (edit);
}

EtaForm *
eta_edit_get_form (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->form;
}

const EtaField *
eta_edit_get_field (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->field;
}

const char *
eta_edit_get_pointer (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->pointer;
}

/** eta_edit_get_label: Returns: (transfer none): what the field is called, translated */
const char *
eta_edit_get_label (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->label;
}

/** eta_edit_get_control: Returns: (transfer none) (nullable): what takes the focus */
GtkWidget *
eta_edit_get_control (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->control;
}

/** eta_edit_set_label: @label: instead of the field's own: "Product name, English" */
void
eta_edit_set_label (EtaEdit *self, const char *label)
{
  g_return_if_fail (ETA_IS_EDIT (self));
  g_free (self->label);
  self->label = g_strdup (label);
}

/* The field's help stands elsewhere: several edits share it. */
void
eta_edit_hide_help (EtaEdit *self)
{
  g_return_if_fail (ETA_IS_EDIT (self));
  self->help_hidden = TRUE;
}

/** eta_edit_set_parent_pointer: @pointer: a place whose findings are said here, too */
void
eta_edit_set_parent_pointer (EtaEdit *self, const char *pointer)
{
  g_return_if_fail (ETA_IS_EDIT (self));
  g_free (self->parent_pointer);
  self->parent_pointer = g_strdup (pointer);
}

/* The focus lies on the text within an entry, which knows nothing of the entry's label. */
static void
name_text (GtkEditable *control, const char *label)
{
  GtkEditable *text = gtk_editable_get_delegate (control);

  if (text)
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

/**
 * eta_edit_set_control:
 * @control: what takes the focus; held weakly. It is left when the focus is nowhere within it.
 */
void
eta_edit_set_control (EtaEdit *self, GtkWidget *control)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (ETA_IS_EDIT (self) && !self->control);

  self->control = control;
  g_object_add_weak_pointer (G_OBJECT (control), (gpointer *) &self->control);
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (control, focus);
  if (GTK_IS_EDITABLE (control))
    name_text (GTK_EDITABLE (control), self->label);
}

/** eta_edit_get_value: Returns: (transfer none) (nullable): what the document holds */
const EtaJson *
eta_edit_get_value (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return self->form ? eta_json_get (eta_form_get_doc (self->form), self->pointer) : NULL;
}

/**
 * eta_edit_dup_words:
 *
 * Returns: (transfer full): the value as people read it
 */
char *
eta_edit_dup_words (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);
  return eta_field_format (self->field, eta_edit_get_value (self),
                           eta_form_codes_of (self->form, self->field), eta_words_language ());
}

/* Whether @text, read again, is the value */
static gboolean
means (EtaEdit *self, const char *text, const EtaJson *value)
{
  g_autoptr (EtaJson) read =
      eta_field_parse (self->field, text, eta_form_codes_of (self->form, self->field), NULL);

  return eta_json_equal (read, value);
}

/**
 * eta_edit_dup_text:
 *
 * Returns: (transfer full): what stands in an entry: text that was not taken, else the value as people
 *   read it where that can be read back, else as it is typed
 */
char *
eta_edit_dup_text (EtaEdit *self)
{
  const EtaJson *value;
  g_autofree char *words = NULL;

  g_return_val_if_fail (ETA_IS_EDIT (self), NULL);

  if (self->typed)
    return g_strdup (self->typed);
  value = eta_edit_get_value (self);
  words = eta_edit_dup_words (self);
  return means (self, words, value) ? g_steal_pointer (&words)
                                    : eta_field_text (self->field, value);
}

/**
 * eta_edit_show_text:
 * @control: an entry
 *
 * Shows eta_edit_dup_text() in it. The cursor stays where it was, as far as the text reaches: news and
 * undo come while one types.
 */
void
eta_edit_show_text (EtaEdit *self, GtkEditable *control)
{
  g_autofree char *text = eta_edit_dup_text (self);
  int cursor = gtk_editable_get_position (control);

  if (g_str_equal (text, gtk_editable_get_text (control)))
    return;
  gtk_editable_set_text (control, text);
  gtk_editable_set_position (control, cursor <= g_utf8_strlen (text, -1) ? cursor : -1);
}

/**
 * eta_edit_type:
 * @text: what stands in the control now
 *
 * Saves it after a pause.
 */
void
eta_edit_type (EtaEdit *self, const char *text)
{
  g_return_if_fail (ETA_IS_EDIT (self));

  g_free (self->typed);
  self->typed = g_strdup (text);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
forget_typed (EtaEdit *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->problem, g_free);
}

/**
 * eta_edit_flush:
 *
 * Saves what was typed, or finds out why it cannot be.
 */
void
eta_edit_flush (EtaEdit *self)
{
  g_autofree char *problem = NULL;
  EtaJson *value;

  g_return_if_fail (ETA_IS_EDIT (self));

  g_signal_emit (self, signals[FLUSH], 0);
  if (!self->typed)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  value = eta_field_parse (self->field, self->typed, eta_form_codes_of (self->form, self->field),
                           &problem);
  if (problem) {
    g_free (self->problem);
    self->problem = g_strdup_printf (_ ("%s. Until then it is not saved"), problem);
    say (self);
    return;
  }
  forget_typed (self);
  know (self, value);
  eta_form_set (self->form, self->pointer, value);
  say (self);
}

/**
 * eta_edit_set:
 * @take_value: (nullable) (transfer full): %NULL empties the field
 *
 * Saves a value at once, in place of what was typed.
 */
void
eta_edit_set (EtaEdit *self, EtaJson *take_value)
{
  g_return_if_fail (ETA_IS_EDIT (self));

  forget_typed (self);
  know (self, take_value);
  eta_form_set (self->form, self->pointer, take_value);
  show (self);
  say (self);
}

/**
 * eta_edit_refresh:
 *
 * The document may have changed from elsewhere. What is being typed is not touched.
 */
void
eta_edit_refresh (EtaEdit *self)
{
  const EtaJson *value;

  g_return_if_fail (ETA_IS_EDIT (self));

  value = eta_edit_get_value (self);
  if (self->typed || eta_json_equal (value, self->known))
    return;
  know (self, value);
  show (self);
}

/**
 * eta_edit_refuse:
 * @words: why the store did not take the value
 *
 * The control keeps it, and the next flush tries again.
 */
void
eta_edit_refuse (EtaEdit *self, const char *words)
{
  g_return_if_fail (ETA_IS_EDIT (self));

  if (!self->typed)
    self->typed = eta_field_text (self->field, self->known);
  g_free (self->problem);
  self->problem = g_strdup (words);
  self->visited = TRUE;
  say (self);
}

/** eta_edit_is_refused: Returns: whether text stands here that is not saved, and cannot be as it is */
gboolean
eta_edit_is_refused (EtaEdit *self)
{
  g_return_val_if_fail (ETA_IS_EDIT (self), FALSE);
  return self->problem != NULL;
}

/**
 * eta_edit_get_said:
 * @words: (out) (nullable) (transfer none): what to show under the control
 * @repair: (out) (nullable) (transfer none): a value to offer
 */
EtaSaid
eta_edit_get_said (EtaEdit *self, const char **words, const EtaJson **repair)
{
  const EtaFinding *finding;
  EtaSaid said = ETA_SAID_NOTHING;

  g_return_val_if_fail (ETA_IS_EDIT (self), ETA_SAID_NOTHING);

  *words = self->field->help && !self->help_hidden ? _ (self->field->help) : NULL;
  *repair = NULL;
  finding = self->typed ? NULL : find_said (self);
  if (self->problem && (self->error_shown || !self->focused)) {
    *words = self->problem;
    said = ETA_SAID_ERROR;
  } else if (finding && is_time_for (self, finding)) {
    *words = finding->message;
    *repair = finding->repair;
    said = finding->severity == ETA_FINDING_ERROR ? ETA_SAID_ERROR : ETA_SAID_WARNING;
  } else if (*words) {
    said = ETA_SAID_HELP;
  }
  self->error_shown = said == ETA_SAID_ERROR;
  return said;
}
