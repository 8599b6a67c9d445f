/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-bar.h"
#include "eta-live.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>

/**
 * EtaWindow:
 *
 * The office's catalogue: places, a list, and one record. It lays the panes out and moves between
 * them; what can be done is in eta-window-actions.c. Main thread.
 */
G_DEFINE_FINAL_TYPE (EtaWindow, eta_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum {
  PROP_STORE = 1,
  PROP_VAULT,
  PROP_SCHEDULER,
  PROP_SETTINGS,
  PROP_WORK_OFFLINE,
} EtaWindowProperty;

static GParamSpec *properties[PROP_WORK_OFFLINE + 1];

static void
place_chosen_cb (EtaWindow *self, const char *name)
{
  eta_window_go_to_name (self, name);
}

static void
record_opened_cb (EtaWindow *self, const char *id, EtaRecordList *list)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  /* A list opens a moment after the choice; another place may be in front by then. */
  if (list != eta_window_get_list (self))
    return;
  if (focus && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_pane)))
    focus = NULL;
  eta_detail_show (self->detail, id);
  adw_leaflet_set_visible_child (self->inner, self->detail_pane);
  /* The leaflet takes the keyboard along; with both panes in sight, somebody walks down the list. */
  if (focus && !adw_leaflet_get_folded (self->inner))
    gtk_widget_grab_focus (focus);
}

/* Back in the list of a narrow window, the same line must open again. */
static void
inner_moved_cb (EtaWindow *self)
{
  EtaRecordList *list = eta_window_get_list (self);

  if (list && adw_leaflet_get_folded (self->inner) &&
      adw_leaflet_get_visible_child (self->inner) == GTK_WIDGET (self->list_pane))
    eta_record_list_select (list, NULL);
}

static void
counts_changed_cb (EtaWindow *self)
{
  eta_places_foreach (place)
  {
    if (eta_place_has_list (place))
      eta_sidebar_set_count (self->sidebar, place, eta_counts_get (self->counts, place));
  }
}

/* Shows in the sidebar what is looked at. */
void
eta_window_mark_line (EtaWindow *self)
{
  EtaRecordList *list = self->view ? eta_window_get_list (self) : NULL;
  gboolean modified =
      list && !eta_views_is_as_kept (self->views, self->view, eta_record_list_get_filters (list));

  eta_sidebar_set_place (self->sidebar, self->place, self->view, modified);
}

static GtkWidget *
make_list (EtaWindow *self, const EtaPlace *place, const EtaKeptView *view)
{
  gboolean tiles = FALSE;
  g_autoptr (EtaJson) recalled =
      eta_window_recall_list (self, view ? view->id : place->name, &tiles);
  GtkWidget *list =
      eta_record_list_new (self->store, self->thumbnails, place, view ? view->asked : recalled);
  EtaListHead *head = eta_record_list_get_head (ETA_RECORD_LIST (list));

  g_object_bind_property (self->outer, "folded", head, "show-back", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->inner, "folded", head, "show-end-buttons", G_BINDING_SYNC_CREATE);
  g_object_set (head, "tiles", tiles, NULL);
  g_signal_connect_object (list, "opened", G_CALLBACK (record_opened_cb), self, G_CONNECT_SWAPPED);
  if (view)
    g_signal_connect_object (eta_record_list_get_filters (ETA_RECORD_LIST (list)), "changed",
                             G_CALLBACK (eta_window_mark_line), self, G_CONNECT_SWAPPED);
  return list;
}

/* A kept view has a list of its own: its place stays as it was left. */
static void
show_list (EtaWindow *self, const EtaPlace *place, const EtaKeptView *view)
{
  const char *name = view ? view->id : place->name;

  if (!gtk_stack_get_child_by_name (self->lists, name))
    gtk_stack_add_named (self->lists, make_list (self, place, view), name);
  gtk_stack_set_visible_child_name (self->lists, name);
  gtk_stack_set_visible_child_name (self->content, "lists");
}

static void
show_overview (EtaWindow *self)
{
  if (!self->overview) {
    self->overview = eta_overview_new (self->store, self->counts, self->thumbnails);
    eta_overview_set_paired (self->overview, eta_window_is_paired (self));
    g_object_bind_property (self->outer, "folded", self->overview, "show-back",
                            G_BINDING_SYNC_CREATE);
    gtk_stack_add_named (self->content, GTK_WIDGET (self->overview), "overview");
  }
  gtk_stack_set_visible_child_name (self->content, "overview");
}

