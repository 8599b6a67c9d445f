/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-centre.h"
#include "eta-page-cache.h"
#include "eta-template.h"

G_BEGIN_DECLS

/**
 * EtaGallery:
 *
 * What all pages share: the templates, the style, the pages kept in memory. Any thread.
 */
EtaGallery *eta_gallery_new (GError **error);
void eta_gallery_free (EtaGallery *self);

EtaTemplates *eta_gallery_get_templates (EtaGallery *self);
EtaPageCache *eta_gallery_get_pages (EtaGallery *self);
EtaRendered *eta_gallery_get_style (EtaGallery *self);
EtaRendered *eta_gallery_get_icon (EtaGallery *self);
const char *eta_gallery_get_style_address (EtaGallery *self);

G_END_DECLS
