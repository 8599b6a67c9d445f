/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover to say where a column of a spreadsheet goes: all fields that it may, found by typing. */

/* @to: NULL: the column is not taken */
typedef void (*EtaTargetFunc) (gpointer owner, guint column, const EtaColumn *to);

/* Where a column goes, in words: "Description (English)", "Business: NIB" */
char *eta_import_target_dup_words (EtaImportWork *work, const EtaColumn *to);
void eta_import_target_attach (GtkMenuButton *button, EtaImportWork *work, guint column,
                               EtaTargetFunc chosen, gpointer owner);

G_END_DECLS
