/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-deed.h"
#include "eta-live.h"
#include "eta-trash.h"
#include "eta-when.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What can be taken back: undo and redo, whose names stand in the menu and in what is said afterwards, and
 * the trash. The key goes through the steps of the day; to an older one it takes a click more.
 */

#define NAME_SHOWN 60 /* characters of a step's name in the menu */
#define SAID_SECONDS 10 /* time enough to find the button by the keyboard */
#define TEND_SECONDS (6 * 60 * 60)
#define FIRST_TEND_SECONDS 20 /* not while the window opens */

/* A line that may be long. */
static AdwToast *
make_toast (const char *words)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, SAID_SECONDS);
  return toast;
}

/* Who goes through many steps hears of the last one, not of all, one by one. */
static void
say (EtaWindow *self, AdwToast *take_toast)
{
  if (self->said)
    adw_toast_dismiss (self->said);
  g_set_weak_pointer (&self->said, take_toast);
  eta_live_toast (self->toasts, take_toast);
}

/* @step: what the button undoes; 0: it does again what was undone */
static void
say_with_button (EtaWindow *self, const char *words, gint64 step)
{
  AdwToast *toast = make_toast (words);

  adw_toast_set_button_label (toast, step ? _ ("Undo") : _ ("Redo"));
  adw_toast_set_action_name (toast, step ? "win.undo-step" : "win.redo");
  if (step)
    adw_toast_set_action_target_value (toast, g_variant_new_int64 (step));
  say (self, toast);
}

/* It may have been done long ago: then it is not taken back by a key alone. */
static void
offer_old (EtaWindow *self, const EtaPastStep *past)
{
  g_autofree char *when = eta_when_words (past->at);
  g_autofree char *words =
      /* Translators: a step that can be undone, and when it was done */
      g_strdup_printf (_ ("Nothing of today is left to undo. Before that: %s, %s"), past->label,
                       when);

  say_with_button (self, words, past->id);
}

static void
say_undone (EtaWindow *self, const EtaDeed *deed)
{
  g_autofree char *words = g_strdup_printf (
      deed->kept ? _ ("Undone, but for what was changed since: %s") : _ ("Undone: %s"),
      deed->past->label);

  say_with_button (self, words, 0);
}

static void
say_redone (EtaWindow *self, const EtaDeed *deed)
{
  g_autofree char *words = g_strdup_printf (
      deed->kept ? _ ("Done again, but for what was changed since: %s") : _ ("Done again: %s"),
      deed->past->label);

  say_with_button (self, words, deed->past->id);
}

static void
gone_back_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaWindow *self = owner;
  gboolean is_undo = deed->deed == ETA_DEED_UNDO;

  if (error)
    eta_window_say_failed (
        self, is_undo ? _ ("Could not be undone") : _ ("Could not be done again"), error);
  else if (!deed->past)
    say (self, make_toast (is_undo ? _ ("Nothing to undo") : _ ("Nothing to do again")));
  else if (deed->is_old)
    offer_old (self, deed->past);
  else if (is_undo)
    say_undone (self, deed);
  else
    say_redone (self, deed);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  eta_detail_flush (self->detail);
  eta_deed_run (eta_deed_new (ETA_DEED_UNDO, NULL), self->store, gone_back_cb, G_OBJECT (self));
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  eta_detail_flush (self->detail);
  eta_deed_run (eta_deed_new (ETA_DEED_REDO, NULL), self->store, gone_back_cb, G_OBJECT (self));
}

static void
undo_step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  EtaDeed *deed = eta_deed_new (ETA_DEED_UNDO, NULL);

  deed->step = g_variant_get_int64 (parameter);
  eta_deed_run (deed, self->store, gone_back_cb, G_OBJECT (self));
}

static void
leave_record (EtaWindow *self, const char *id)
{
  if (g_strcmp0 (id, eta_window_get_record (self)) != 0)
    return;
  eta_record_list_select (eta_window_get_list (self), NULL);
  eta_detail_show (self->detail, NULL);
  adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_pane));
}

static void
trashed_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaWindow *self = owner;

  if (error) {
    eta_window_say_failed (self, _ ("Nothing was deleted"), error);
    return;
  }
  leave_record (self, deed->id);
  eta_window_say_undo (self, _ ("Moved to the trash"), deed->step);
}

static void
trash_record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  EtaDeed *deed = eta_deed_new (ETA_DEED_TRASH, g_variant_get_string (parameter, NULL));

  eta_detail_flush (self->detail);
  eta_deed_run (deed, self->store, trashed_cb, G_OBJECT (self));
}

