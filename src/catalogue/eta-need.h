/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"

G_BEGIN_DECLS

gboolean eta_need_applies (EtaCatalogue *catalogue, const EtaField *field, const EtaJson *doc);
gboolean eta_need_has_text (const EtaJson *texts);

G_END_DECLS
