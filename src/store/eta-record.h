/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaRecord:
 *
 * One record as it stood when it was read: id, kind, document, scores. Immutable, hence free to pass
 * between threads; a change in the store gives a new one.
 */
#define ETA_TYPE_RECORD (eta_record_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecord, eta_record, ETA, RECORD, GObject)

const char *eta_record_get_id (EtaRecord *self);
const EtaKind *eta_record_get_kind (EtaRecord *self);
const EtaJson *eta_record_get_doc (EtaRecord *self);
const char *eta_record_get_title (EtaRecord *self);
const char *eta_record_get_state (EtaRecord *self); /* "draft" when the document says none */
int eta_record_get_score (EtaRecord *self); /* ready to publish, 0–100 */
int eta_record_get_export_score (EtaRecord *self);
gboolean eta_record_is_deleted (EtaRecord *self);
gboolean eta_record_is_waiting (EtaRecord *self); /* changed since the centre last agreed */
const char *eta_record_get_rev (EtaRecord *self); /* last agreed; NULL: the centre has none */

/**
 * EtaRow:
 *
 * What a list shows of a record; without its document. Immutable.
 */
#define ETA_TYPE_ROW (eta_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaRow, eta_row, ETA, ROW, GObject)

const char *eta_row_get_id (EtaRow *self);
const EtaKind *eta_row_get_kind (EtaRow *self);
const char *eta_row_get_title (EtaRow *self);
const char *eta_row_get_subtitle (EtaRow *self); /* place; of a product, its business and place */
const char *eta_row_get_state (EtaRow *self);
const char *eta_row_get_cover (EtaRow *self); /* SHA-256 of the cover photo, or NULL */
int eta_row_get_score (EtaRow *self);
gboolean eta_row_is_waiting (EtaRow *self);
gboolean eta_row_is_deleted (EtaRow *self);
int eta_row_get_days_left (EtaRow *self); /* of one in the trash */

G_END_DECLS
