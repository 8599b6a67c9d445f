/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-keyed-group.h"

#include "eta-edit.h"
#include "eta-field-message.h"
#include "eta-field-rows.h"
#include "eta-keyed.h"
#include "eta-label.h"
#include "eta-named.h"
#include "eta-uuid.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaKeyedGroup:
 *
 * A list whose entries have fields of their own, like papers and consents: one row an entry, which opens
 * to its fields, and a button that adds one. Main thread.
 */
struct _EtaKeyedGroup {
  AdwPreferencesGroup parent_instance;

  /* Owned */
  EtaForm *form;
  EtaEdit *edit; /* of the list as a whole: what the checks say of it */
  GHashTable *rows; /* key -> AdwExpanderRow, borrowed */

  /* Borrowed */
  const EtaField *field;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (EtaKeyedGroup, eta_keyed_group, ADW_TYPE_PREFERENCES_GROUP)

static const EtaJson *
entries_of (EtaKeyedGroup *self)
{
  return eta_json_get (eta_form_get_doc (self->form), self->field->path);
}

static char *
pointer_of (EtaKeyedGroup *self, const char *key)
{
  return eta_json_pointer_join (self->field->path, key);
}

static char *
format_member (EtaKeyedGroup *self, const EtaField *member, const EtaJson *entry)
{
  return eta_field_format (member, eta_field_get (member, entry),
                           eta_form_codes_of (self->form, member), eta_words_language ());
}

static void
append_part (GString *parts, const char *label, const char *text)
{
  if (!text || !*text)
    return;
  if (parts->len)
    g_string_append (parts, " · ");
  if (label)
    g_string_append_printf (parts, "%s: ", label);
  g_string_append (parts, text);
}

/* The first field names the entry; the second, and its last day, tell it from others. */
static char *
describe (EtaKeyedGroup *self, const EtaJson *entry)
{
  const EtaField *second = &self->field->members[1];
  g_autofree char *text = format_member (self, second, entry);
  GString *parts = g_string_new (NULL);
  const EtaField *last = NULL;

  append_part (parts, NULL, text);
  eta_fields_foreach (member,
                      self->field->members) if (member->type == ETA_FIELD_DATE &&
                                                !eta_json_is_empty (eta_field_get (member, entry)))
      last = member;
  if (last) {
    g_autofree char *day = format_member (self, last, entry);

    append_part (parts, _ (last->label), day);
  }
  return g_string_free (parts, FALSE);
}

static void
update_row (EtaKeyedGroup *self, const char *key, AdwExpanderRow *row)
{
  const EtaJson *entry = eta_json_member (entries_of (self), key);
  g_autofree char *title = format_member (self, &self->field->members[0], entry);
  g_autofree char *words = describe (self, entry);
  g_autofree char *escaped = g_markup_escape_text (*title ? title : _ ("New"), -1);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_expander_row_set_subtitle (row, subtitle);
}

/* A closed row shows that there is something to mend in it. */
static void
update_mark (EtaKeyedGroup *self, const char *key, GtkWidget *row)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  g_autofree char *pointer = pointer_of (self, key);
  const EtaFinding *finding = assessment ? eta_findings_at (assessment->findings, pointer) : NULL;
  GtkWidget *mark = g_object_get_data (G_OBJECT (row), "mark");

  gtk_widget_set_visible (mark, finding != NULL);
  eta_set_tooltip (mark, finding ? finding->message : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding ? finding->message : "", -1);
}

static void
assessed_cb (EtaKeyedGroup *self)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    update_mark (self, key, row);
}

static void
remove_clicked_cb (GtkWidget *button, EtaKeyedGroup *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");
  g_autofree char *pointer = pointer_of (self, key);
  GPtrArray *changes = eta_user_changes_new ();
  /* Translators: a step of undo; %s is a list, like "Papers" */
  g_autofree char *label = eta_label_pack (
      eta_label_new (N_ ("Remove from “%s”"), eta_label_new (self->field->label, NULL), NULL));

  gtk_widget_grab_focus (eta_edit_get_control (self->edit));
  eta_user_changes_add (changes, pointer, NULL);
  eta_form_set_all (self->form, label, changes, _ ("Removed"));
}

static GtkWidget *
make_remover (EtaKeyedGroup *self, const char *key)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  eta_name_button (button, _ ("Remove"));
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  return button;
}

static void
add_row_cb (GtkWidget *row, gpointer expander)
{
  adw_expander_row_add_row (expander, row);
}

/* The fields of an entry are made when it is opened first: most stay closed, and a dozen papers would make
 * as many widgets as the rest of the page. */
