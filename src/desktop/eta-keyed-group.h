/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_KEYED_GROUP (eta_keyed_group_get_type ())
G_DECLARE_FINAL_TYPE (EtaKeyedGroup, eta_keyed_group, ETA, KEYED_GROUP, AdwPreferencesGroup)

GtkWidget *eta_keyed_group_new (EtaForm *form, const EtaField *field);
void eta_keyed_group_reveal (EtaKeyedGroup *self, const char *pointer);

G_END_DECLS
