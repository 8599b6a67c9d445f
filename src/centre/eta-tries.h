/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_TRIES_MOST 5
#define ETA_TRIES_SECONDS 60

typedef struct _EtaTries EtaTries;

EtaTries *eta_tries_new (void);
void eta_tries_free (EtaTries *self);
gboolean eta_tries_may (EtaTries *self, const char *address);
void eta_tries_note (EtaTries *self, const char *address);

G_END_DECLS
