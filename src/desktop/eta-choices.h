/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-field.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaChoices:
 *
 * The choices of a field as a list to pick from: first "not said", then the field's own, and at the end a
 * stored value that is none of them, shown as itself. Main thread.
 */
#define ETA_TYPE_CHOICES (eta_choices_get_type ())
G_DECLARE_FINAL_TYPE (EtaChoices, eta_choices, ETA, CHOICES, GObject)

EtaChoices *eta_choices_new (const EtaField *field);
GListModel *eta_choices_get_labels (EtaChoices *self);
guint eta_choices_find (EtaChoices *self, const char *value);
const char *eta_choices_get_value (EtaChoices *self, guint position);

G_END_DECLS
