/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-page.h"

#include "eta-deed.h"
#include "eta-edit.h"
#include "eta-field-rows.h"
#include "eta-form.h"
#include "eta-history-dialog.h"
#include "eta-keyed-group.h"
#include "eta-kind-parts.h"
#include "eta-missing-line.h"
#include "eta-photo-strip.h"
#include "eta-product-group.h"
#include "eta-record-header.h"
#include "eta-submit.h"
#include "eta-text-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaRecordPage {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;
  GtkWidget *header; /* lives in the pane's header bar */
  GSimpleActionGroup *actions;
  char *title;
  char *subtitle;

  /* Template */
  GtkWidget *scroller;
  GtkBox *content;
  GtkWidget *notice;
  GtkLabel *notice_words;
  EtaPhotoStrip *strip;
  EtaMissingLine *missing;
};

G_DEFINE_FINAL_TYPE (EtaRecordPage, eta_record_page, GTK_TYPE_WIDGET)

typedef enum { PROP_TITLE = 1, PROP_SUBTITLE } EtaRecordPageProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

#define SCROLL_MARGIN 48
#define FOLLOW_US 500000

static void
add_row_cb (GtkWidget *row, gpointer group)
{
  adw_preferences_group_add (group, row);
}

static GtkWidget *
add_group (EtaRecordPage *self, EtaSection section)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), eta_section_label (section));
  gtk_box_append (self->content, group);
  return group;
}

static void
add_keyed (EtaRecordPage *self, const EtaField *field)
{
  if (field->members == eta_photo_members)
    eta_photo_strip_set_form (self->strip, self->form, field);
  else
    gtk_box_append (self->content, eta_keyed_group_new (self->form, field));
}

/* Walks the table: a heading for each section, what the field is edited with below it. */
static void
add_fields (EtaRecordPage *self, const EtaKind *kind)
{
  GtkWidget *group = NULL;
  EtaSection section = ETA_SECTION_PHOTOS;

  for (const EtaField *field = kind->fields; field->path; field++) {
    if (field->type == ETA_FIELD_KEYED) {
      add_keyed (self, field);
      group = NULL;
    } else if (!(field->flags & ETA_FIELD_HIDDEN)) {
      if (!group || field->section != section)
        group = add_group (self, field->section);
      section = field->section;
      field = eta_field_rows_make (self->form, field, "", add_row_cb, group);
    }
  }
}

static const char *
state_words (EtaRecord *record)
{
  const EtaField *field = eta_kind_field (eta_record_get_kind (record), "/state");
  const char *words = field ? eta_field_choice_label (field, eta_record_get_state (record)) : NULL;

  return words ? _ (words) : eta_record_get_state (record);
}

static char *
dup_subtitle (EtaRecord *record)
{
  if (eta_record_is_waiting (record))
    return g_strdup_printf ("%s · %s", state_words (record), _ ("waits to be sent"));
  return g_strdup (state_words (record));
}

/* What the curator wrote stands above all until the record is handed in again. */
static void
update_notice (EtaRecordPage *self, EtaRecord *record)
{
  const char *comment = eta_json_get_string (eta_form_get_doc (self->form), "/review/comment");
  gboolean returned = g_str_equal (eta_record_get_state (record), "returned");
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->notice, returned);
  if (!returned)
    return;
  words = g_strdup_printf ("%s: %s", _ ("Returned for correction"),
                           comment && *comment ? comment : _ ("no reason was given"));
  gtk_label_set_label (self->notice_words, words);
}

static void
enable (EtaRecordPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (EtaRecordPage *self, EtaRecord *record)
{
  const char *state = eta_record_get_state (record);
  gboolean handed_in = g_str_equal (state, "submitted") || g_str_equal (state, "corrected");
  gboolean published = g_str_equal (state, "published");
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);

  enable (self, "submit", !handed_in && (!published || (assessment && assessment->ahead)));
  enable (self, "withdraw", handed_in || published);
  enable (self, "copy", eta_record_get_kind (record) == &eta_kind_product);
  enable (self, "product-sheets", eta_record_get_kind (record) == &eta_kind_product);
  enable (self, "print-product-sheets", eta_record_get_kind (record) == &eta_kind_product);
  enable (self, "catalogue", eta_record_get_kind (record) == &eta_kind_business);
  enable (self, "print-catalogue", eta_record_get_kind (record) == &eta_kind_business);
}

