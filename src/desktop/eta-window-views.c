/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-live.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>

/* Views: what is asked of a list is kept under a name, and asked again from the sidebar. */

#define SAID_SECONDS 10 /* time enough to find the button by the keyboard */

static char *
dup_typed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
name_typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = dup_typed (entry);

  adw_message_dialog_set_response_enabled (dialog, "go", *name != '\0');
}

/* Asks for a name; @named is called with it when the answer is "go". */
static void
ask_for_name (EtaWindow *self, const char *heading, const char *name, const char *answer,
              GCallback named, char *take_id)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_message_dialog_set_extra_child (message, list);
  adw_message_dialog_add_response (message, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (message, "go", answer);
  adw_message_dialog_set_response_appearance (message, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "go");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_object_set_data_full (G_OBJECT (dialog), "id", take_id, g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_typed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response::go", named, self, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* What was asked for is the new view's; the place, or the view that it began from, is itself again. */
static void
kept_cb (EtaWindow *self, const char *response, GObject *dialog)
{
  g_autofree char *name = dup_typed (g_object_get_data (dialog, "entry"));
  EtaRecordList *list = eta_window_get_list (self);
  const EtaKeptView *from = eta_views_find (self->views, self->view);
  const EtaKeptView *view;
  EtaFilters *filters;

  if (!list)
    return;
  filters = eta_record_list_get_filters (list);
  view = eta_views_add (self->views, name, self->place, filters);
  eta_window_go_to_name (self, view->id);
  if (from) {
    eta_filters_load (filters, from->asked);
  } else {
    eta_filters_clear (filters);
    eta_filters_set_text (filters, "");
  }
  if (adw_leaflet_get_folded (self->outer)) {
    g_autofree char *words = g_strdup_printf (_ ("“%s” stands in the sidebar now"), name);
    eta_window_say (self, words);
  }
}

static void
keep_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  EtaRecordList *list = eta_window_get_list (self);
  g_autofree char *title = NULL;

  if (!list) {
    gtk_widget_error_bell (widget);
    return;
  }
  title = eta_filters_dup_title (eta_record_list_get_filters (list));
  ask_for_name (self, _ ("Keep this view"), title, _ ("_Keep"), G_CALLBACK (kept_cb), NULL);
}

static void
renamed_cb (EtaWindow *self, const char *response, GObject *dialog)
{
  g_autofree char *name = dup_typed (g_object_get_data (dialog, "entry"));

  eta_views_rename (self->views, g_object_get_data (dialog, "id"), name);
}

static void
rename_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  const EtaKeptView *view = eta_views_find (self->views, g_variant_get_string (parameter, NULL));

  if (view)
    ask_for_name (self, _ ("Rename the view"), view->name, _ ("_Rename"), G_CALLBACK (renamed_cb),
                  g_strdup (view->id));
}

static EtaFilters *
get_filters (EtaWindow *self, const char *id)
{
  GtkWidget *list = gtk_stack_get_child_by_name (self->lists, id);

  return list ? eta_record_list_get_filters (ETA_RECORD_LIST (list)) : NULL;
}

static void
keep_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  EtaFilters *filters = get_filters (self, id);

  if (!filters)
    return;
  eta_views_keep (self->views, id, filters);
  eta_window_mark_line (self);
}

static void
reset_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  const EtaKeptView *view = eta_views_find (self->views, g_variant_get_string (parameter, NULL));
  EtaFilters *filters = view ? get_filters (self, view->id) : NULL;

  if (filters)
    eta_filters_load (filters, view->asked);
}

static void
move_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *id;
  int by;

  g_variant_get (parameter, "(&si)", &id, &by);
  eta_views_move (ETA_WINDOW (widget)->views, id, by);
}

static void
say_removed (EtaWindow *self, const char *name, const char *text, guint position)
{
  g_autofree char *words = g_strdup_printf (_ ("View “%s” removed"), name);
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, SAID_SECONDS);
  adw_toast_set_action_name (toast, "win.put-back-view");
  adw_toast_set_action_target_value (toast, g_variant_new ("(su)", text, position));
  eta_live_toast (self->toasts, toast);
}

static void
remove_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  const EtaKeptView *view = eta_views_find (self->views, g_variant_get_string (parameter, NULL));
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GtkWidget *list;
  guint position;

  if (!view)
    return;
  id = g_strdup (view->id);
  name = g_strdup (view->name);
  if (g_strcmp0 (self->view, id) == 0)
    eta_window_go_to (self, view->place);
  list = gtk_stack_get_child_by_name (self->lists, id);
  if (list)
    gtk_stack_remove (self->lists, list);
  text = eta_views_remove (self->views, id, &position);
  say_removed (self, name, text, position);
}

static void
put_back_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text;
  guint position;

  g_variant_get (parameter, "(&su)", &text, &position);
  eta_views_put_back (ETA_WINDOW (widget)->views, text, position);
}

void
eta_window_install_view_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.keep-view", NULL, keep_view_cb);
  gtk_widget_class_install_action (widget_class, "win.rename-view", "s", rename_view_cb);
  gtk_widget_class_install_action (widget_class, "win.keep-view-again", "s", keep_again_cb);
  gtk_widget_class_install_action (widget_class, "win.reset-view", "s", reset_view_cb);
  gtk_widget_class_install_action (widget_class, "win.move-view", "(si)", move_view_cb);
  gtk_widget_class_install_action (widget_class, "win.remove-view", "s", remove_view_cb);
  gtk_widget_class_install_action (widget_class, "win.put-back-view", "(su)", put_back_view_cb);
}

static void
failed_cb (EtaWindow *self, const char *why)
{
  g_autofree char *words = g_strdup_printf ("%s: %s", _ ("The views were not kept"), why);

  eta_window_warn (self, words);
}

void
eta_window_follow_views (EtaWindow *self)
{
  g_signal_connect_object (self->views, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}