static void
expanded_cb (GtkWidget *row, GParamSpec *pspec, EtaKeyedGroup *self)
{
  g_autofree char *key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  g_autofree char *pointer = key ? pointer_of (self, key) : NULL;

  if (!key || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    return;
  g_object_set_data (G_OBJECT (row), "key", NULL);
  eta_field_rows_make_all (self->form, self->field->members, pointer, add_row_cb, row);
}

static void
add_entry (EtaKeyedGroup *self, const char *key)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  g_object_set_data (G_OBJECT (row), "mark", mark);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  gtk_widget_add_css_class (mark, "warning");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_remover (self, key));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), mark);
  g_hash_table_insert (self->rows, g_strdup (key), row);
  update_row (self, key, ADW_EXPANDER_ROW (row));
  update_mark (self, key, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
drop_entry (EtaKeyedGroup *self, const char *key)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, key);

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_hash_table_remove (self->rows, key);
}

static void
changed_cb (EtaKeyedGroup *self)
{
  g_autoptr (GPtrArray) keys = eta_keyed_dup_keys (entries_of (self));
  g_autofree gpointer *old = g_hash_table_get_keys_as_array (self->rows, NULL);

  for (guint i = 0; old[i]; i++)
    if (!eta_json_member (entries_of (self), old[i]))
      drop_entry (self, old[i]);
  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);
    AdwExpanderRow *row = g_hash_table_lookup (self->rows, key);

    if (row)
      update_row (self, key, row);
    else
      add_entry (self, key);
  }
  gtk_widget_set_visible (self->empty, keys->len == 0);
}

/* Opens the new entry with the cursor in its first field. */
static void
add_clicked_cb (EtaKeyedGroup *self)
{
  g_autoptr (GPtrArray) keys = eta_keyed_dup_keys (entries_of (self));
  const char *last = keys->len ? g_ptr_array_index (keys, keys->len - 1) : NULL;
  g_autofree char *order = eta_keyed_order_between (entries_of (self), last, NULL);
  g_autofree char *key = eta_uuid_new ();
  g_autofree char *pointer = pointer_of (self, key);
  EtaJson *entry = eta_json_new_object ();
  EtaEdit *first;

  eta_json_set_string (entry, "/order", order);
  eta_form_set (self->form, pointer, entry);
  adw_expander_row_set_expanded (g_hash_table_lookup (self->rows, key), TRUE);
  first = eta_form_find_edit (self->form, pointer);
  if (first && eta_edit_get_control (first))
    gtk_widget_grab_focus (eta_edit_get_control (first));
}

static GtkWidget *
make_adder (EtaKeyedGroup *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  /* Translators: a button; %s is a list, like "Papers" */
  g_autofree char *words = g_strdup_printf (_ ("Add to “%s”"), _ (self->field->label));

  eta_name_button (button, words);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *row = adw_action_row_new ();

  /* Translators: in an empty list of papers or consents */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("None yet"));
  gtk_widget_set_sensitive (row, FALSE);
  return row;
}

static void
eta_keyed_group_dispose (GObject *object)
{
  EtaKeyedGroup *self = ETA_KEYED_GROUP (object);

  eta_edit_drop (&self->edit, self);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_keyed_group_parent_class)->dispose (object);
}

static void
eta_keyed_group_finalize (GObject *object)
{
  g_hash_table_unref (ETA_KEYED_GROUP (object)->rows);
  G_OBJECT_CLASS (eta_keyed_group_parent_class)->finalize (object);
}

static void
eta_keyed_group_class_init (EtaKeyedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_keyed_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_keyed_group_finalize;
}

static void
eta_keyed_group_init (EtaKeyedGroup *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/** eta_keyed_group_new: @field: a keyed list of the record's table */
GtkWidget *
eta_keyed_group_new (EtaForm *form, const EtaField *field)
{
  EtaKeyedGroup *self = g_object_new (ETA_TYPE_KEYED_GROUP, "title", _ (field->label), NULL);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *adder;

  self->form = g_object_ref (form);
  self->field = field;
  self->edit = eta_edit_new (form, field, field->path);
  self->empty = make_empty ();
  adder = make_adder (self);
  adw_preferences_group_set_header_suffix (group, adder);
  eta_edit_set_control (self->edit, adder);
  adw_preferences_group_add (group, eta_field_message_new_row (self->edit));
  adw_preferences_group_add (group, self->empty);
  changed_cb (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "assessed", G_CALLBACK (assessed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** eta_keyed_group_reveal: opens the entry that the place @pointer lies in, if it is one of this list */
void
eta_keyed_group_reveal (EtaKeyedGroup *self, const char *pointer)
{
  GHashTableIter iter;
  gpointer key, row;

  g_return_if_fail (ETA_IS_KEYED_GROUP (self));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row)) {
    g_autofree char *place = pointer_of (self, key);
    gsize length = strlen (place);

    if (strncmp (pointer, place, length) == 0 && (pointer[length] == '/' || !pointer[length]))
      adw_expander_row_set_expanded (row, TRUE);
  }
}