static void
changed_cb (EtaRecordPage *self)
{
  EtaRecord *record = eta_form_get_record (self->form);

  if (!record)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  self->title = g_strdup (eta_record_get_title (record));
  self->subtitle = dup_subtitle (record);
  update_notice (self, record);
  update_actions (self, record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

static void
assessed_cb (EtaRecordPage *self)
{
  EtaRecord *record = eta_form_get_record (self->form);

  if (record)
    update_actions (self, record);
}

static void
say (EtaRecordPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

/* What could not be written keeps a closing window open. */
static void
warn (EtaRecordPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.warn", "s", words);
}

static void
done_cb (EtaRecordPage *self, const char *words, gint64 step)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say-undo", "(sx)", words, step);
}

static void
chosen_cb (EtaRecordPage *self, const char *pointer)
{
  eta_record_page_focus (self, pointer);
}

static gboolean
submit_record_cb (EtaStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  return eta_store_submit (store, id, error);
}

static gboolean
withdraw_record_cb (EtaStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  return eta_store_withdraw (store, id, error);
}

static const EtaFinding *
first_error (EtaRecordPage *self)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);

  for (guint i = 0; assessment && i < assessment->findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (assessment->findings, i);

    if (finding->severity == ETA_FINDING_ERROR)
      return finding;
  }
  return NULL;
}

/* The store looks once more before it takes the record: what was typed last may not be assessed yet. */
static void
submit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;
  const EtaFinding *error;

  eta_form_flush (self->form);
  error = first_error (self);
  if (error && !eta_form_is_writing (self->form)) {
    g_autofree char *pointer = g_strdup (error->pointer);

    eta_form_insist (self->form);
    say (self, _ ("Some fields have to be filled in or mended first"));
    eta_record_page_focus (self, pointer);
    return;
  }
  eta_form_insist (self->form);
  eta_form_run (self->form, submit_record_cb, g_strdup (eta_form_get_id (self->form)), g_free,
                _ ("Submitted: it goes out with the next synchronisation"));
}

static void
withdraw_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;

  eta_form_flush (self->form);
  eta_form_run (self->form, withdraw_record_cb, g_strdup (eta_form_get_id (self->form)), g_free,
                _ ("Withdrawn: it leaves the gallery with the next synchronisation"));
}

static void
trash_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.trash-record", "s",
                              eta_form_get_id (self->form));
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;

  eta_form_flush (self->form);
  eta_history_dialog_show (self->form, GTK_WIDGET (self));
}

static void
copied_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  if (error)
    warn (owner, error->message);
  else
    gtk_widget_activate_action (owner, "win.open-record", "s", deed->id);
}

/* A copy begins anew: it has no review behind it, and what names one product alone is not its own. */
static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;
  EtaDeed *deed = eta_deed_new (ETA_DEED_ADD, NULL);

  eta_form_flush (self->form);
  deed->kind = eta_form_get_kind (self->form);
  deed->doc = eta_json_copy (eta_form_get_doc (self->form));
  eta_json_remove (deed->doc, "/state");
  eta_json_remove (deed->doc, "/review");
  eta_json_remove (deed->doc, "/gtin");
  eta_json_remove (deed->doc, "/sku");
  eta_deed_run (deed, eta_form_get_store (self->form), copied_cb, G_OBJECT (self));
}

/* The window does it, with this record alone. */
static void
send_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EtaRecordPage *self = data;
  const char *ids[] = { eta_form_get_id (self->form), NULL };
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  eta_form_flush (self->form);
  gtk_widget_activate_action (GTK_WIDGET (self), name, "^as", ids);
}

static const GActionEntry entries[] = {
  { .name = "submit", .activate = submit_cb },
  { .name = "withdraw", .activate = withdraw_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "trash", .activate = trash_cb },
  { .name = "history", .activate = history_cb },
  { .name = "export", .activate = send_out_cb },
  { .name = "catalogue", .activate = send_out_cb },
  { .name = "product-sheets", .activate = send_out_cb },
  { .name = "print-catalogue", .activate = send_out_cb },
  { .name = "print-product-sheets", .activate = send_out_cb },
};

static void
eta_record_page_dispose (GObject *object)
{
  EtaRecordPage *self = ETA_RECORD_PAGE (object);

  if (self->form)
    eta_form_flush (self->form);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  if (self->header)
    gtk_widget_insert_action_group (self->header, "page", NULL);
  g_clear_object (&self->header);
  g_clear_object (&self->actions);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_record_page_parent_class)->dispose (object);
}

static void
eta_record_page_finalize (GObject *object)
{
  g_free (ETA_RECORD_PAGE (object)->title);
  g_free (ETA_RECORD_PAGE (object)->subtitle);
  G_OBJECT_CLASS (eta_record_page_parent_class)->finalize (object);
}

static void
eta_record_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaRecordPage *self = ETA_RECORD_PAGE (object);

  switch ((EtaRecordPageProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, self->subtitle);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_record_page_class_init (EtaRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_record_page_dispose;
  object_class->finalize = eta_record_page_finalize;
  object_class->get_property = eta_record_page_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_type_ensure (ETA_TYPE_PHOTO_STRIP);
  g_type_ensure (ETA_TYPE_MISSING_LINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, notice);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, notice_words);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, strip);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
install_keys (EtaRecordPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *submit = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                          gtk_named_action_new ("page.submit"));

  /* a text takes Ctrl+Return otherwise */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), submit);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
eta_record_page_init (EtaRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
  install_keys (self);
}

