/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-counts.h"
#include "eta-detail.h"
#include "eta-import-page.h"
#include "eta-overview.h"
#include "eta-pane.h"
#include "eta-record-list.h"
#include "eta-sidebar.h"
#include "eta-sync-corner.h"
#include "eta-views.h"
#include "eta-window.h"

G_BEGIN_DECLS

/* Shared by the files eta-window*.c, and by nobody else. */
struct _EtaWindow {
  AdwApplicationWindow parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaScheduler *scheduler; /* NULL: nothing is ever sent (tests) */
  GSettings *settings; /* NULL: nothing is remembered */
  EtaThumbnails *thumbnails;
  EtaCounts *counts;
  EtaViews *views;
  const EtaPlace *place;
  char *view; /* id of the kept view of it that is shown; NULL: the place as it is */
  gboolean is_drawn; /* its first frame, or about to be */
  gboolean closing; /* waits for the last writes */
  gboolean stops_import; /* in order to close */
  guint flushes; /* that it waits for */
  guint patience; /* timer, until it says that it waits */
  guint naming; /* idle source; 0: done */
  guint trash_timer;
  gboolean remembers_office; /* in the list of this computer's offices */

  /* Borrowed; pages of "content" are NULL before they are first shown */
  EtaOverview *overview;
  EtaImportPage *import;
  AdwToast *said; /* of the last undo or redo; NULL: it has gone */
  GtkWindow *preferences; /* NULL: not open */
  GtkWindow *finishing; /* the dialog that says what closing waits for; NULL: not open */

  /* Template */
  AdwToastOverlay *toasts;
  GtkBox *frame; /* all, and below it what goes out at the moment */
  AdwLeaflet *outer; /* sidebar | content */
  AdwLeaflet *inner; /* list | detail, within content */
  EtaPane *sidebar_pane;
  EtaPane *list_pane;
  EtaSidebar *sidebar;
  EtaSyncCorner *corner;
  GtkStack *content;
  GtkStack *lists;
  GtkWidget *detail_pane;
  EtaDetail *detail;
};

EtaRecordList *eta_window_get_list (EtaWindow *self);
gboolean eta_window_close_request (GtkWindow *window);
void eta_window_follow_writes (EtaWindow *self);
void eta_window_install_actions (GtkWidgetClass *widget_class);
void eta_window_install_view_actions (GtkWidgetClass *widget_class);
void eta_window_follow_views (EtaWindow *self);
gboolean eta_window_go_to_name (EtaWindow *self, const char *name);
void eta_window_remember (EtaWindow *self);
void eta_window_recall (EtaWindow *self);
EtaJson *eta_window_recall_list (EtaWindow *self, const char *name, gboolean *tiles);
void eta_window_mark_line (EtaWindow *self);
void eta_window_install_past_actions (GtkWidgetClass *widget_class);
void eta_window_install_office_actions (GtkWidgetClass *widget_class);
void eta_window_install_sync_actions (GtkWidgetClass *widget_class);
void eta_window_install_outgoing_actions (GtkWidgetClass *widget_class);
void eta_window_follow_past (EtaWindow *self);
void eta_window_say_failed (EtaWindow *self, const char *what, const GError *error);
void eta_window_follow_sync (EtaWindow *self);
gboolean eta_window_is_paired (EtaWindow *self);

G_END_DECLS
