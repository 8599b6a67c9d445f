/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-outbox.h"

G_BEGIN_DECLS

/* What taking the centre's copy came to */
typedef enum {
  ETA_TAKEN_NOTHING, /* it was known */
  ETA_TAKEN_THEIRS, /* nothing had been changed here */
  ETA_TAKEN_OURS, /* an edit here beats a deletion there, or there is nothing there */
  ETA_TAKEN_MERGED, /* both had changed, in different places */
  ETA_TAKEN_CONFLICT, /* both had changed the same: the rest is in @clashes */
} EtaTaken;

gboolean eta_rules_has_change (const EtaCopies *copies);
void eta_rules_seal (EtaCopies *copies);
void eta_rules_agree (EtaCopies *copies, const char *rev, const EtaJson *doc);
void eta_rules_accept (EtaCopies *copies, const char *rev);
void eta_rules_unseal (EtaCopies *copies);
EtaTaken eta_rules_take (EtaCopies *copies, const EtaJson *theirs, EtaJson **clashes);
EtaTaken eta_rules_rewind (EtaCopies *copies, gint64 shared, const EtaJson *theirs,
                           const EtaJson *common, EtaJson **clashes);
EtaJson *eta_rules_new_conflict (const EtaCopies *copies, const EtaJson *clashes,
                                 const EtaJson *ours, const EtaJson *theirs, char **id);

G_END_DECLS
