/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

G_BEGIN_DECLS

/**
 * EtaPicker:
 *
 * A popover to choose a value for a field from a long list by typing a part of it. Main thread.
 *
 * Signal: "picked" (const char *value)
 */
#define ETA_TYPE_PICKER (eta_picker_get_type ())
G_DECLARE_FINAL_TYPE (EtaPicker, eta_picker, ETA, PICKER, GtkPopover)

typedef void (*EtaPickedFunc) (gpointer owner, const char *value);

void eta_picker_attach (GtkMenuButton *button, EtaForm *form, const EtaField *field,
                        EtaPickedFunc picked, GObject *owner);
EtaPicker *eta_picker_of (GtkMenuButton *button);

G_END_DECLS
