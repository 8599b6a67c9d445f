/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An office whose catalogue was opened on this computer */
typedef struct {
  char *folder;
  char *name; /* may be empty */
} EtaKnownOffice;

void eta_known_office_free (EtaKnownOffice *office);

/* Every @settings may be NULL: then nothing is known or remembered */
GPtrArray *eta_office_list_dup (GSettings *settings);
void eta_office_list_note (GSettings *settings, const char *folder, const char *name);
void eta_office_list_forget (GSettings *settings, const char *folder);
char *eta_office_list_dup_last_folder (GSettings *settings);
gboolean eta_office_list_has_catalogue (const char *folder);
char *eta_office_list_dup_new_folder (void);
gboolean eta_office_list_open (const char *folder, GError **error);

G_END_DECLS
