/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-window-private.h"

/*
 * The window and the sync: what the scheduler knows goes into the corner, what the user wants goes to
 * the scheduler.
 */

static void
show_facts_cb (EtaWindow *self)
{
  EtaScheduler *scheduler = self->scheduler;
  EtaSyncFacts facts = {
    .state = eta_scheduler_get_state (scheduler),
    .photos_held = eta_scheduler_get_photos_held (scheduler),
    .asks_to_delete = eta_scheduler_asks_to_delete (scheduler),
    .records = eta_scheduler_get_waiting_records (scheduler),
    .photos = eta_scheduler_get_waiting_photos (scheduler),
    .bytes = eta_scheduler_get_waiting_bytes (scheduler),
    .progress = eta_scheduler_get_progress (scheduler),
    .last_success = eta_scheduler_get_last_success (scheduler),
    .last_error = eta_scheduler_get_last_error (scheduler),
  };

  eta_sync_corner_show_facts (self->corner, &facts);
  if (self->overview)
    eta_overview_set_paired (self->overview, eta_window_is_paired (self));
}

/* Photos that were missing may have come. */
static void
synced_cb (EtaWindow *self)
{
  if (self->thumbnails)
    eta_thumbnails_forget_missing (self->thumbnails);
}

static void
work_offline_cb (EtaWindow *self)
{
  g_object_notify (G_OBJECT (self), "work-offline");
}

static void
sync_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (!self->scheduler)
    return;
  eta_detail_flush (self->detail);
  if (eta_scheduler_get_state (self->scheduler) == ETA_SYNC_STATE_UNPAIRED)
    gtk_widget_activate_action (widget, "win.pair", NULL);
  else
    eta_scheduler_sync_now (self->scheduler);
}

static void
agree_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (self->scheduler)
    eta_scheduler_agree_to_deletions (self->scheduler);
}

static void
send_photos_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (self->scheduler)
    eta_scheduler_send_photos_anyway (self->scheduler);
}

void
eta_window_install_sync_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_cb);
  gtk_widget_class_install_action (widget_class, "win.agree-to-deletions", NULL, agree_cb);
  gtk_widget_class_install_action (widget_class, "win.send-photos", NULL, send_photos_cb);
  gtk_widget_class_install_property_action (widget_class, "win.work-offline", "work-offline");
}

gboolean
eta_window_is_paired (EtaWindow *self)
{
  return self->scheduler && eta_scheduler_get_state (self->scheduler) != ETA_SYNC_STATE_UNPAIRED;
}

/* Called once, when the window has its objects. */
void
eta_window_follow_sync (EtaWindow *self)
{
  if (!self->scheduler)
    return;
  if (self->settings) {
    g_settings_bind (self->settings, "work-offline", self->scheduler, "work-offline",
                     G_SETTINGS_BIND_DEFAULT);
    g_settings_bind (self->settings, "photos-unmetered-only", self->scheduler, "spare-metered",
                     G_SETTINGS_BIND_DEFAULT);
  }
  g_signal_connect_object (self->scheduler, "notify", G_CALLBACK (show_facts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scheduler, "notify::last-success", G_CALLBACK (synced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scheduler, "notify::work-offline", G_CALLBACK (work_offline_cb),
                           self, G_CONNECT_SWAPPED);
  show_facts_cb (self);
  eta_scheduler_start (self->scheduler);
}
