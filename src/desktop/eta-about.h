/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *eta_about_new (GtkWindow *parent, const char *folder);

G_END_DECLS
