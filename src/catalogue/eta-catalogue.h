/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-codes.h"
#include "eta-kind.h"

G_BEGIN_DECLS

/**
 * EtaCatalogue:
 *
 * The code lists that fields point to: regions, categories, units, currencies, countries, languages,
 * HS, KBLI. The project's own lists are built in, and each is read when it is first asked for, in any
 * thread; complete ones are loaded beside them. Built by main() and handed down.
 */
#define ETA_TYPE_CATALOGUE (eta_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogue, eta_catalogue, ETA, CATALOGUE, GObject)

EtaCatalogue *eta_catalogue_new (void);
gboolean eta_catalogue_load (EtaCatalogue *self, const char *folder, GError **error);
EtaCodes *eta_catalogue_get_codes (EtaCatalogue *self, const char *name);
EtaCodes *eta_catalogue_codes_of (EtaCatalogue *self, const EtaField *field);

G_END_DECLS
