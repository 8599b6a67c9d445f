/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-pane.h"
#include "eta-sidebar.h"
#include "eta-window.h"

G_BEGIN_DECLS

/* Shared by eta-window.c and eta-window-actions.c, and by nobody else. */
struct _EtaWindow {
  AdwApplicationWindow parent_instance;

  /* Owned */
  const EtaPlace *place;

  /* Template */
  AdwToastOverlay *toasts;
  AdwLeaflet *outer; /* sidebar | content */
  AdwLeaflet *inner; /* list | detail, within content */
  EtaPane *sidebar_pane;
  EtaPane *list_pane;
  EtaSidebar *sidebar;
  GtkStack *content;
  GtkStack *lists;
  GtkWidget *detail;
};

void eta_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
