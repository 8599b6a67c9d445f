/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-unsaved-bar.h"
#include "eta-window-private.h"
#include "eta-writer.h"

#include <glib/gi18n.h>

/* The window closes when all that was typed is on the disk, and what was begun is done. When that takes
 * long, it says so, and can be told to stay. */

#define PATIENCE_MS 400

static gboolean
is_importing (EtaWindow *self)
{
  EtaImportWork *work = self->import ? eta_import_page_get_work (self->import) : NULL;

  return work && eta_import_work_is_running (work);
}

static void import_changed_cb (EtaWindow *self);

static void
forget (EtaWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->finishing)
    gtk_window_destroy (self->finishing);
  if (self->import)
    g_signal_handlers_disconnect_by_func (self->import, import_changed_cb, self);
}

static void
stay (EtaWindow *self)
{
  forget (self);
  self->closing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

static void finish (EtaWindow *self);

static void
unsaved_answered_cb (EtaWindow *self, const char *answer)
{
  if (g_str_equal (answer, "close")) {
    eta_writer_give_up (eta_writer_of (self->store));
    self->closing = TRUE; /* what is given up warns once more */
    finish (self);
  } else {
    stay (self);
  }
}

/* The one case in which something that was typed can be lost, and only by a word of the user's */
static void
ask_about_unsaved (EtaWindow *self)
{
  g_autofree char *words = g_strdup_printf (
      _ ("%s Your last changes are in this window alone. They are saved by themselves as soon as it is "
         "possible; when you close it before, they are lost."),
      eta_writer_get_reason (eta_writer_of (self->store)));
  GtkWidget *widget =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Something is not saved yet"), words);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  forget (self);
  g_set_weak_pointer (&self->finishing, GTK_WINDOW (widget));
  adw_message_dialog_add_responses (dialog, "close", _ ("_Close and lose them"), "stay",
                                    _ ("_Keep it open"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (unsaved_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
all_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaWindow) self = data;

  eta_store_flush_finish (ETA_STORE (source), result);
  if (--self->flushes > 0)
    return; /* closing was called off and begun again since: there may be more to write */
  if (self->closing && eta_writer_count_waiting (eta_writer_of (self->store)) > 0) {
    ask_about_unsaved (self);
    return;
  }
  /* Somebody warned meanwhile that something was not written, or the user has thought better of it: then
   * we stay. */
  if (!self->closing) {
    stay (self);
    return;
  }
  forget (self);
  if (self->scheduler)
    eta_scheduler_stop (self->scheduler);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
finish (EtaWindow *self)
{
  if (self->import) {
    g_signal_handlers_disconnect_by_func (self->import, import_changed_cb, self);
    eta_import_page_stop (self->import);
  }
  self->flushes++;
  eta_store_flush_async (self->store, all_written_cb, g_object_ref (self));
}

/* An import that failed has something to say. */
static void
import_changed_cb (EtaWindow *self)
{
  if (is_importing (self))
    return;
  if (self->stops_import || eta_import_page_get_step (self->import) == ETA_IMPORT_STEP_REPORT) {
    finish (self);
  } else {
    stay (self);
    eta_window_show_import (self);
  }
}

static void
answered_cb (EtaWindow *self, const char *answer)
{
  if (g_str_equal (answer, "stop") && is_importing (self)) {
    self->stops_import = TRUE;
    eta_import_page_stop (self->import);
  } else if (self->closing) {
    stay (self);
  }
}

static gboolean
impatient_cb (gpointer data)
{
  EtaWindow *self = data;
  gboolean imports = is_importing (self);
  GtkWidget *widget = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Finishing what is under way"),
      imports ? _ ("The import is not done yet. The window closes by itself when it is.")
              : _ ("Changes are still being written. The window closes by itself when they are."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  self->patience = 0;
  g_set_weak_pointer (&self->finishing, GTK_WINDOW (widget));
  if (imports) {
    adw_message_dialog_add_response (dialog, "stop", _ ("_Stop the import"));
    adw_message_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  }
  adw_message_dialog_add_response (dialog, "stay", _ ("_Keep it open"));
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return G_SOURCE_REMOVE;
}

/* Handler of GtkWindow::close-request */
gboolean
eta_window_close_request (GtkWindow *window)
{
  EtaWindow *self = ETA_WINDOW (window);

  if (self->closing)
    return TRUE;
  self->closing = TRUE;
  self->stops_import = FALSE;
  eta_window_remember (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  eta_detail_flush (self->detail);
  self->patience = g_timeout_add (PATIENCE_MS, impatient_cb, self);
  if (is_importing (self))
    g_signal_connect_object (self->import, "changed", G_CALLBACK (import_changed_cb), self,
                             G_CONNECT_SWAPPED);
  else
    finish (self);
  return TRUE;
}

static void
writer_changed_cb (EtaWindow *self, EtaWriter *writer)
{
  if (eta_writer_count_waiting (writer) == 0)
    return;
  gtk_box_append (self->frame, eta_unsaved_bar_new (self->store));
  g_signal_handlers_disconnect_by_func (writer, writer_changed_cb, self);
}

/* Its line at the foot of the window is made when there is something to say. */
void
eta_window_follow_writes (EtaWindow *self)
{
  g_signal_connect_object (eta_writer_of (self->store), "changed", G_CALLBACK (writer_changed_cb),
                           self, G_CONNECT_SWAPPED);
}
