/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-outgoing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_OUTGOING_BAR (eta_outgoing_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaOutgoingBar, eta_outgoing_bar, ETA, OUTGOING_BAR, GtkWidget)

GtkWidget *eta_outgoing_bar_new (EtaOutgoing *outgoing);

G_END_DECLS
