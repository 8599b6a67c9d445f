/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-codes.h"

G_BEGIN_DECLS

guint eta_codes_depth (EtaCodes *self, const EtaCode *code);
const EtaCode *eta_codes_match_depth (EtaCodes *self, const char *text, const char *parent,
                                      guint least, guint most);

G_END_DECLS
