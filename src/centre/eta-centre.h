/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"
#include "eta-offices.h"
#include "eta-vault.h"
#include "eta-words.h"

G_BEGIN_DECLS

/**
 * EtaCentre:
 *
 * What all requests share: the data folder, the catalogue, the vault of photos, the words of four
 * languages, and connections to the ledger. Built by main(), immutable but for its pools; all
 * functions from any thread.
 */
typedef struct _EtaCentre EtaCentre;
typedef struct _EtaGallery EtaGallery; /* templates and pages: eta-gallery.c */
typedef struct _EtaTries EtaTries; /* wrong codes, by address: eta-tries.c */
typedef struct _EtaUploads EtaUploads; /* uploads under way: eta-uploads.c */

EtaCentre *eta_centre_new (const char *folder, EtaCatalogue *catalogue, GError **error);
void eta_centre_free (EtaCentre *self);

const char *eta_centre_get_folder (EtaCentre *self);
EtaCatalogue *eta_centre_get_catalogue (EtaCentre *self);
EtaVault *eta_centre_get_vault (EtaCentre *self);
EtaWords *eta_centre_get_words (EtaCentre *self, const char *language);
const char *eta_centre_get_epoch (EtaCentre *self);
EtaTries *eta_centre_get_tries (EtaCentre *self);
EtaUploads *eta_centre_get_uploads (EtaCentre *self);
EtaGallery *eta_centre_get_gallery (EtaCentre *self);

EtaLedger *eta_centre_take_ledger (EtaCentre *self, GError **error);
void eta_centre_give_ledger (EtaCentre *self, EtaLedger *take_ledger);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCentre, eta_centre_free)

G_END_DECLS
