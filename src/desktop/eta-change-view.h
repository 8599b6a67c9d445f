/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"
#include "eta-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *eta_change_view_new (EtaStore *store, const EtaKind *kind, const EtaJson *before,
                                const EtaJson *after);

G_END_DECLS