static void
eta_window_constructed (GObject *object)
{
  EtaWindow *self = ETA_WINDOW (object);

  G_OBJECT_CLASS (eta_window_parent_class)->constructed (object);

  eta_window_name_office (self);
  self->thumbnails = eta_thumbnails_new (self->vault);
  self->counts = eta_counts_new (self->store);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  counts_changed_cb (self);
  self->views = eta_views_new (self->store);
  eta_sidebar_set_views (self->sidebar, self->views);
  eta_window_follow_views (self);
  eta_detail_set_store (self->detail, self->store, self->vault);
  eta_window_follow_sync (self);
  eta_window_follow_past (self);
  eta_window_follow_writes (self);
  eta_window_recall (self);
}

static void
eta_window_dispose (GObject *object)
{
  EtaWindow *self = ETA_WINDOW (object);

  g_clear_handle_id (&self->naming, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->trash_timer, g_source_remove);
  g_clear_weak_pointer (&self->said);
  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->finishing);
  g_clear_pointer (&self->view, g_free);
  g_clear_object (&self->views);
  g_clear_object (&self->counts);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->settings);
  g_clear_object (&self->scheduler);
  g_clear_object (&self->vault);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_window_parent_class)->dispose (object);
}

static void
eta_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaWindow *self = ETA_WINDOW (object);

  switch ((EtaWindowProperty) id) {
  case PROP_STORE:
    g_value_set_object (value, self->store);
    break;
  case PROP_VAULT:
    g_value_set_object (value, self->vault);
    break;
  case PROP_SCHEDULER:
    g_value_set_object (value, self->scheduler);
    break;
  case PROP_SETTINGS:
    g_value_set_object (value, self->settings);
    break;
  case PROP_WORK_OFFLINE:
    g_value_set_boolean (value,
                         self->scheduler && eta_scheduler_get_work_offline (self->scheduler));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaWindow *self = ETA_WINDOW (object);

  switch ((EtaWindowProperty) id) {
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_VAULT:
    self->vault = g_value_dup_object (value);
    break;
  case PROP_SCHEDULER:
    self->scheduler = g_value_dup_object (value);
    break;
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  case PROP_WORK_OFFLINE:
    if (self->scheduler)
      eta_scheduler_set_work_offline (self->scheduler, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_LIVE);
  g_type_ensure (ETA_TYPE_PANE);
  g_type_ensure (ETA_TYPE_SIDEBAR);
  g_type_ensure (ETA_TYPE_SYNC_CORNER);
  g_type_ensure (ETA_TYPE_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, sidebar_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, corner);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, content);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, detail);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, inner_moved_cb);
}

static void
eta_window_class_init (EtaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = eta_window_constructed;
  object_class->dispose = eta_window_dispose;
  object_class->get_property = eta_window_get_property;
  object_class->set_property = eta_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = eta_window_close_request;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, ETA_TYPE_STORE, flags);
  properties[PROP_VAULT] = g_param_spec_object ("vault", NULL, NULL, ETA_TYPE_VAULT, flags);
  properties[PROP_SCHEDULER] =
      g_param_spec_object ("scheduler", NULL, NULL, ETA_TYPE_SCHEDULER, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  properties[PROP_WORK_OFFLINE] = g_param_spec_boolean ("work-offline", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  bind_template (widget_class);
  eta_window_install_actions (widget_class);
}

static void
eta_window_init (EtaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_window_new:
 * @scheduler: (nullable): not started yet; the window starts it, and stops it when it closes
 * @settings: (nullable): where sizes are remembered
 */
EtaWindow *
eta_window_new (GtkApplication *application, EtaStore *store, EtaVault *vault,
                EtaScheduler *scheduler, GSettings *settings)
{
  return g_object_new (ETA_TYPE_WINDOW, "application", application, "store", store, "vault", vault,
                       "scheduler", scheduler, "settings", settings, NULL);
}

const EtaPlace *
eta_window_get_place (EtaWindow *self)
{
  g_return_val_if_fail (ETA_IS_WINDOW (self), NULL);
  return self->place;
}

/**
 * eta_window_get_list:
 *
 * Returns: (transfer none) (nullable): the list that is shown; %NULL on the overview and on the import
 */
EtaRecordList *
eta_window_get_list (EtaWindow *self)
{
  GtkWidget *list = gtk_stack_get_visible_child (self->lists);
  gboolean shown = g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "lists") == 0;

  return shown && eta_place_has_list (self->place) && list ? ETA_RECORD_LIST (list) : NULL;
}

static void
go_to (EtaWindow *self, const EtaPlace *place, const EtaKeptView *view)
{
  self->place = place;
  g_free (self->view);
  self->view = view ? g_strdup (view->id) : NULL;
  if (eta_place_has_list (place)) {
    show_list (self, place, view);
    eta_detail_show (self->detail, eta_record_list_get_selected (eta_window_get_list (self)));
    adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_pane));
  } else {
    eta_detail_flush (self->detail);
    show_overview (self);
  }
  eta_window_mark_line (self);
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
}

