/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaUnsavedBar:
 *
 * One line at the foot of the window as long as something that was changed could not be written: why, and
 * that it is tried again. Main thread.
 */
#define ETA_TYPE_UNSAVED_BAR (eta_unsaved_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaUnsavedBar, eta_unsaved_bar, ETA, UNSAVED_BAR, GtkWidget)

GtkWidget *eta_unsaved_bar_new (EtaStore *store);

G_END_DECLS
