/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-brochure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @done: called once, with an error, or %NULL: printed, or the user thought better of it */
typedef void (*EtaPrintFunc) (const GError *error, gpointer owner);
GtkPrintOperation *eta_print_new (EtaBrochure *brochure, EtaPrintFunc done, GObject *owner);

G_END_DECLS