/**
 * eta_window_go_to:
 *
 * Shows @place with the record that was last open there, as a click in the sidebar does.
 */
void
eta_window_go_to (EtaWindow *self, const EtaPlace *place)
{
  g_return_if_fail (ETA_IS_WINDOW (self) && place);
  go_to (self, place, NULL);
}

/**
 * eta_window_go_to_name:
 * @name: of a place, or the id of a kept view
 *
 * Returns: whether that is there, and shown
 */
gboolean
eta_window_go_to_name (EtaWindow *self, const char *name)
{
  const EtaPlace *place = eta_place_find (name);
  const EtaKeptView *view = place ? NULL : eta_views_find (self->views, name);

  if (!place && !view)
    return FALSE;
  go_to (self, view ? view->place : place, view);
  return TRUE;
}

static void
imported_cb (EtaWindow *self, gint64 step, guint records)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u record imported", "%u records imported", records), records);

  /* Who looks at the import reads its report. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->import)) && step > 0)
    eta_window_say_undo (self, words, step);
  else
    eta_live_say (GTK_WIDGET (self), words);
}

/**
 * eta_window_show_import:
 *
 * Shows the import as it was left. The place beside it stays the one that was looked at last.
 *
 * Returns: (transfer none): its page
 */
EtaImportPage *
eta_window_show_import (EtaWindow *self)
{
  g_return_val_if_fail (ETA_IS_WINDOW (self), NULL);

  eta_detail_flush (self->detail);
  if (!self->import) {
    self->import = eta_import_page_new (self->store, self->vault);
    g_object_bind_property (self->outer, "folded", self->import, "show-back",
                            G_BINDING_SYNC_CREATE);
    g_signal_connect_object (self->import, "done", G_CALLBACK (imported_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_stack_add_named (self->content, GTK_WIDGET (self->import), "import");
    gtk_box_append (self->frame, eta_import_bar_new (self->import));
  }
  gtk_stack_set_visible_child_name (self->content, "import");
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
  return self->import;
}

/**
 * eta_window_get_record:
 *
 * Returns: (nullable): the id of the record that is shown
 */
const char *
eta_window_get_record (EtaWindow *self)
{
  g_return_val_if_fail (ETA_IS_WINDOW (self), NULL);
  return eta_window_get_list (self) ? eta_detail_get_id (self->detail) : NULL;
}

/**
 * eta_window_open_record:
 *
 * Shows the record @id beside the list where it belongs: the one that is shown if that lists its kind,
 * else the one of its kind.
 */
void
eta_window_open_record (EtaWindow *self, const char *id)
{
  g_autoptr (EtaRecord) record = NULL;
  const EtaPlace *place;

  g_return_if_fail (ETA_IS_WINDOW (self) && id);

  record = eta_store_get (self->store, id, NULL);
  if (!record)
    return;
  place = eta_place_of_kind (eta_record_get_kind (record));
  if (place && (place != self->place || !eta_window_get_list (self)))
    eta_window_go_to (self, place);
  eta_record_list_select (eta_window_get_list (self), id);
  record_opened_cb (self, id, eta_window_get_list (self));
}

/**
 * eta_window_say:
 * @words: in the user's language
 *
 * Says something that needs no answer.
 */
void
eta_window_say (EtaWindow *self, const char *words)
{
  AdwToast *toast;

  g_return_if_fail (ETA_IS_WINDOW (self));

  toast = adw_toast_new (words);
  eta_live_toast (self->toasts, toast);
}

/**
 * eta_window_warn:
 * @words: in the user's language: what was not done or not kept, and why
 *
 * As eta_window_say(); but a window that is about to close stays open for it.
 */
void
eta_window_warn (EtaWindow *self, const char *words)
{
  g_return_if_fail (ETA_IS_WINDOW (self));

  self->closing = FALSE;
  eta_window_say (self, words);
}

/* What went wrong is told in the store's words: they say what happened, and to what. */
void
eta_window_say_failed (EtaWindow *self, const char *what, const GError *error)
{
  g_autofree char *words = g_strdup_printf ("%s: %s", what, error->message);

  eta_window_warn (self, words);
}

/**
 * eta_window_say_undo:
 * @step: what the toast's button undoes
 */
void
eta_window_say_undo (EtaWindow *self, const char *words, gint64 step)
{
  AdwToast *toast;

  g_return_if_fail (ETA_IS_WINDOW (self));

  toast = adw_toast_new (words);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 10); /* time enough to find it by the keyboard */
  adw_toast_set_action_name (toast, "win.undo-step");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (step));
  eta_live_toast (self->toasts, toast);
}
