/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"

G_BEGIN_DECLS

char *eta_group_format (EtaCatalogue *catalogue, const EtaJson *doc, const char *group,
                        const char *language);

G_END_DECLS