static void
set_form (EtaRecordPage *self, EtaForm *form)
{
  const EtaKind *kind = eta_form_get_kind (form);

  self->form = form;
  self->header = g_object_ref_sink (eta_record_header_new (form));
  gtk_widget_insert_action_group (self->header, "page", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->header, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "assessed", G_CALLBACK (assessed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "refused", G_CALLBACK (warn), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  if (kind)
    add_fields (self, kind);
  if (kind == &eta_kind_business)
    gtk_box_append (self->content, eta_product_group_new (form));
  eta_missing_line_set_form (self->missing, form);
  changed_cb (self);
}

/**
 * eta_record_page_new:
 * @id: a living record of a kind that offices write
 */
GtkWidget *
eta_record_page_new (EtaStore *store, EtaVault *vault, const char *id)
{
  EtaRecordPage *self = g_object_new (ETA_TYPE_RECORD_PAGE, NULL);

  set_form (self, eta_form_new (store, vault, id));
  return GTK_WIDGET (self);
}

const char *
eta_record_page_get_id (EtaRecordPage *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_PAGE (self), NULL);
  return eta_form_get_id (self->form);
}

GtkWidget *
eta_record_page_get_header (EtaRecordPage *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_PAGE (self), NULL);
  return self->header;
}

EtaForm *
eta_record_page_get_form (EtaRecordPage *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_PAGE (self), NULL);
  return self->form;
}

/* An entry of a list has no fields before it is opened. */
static void
open_entry (EtaRecordPage *self, const char *pointer)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->content)); child;
       child = gtk_widget_get_next_sibling (child))
    if (ETA_IS_KEYED_GROUP (child))
      eta_keyed_group_reveal (ETA_KEYED_GROUP (child), pointer);
}

/* Shows the languages that wait behind a button. */
static void
reveal (GtkWidget *control)
{
  GtkWidget *row = gtk_widget_get_ancestor (control, ETA_TYPE_TEXT_ROW);

  if (row)
    eta_text_row_reveal (ETA_TEXT_ROW (row), control);
}

static void
scroll_to (EtaRecordPage *self, GtkWidget *control)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double page = gtk_adjustment_get_page_size (adjustment);
  int height = gtk_widget_get_height (control);
  double x, y;

  if (!gtk_widget_translate_coordinates (control, GTK_WIDGET (self->content), 0, 0, &x, &y))
    return;
  if (y + height + SCROLL_MARGIN > gtk_adjustment_get_value (adjustment) + page)
    gtk_adjustment_set_value (adjustment, y + height + SCROLL_MARGIN - page);
  if (y - SCROLL_MARGIN < gtk_adjustment_get_value (adjustment))
    gtk_adjustment_set_value (adjustment, y - SCROLL_MARGIN);
}

typedef struct {
  GWeakRef control;
  gint64 until; /* frame time; 0: no frame has come yet */
} Follow;

static void
free_follow (gpointer data)
{
  g_weak_ref_clear (&((Follow *) data)->control);
  g_free (data);
}

/* A row that is opened grows for a while: the control is followed until it has come to rest. */
static gboolean
follow_cb (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Follow *follow = data;
  g_autoptr (GtkWidget) control = g_weak_ref_get (&follow->control);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (!control)
    return G_SOURCE_REMOVE;
  if (follow->until == 0)
    follow->until = now + FOLLOW_US;
  scroll_to (ETA_RECORD_PAGE (page), control);
  return now < follow->until;
}

static void
follow_control (EtaRecordPage *self, GtkWidget *control)
{
  Follow *follow = g_new0 (Follow, 1);

  g_weak_ref_init (&follow->control, control);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, follow, free_follow);
}

/* Where work begins: the first field that is needed and empty, else the title. */
static const char *
first_pointer (EtaRecordPage *self)
{
  const EtaKind *kind = eta_form_get_kind (self->form);
  const char *title = "";

  for (const EtaField *field = kind ? kind->fields : NULL; field && field->path; field++) {
    if (field->flags & ETA_FIELD_NEEDED &&
        eta_json_is_empty (eta_field_get (field, eta_form_get_doc (self->form))))
      return field->path;
    if (field->flags & ETA_FIELD_TITLE)
      title = field->path;
  }
  return title;
}

void
eta_record_page_focus (EtaRecordPage *self, const char *pointer)
{
  EtaEdit *edit;
  GtkWidget *control;

  g_return_if_fail (ETA_IS_RECORD_PAGE (self));

  if (!pointer)
    pointer = first_pointer (self);
  open_entry (self, pointer);
  edit = eta_form_find_edit (self->form, pointer);
  control = edit ? eta_edit_get_control (edit) : NULL;
  if (!control)
    return;
  reveal (control);
  gtk_widget_grab_focus (control);
  follow_control (self, control);
}

void
eta_record_page_flush (EtaRecordPage *self)
{
  g_return_if_fail (ETA_IS_RECORD_PAGE (self));
  eta_form_flush (self->form);
}
