/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-ledger.h"

G_BEGIN_DECLS

#define ETA_INVITATION_SECONDS 600

/* A paired computer */
typedef struct {
  char *id;
  char *name;
  char *office;
  char *office_name;
  gboolean curator; /* reads all offices, publishes and returns */
  gboolean revoked;
  gint64 n; /* its counter, as last seen */
  char *ops; /* SHA-256 over the op ids that came with it */
} EtaDevice;

typedef struct {
  char *id;
  char *name;
  gboolean reviewed; /* a curator publishes; else published on submission */
} EtaOffice;

void eta_device_free (EtaDevice *device);
void eta_office_free (EtaOffice *office);

gboolean eta_ledger_add_office (EtaLedger *self, const char *id, const char *name,
                                gboolean reviewed, GError **error);
EtaOffice *eta_ledger_find_office (EtaLedger *self, const char *id, GError **error);
GPtrArray *eta_ledger_list_offices (EtaLedger *self, GError **error);

char *eta_ledger_invite (EtaLedger *self, const char *office, gboolean curator, GError **error);
EtaDevice *eta_ledger_pair (EtaLedger *self, const char *code, const char *name,
                            const char *public_key, char **token, GError **error);
EtaDevice *eta_ledger_fork (EtaLedger *self, const EtaDevice *device, const char *name,
                            char **token, GError **error);

EtaDevice *eta_ledger_find_token (EtaLedger *self, const char *token, GError **error);
EtaDevice *eta_ledger_find_device (EtaLedger *self, const char *id, GError **error);
GPtrArray *eta_ledger_list_devices (EtaLedger *self, GError **error);
gboolean eta_ledger_revoke (EtaLedger *self, const char *device, GError **error);
gboolean eta_ledger_note_device (EtaLedger *self, const char *device, gint64 n, const char *ops,
                                 GError **error);

char *eta_code_read (const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaDevice, eta_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaOffice, eta_office_free)

G_END_DECLS