static void
purged_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaWindow *self = owner;

  if (error) {
    eta_window_say_failed (self, _ ("Nothing was deleted"), error);
    return;
  }
  leave_record (self, deed->id);
  eta_window_say (self, _ ("Deleted for good"));
}

static void
purge_answered_cb (AdwMessageDialog *dialog, const char *response, EtaWindow *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "purge"))
    eta_deed_run (eta_deed_new (ETA_DEED_PURGE, id), self->store, purged_cb, G_OBJECT (self));
}

/* The one thing that no undo takes back, and so the one that asks. */
static void
purge_record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (EtaRecord) record = eta_store_get (self->store, id, NULL);
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog;

  if (!record)
    return;
  heading = g_strdup_printf (_ ("Delete “%s” for good?"), eta_record_get_title (record));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (self), heading, _ ("Its history goes, too. This cannot be undone.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "purge",
                                    _ ("_Delete for good"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "purge", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (purge_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
eta_window_install_past_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-step", "x", undo_step_cb);
  gtk_widget_class_install_action (widget_class, "win.trash-record", "s", trash_record_cb);
  gtk_widget_class_install_action (widget_class, "win.purge-record", "s", purge_record_cb);
}

/* In a menu, an underscore marks the key of a line. */
static char *
make_menu_words (const char *format, const char *label)
{
  g_autofree char *start = g_utf8_substring (label, 0, MIN (g_utf8_strlen (label, -1), NAME_SHOWN));
  g_auto (GStrv) parts = g_strsplit (start, "_", -1);
  g_autofree char *name = g_strjoinv ("__", parts);
  g_autofree char *cut = g_strconcat (name, strlen (start) < strlen (label) ? "…" : "", NULL);
  g_autoptr (GString) words = g_string_new (format);

  g_string_replace (words, "%s", cut, 1);
  return g_strdup (words->str);
}

static void
put_menu_item (GMenu *section, int index, const char *plain, const char *format,
               const EtaPastStep *step, const char *action)
{
  g_autofree char *words = step ? make_menu_words (format, step->label) : g_strdup (plain);
  g_autofree char *before = NULL;
  g_autoptr (GMenuItem) item = g_menu_item_new (words, action);

  g_menu_model_get_item_attribute (G_MENU_MODEL (section), index, G_MENU_ATTRIBUTE_LABEL, "s",
                                   &before);
  if (g_strcmp0 (before, words) == 0)
    return;
  g_menu_remove (section, index);
  g_menu_insert_item (section, index, item);
}

static void
name_steps (EtaWindow *self)
{
  GMenu *section = eta_sidebar_get_undo_section (self->sidebar);
  g_autoptr (EtaPastStep) done = eta_store_dup_step_to_undo (self->store, 0);
  g_autoptr (EtaPastStep) undone = eta_store_dup_step_to_redo (self->store);

  put_menu_item (section, 0, _ ("_Undo"), _ ("_Undo: %s"), done, "win.undo");
  put_menu_item (section, 1, _ ("_Redo"), _ ("_Redo: %s"), undone, "win.redo");
}

static gboolean
name_steps_cb (gpointer data)
{
  EtaWindow *self = data;

  self->naming = 0;
  name_steps (self);
  return G_SOURCE_REMOVE;
}

/* On the store's thread */
static gboolean
tend_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_trash_tend (store, g_get_real_time () / G_USEC_PER_SEC, NULL, cancellable, error);
}

/* What could not be written (a full disk, a stick that was pulled out) is tried again the next time. */
static gboolean
tend_trash (gpointer data)
{
  EtaWindow *self = data;

  eta_store_run_async (self->store, tend_cb, NULL, NULL, NULL, NULL, NULL);
  self->trash_timer = g_timeout_add_seconds (TEND_SECONDS, tend_trash, self);
  return G_SOURCE_REMOVE;
}

/* The menu names what undo and redo would do, once the window is there; the trash is looked after for as long as the window is open. */
void
eta_window_follow_past (EtaWindow *self)
{
  g_signal_connect_object (self->store, "changed", G_CALLBACK (name_steps), self,
                           G_CONNECT_SWAPPED);
  self->naming = g_idle_add_full (G_PRIORITY_LOW, name_steps_cb, self, NULL);
  self->trash_timer = g_timeout_add_seconds (FIRST_TEND_SECONDS, tend_trash, self);
}
