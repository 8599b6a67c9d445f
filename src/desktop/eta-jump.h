/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-thumbnails.h"
#include "eta-views.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_JUMP (eta_jump_get_type ())
G_DECLARE_FINAL_TYPE (EtaJump, eta_jump, ETA, JUMP, AdwWindow)

/* Signal "chosen" (const char *action, const char *target): an action of the window that it belongs to */
EtaJump *eta_jump_new (GtkWindow *parent, EtaStore *store, EtaThumbnails *thumbnails,
                       EtaViews *views);

G_END_DECLS
