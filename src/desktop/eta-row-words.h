/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-record.h"

G_BEGIN_DECLS

/* How rows of lists are put into words, whatever widget shows them */
const char *eta_row_title_words (EtaRow *row);
const char *eta_row_state_words (EtaRow *row);
const char *eta_row_icon_name (EtaRow *row);
gboolean eta_row_is_listing (EtaRow *row);
char *eta_row_dup_subtitle (EtaRow *row);
char *eta_row_dup_spoken (EtaRow *row);

G_END_DECLS
