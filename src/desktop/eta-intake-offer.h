/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-intake.h"

G_BEGIN_DECLS

GdkContentFormats *eta_intake_offer_formats (void);
void eta_intake_take_drop (EtaIntake *intake, GdkDrop *drop);
gboolean eta_intake_can_paste (GdkClipboard *clipboard);
void eta_intake_paste (EtaIntake *intake, GdkClipboard *clipboard);

G_END_DECLS
