/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_READER_PAGE (eta_reader_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaReaderPage, eta_reader_page, ETA, READER_PAGE, GtkWidget)

GtkWidget *eta_reader_page_new (EtaStore *store, const char *id);

G_END_DECLS
