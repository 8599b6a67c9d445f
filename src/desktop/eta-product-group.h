/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_GROUP (eta_product_group_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductGroup, eta_product_group, ETA, PRODUCT_GROUP, AdwPreferencesGroup)

GtkWidget *eta_product_group_new (EtaForm *form);

G_END_DECLS
