/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-page.h"
#include "eta-outgoing.h"
#include "eta-place.h"
#include "eta-scheduler.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_WINDOW (eta_window_get_type ())
G_DECLARE_FINAL_TYPE (EtaWindow, eta_window, ETA, WINDOW, AdwApplicationWindow)

EtaWindow *eta_window_new (GtkApplication *application, EtaStore *store, EtaVault *vault,
                           EtaScheduler *scheduler, GSettings *settings);
const EtaPlace *eta_window_get_place (EtaWindow *self);
void eta_window_go_to (EtaWindow *self, const EtaPlace *place);
const char *eta_window_get_record (EtaWindow *self);
void eta_window_open_record (EtaWindow *self, const char *id);
void eta_window_name_office (EtaWindow *self); /* eta-window-office.c */
void eta_window_remember_office (EtaWindow *self);
void eta_window_say (EtaWindow *self, const char *words);
void eta_window_warn (EtaWindow *self, const char *words);
void eta_window_say_undo (EtaWindow *self, const char *words, gint64 step);
void eta_window_write (EtaWindow *self, EtaSelection *what, EtaOutgoingForm form,
                       const char *path); /* eta-window-outgoing.c */
EtaImportPage *eta_window_show_import (EtaWindow *self);

G_END_DECLS
