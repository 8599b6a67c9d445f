/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-brochure.h"
#include "eta-export.h"

G_BEGIN_DECLS

typedef enum {
  ETA_OUTGOING_SPREADSHEET,
  ETA_OUTGOING_CATALOGUE,
  ETA_OUTGOING_SHEETS,
} EtaOutgoingForm;

/**
 * EtaOutgoing:
 *
 * Records on their way out, in a thread of its own: into a file, or as pages for a printer.
 *
 * Input: store, vault, selection, form, file. In progress: eta_outgoing_get_fraction(). Results: an
 * error or none, how many records or pages, and the brochure when there is no file. Signal "finished"
 * at the end, also after cancelling. Lives on the main thread.
 */
#define ETA_TYPE_OUTGOING (eta_outgoing_get_type ())
G_DECLARE_FINAL_TYPE (EtaOutgoing, eta_outgoing, ETA, OUTGOING, GObject)

EtaOutgoing *eta_outgoing_new (EtaStore *store, EtaVault *vault, EtaSelection *what,
                               EtaOutgoingForm form, const char *path);
void eta_outgoing_start (EtaOutgoing *self);
void eta_outgoing_cancel (EtaOutgoing *self);
double eta_outgoing_get_fraction (EtaOutgoing *self); /* negative: not known yet */
EtaOutgoingForm eta_outgoing_get_form (EtaOutgoing *self);
const char *eta_outgoing_get_path (EtaOutgoing *self); /* NULL: for a printer */
const GError *eta_outgoing_get_error (EtaOutgoing *self);
guint eta_outgoing_get_count (EtaOutgoing *self);
EtaBrochure *eta_outgoing_get_brochure (EtaOutgoing *self);

G_END_DECLS
