/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-header.h"
#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* What a row will become */
typedef enum {
  ETA_IMPORT_CREATE,
  ETA_IMPORT_UPDATE,
  ETA_IMPORT_UNCHANGED,
  ETA_IMPORT_REFUSE,
  ETA_IMPORT_LEAVE, /* left out: the user has said so */
} EtaImportFate;

#define ETA_IMPORT_FATES (ETA_IMPORT_LEAVE + 1)

typedef struct {
  guint row; /* as the spreadsheet numbers it */
  EtaImportFate fate;
  char *title;
  char *id; /* of the record; NULL while it would be created */
  char *reason; /* of a refusal */
  GPtrArray *warnings; /* EtaImportWarning */
} EtaImportRow;

typedef struct {
  guint row;
  char *field; /* pointer */
  const char *label; /* of the field, for gettext; NULL: it is no field */
  char *reason;
} EtaImportWarning;

/**
 * EtaImport:
 *
 * A spreadsheet on its way into the catalogue: the header is found below title lines, columns are
 * matched to fields by label and synonyms, each row becomes a business or a product (or both, when a
 * sheet carries products with their makers).
 *
 * Input: store, vault, file, folder of photos; once it is open, whose rows and columns mean what, and
 * cells that are mended. In progress: "done" of "total" (also photos). Results: rows with their fates,
 * photos. A plan changes nothing; running it is one step of undo.
 * Blocks; call it from a thread, one call at a time, and read it when the call has ended.
 */
#define ETA_TYPE_IMPORT (eta_import_get_type ())
G_DECLARE_FINAL_TYPE (EtaImport, eta_import, ETA, IMPORT, GObject)

EtaImport *eta_import_new (EtaStore *store, EtaVault *vault, const char *path,
                           const char *photo_folder);
const char *eta_import_get_path (EtaImport *self);

/* What the file is */
gboolean eta_import_open (EtaImport *self, int tab, GCancellable *cancellable, GError **error);
EtaSheet *eta_import_get_sheet (EtaImport *self); /* NULL before it is open */
EtaHeader *eta_import_get_header (EtaImport *self); /* to be changed before a plan; may be NULL */
const char *eta_import_get_kept_on (EtaImport *self); /* day of the profile; NULL: guessed */
void eta_import_read_header (EtaImport *self, guint row, const EtaKind *kind);
gboolean eta_import_keep_columns (EtaImport *self, GError **error);
void eta_import_set_photo_folder (EtaImport *self, const char *photo_folder);
const char *eta_import_get_photo_folder (EtaImport *self);

/* What becomes of it */
gboolean eta_import_plan (EtaImport *self, GCancellable *cancellable, GError **error);
gboolean eta_import_run (EtaImport *self, GCancellable *cancellable, GError **error);
void eta_import_get_progress (EtaImport *self, guint *done, guint *total); /* any thread */

GPtrArray *eta_import_get_rows (EtaImport *self); /* EtaImportRow; another array after each call */
guint eta_import_count (EtaImport *self, EtaImportFate fate);
guint eta_import_count_doubtful (EtaImport *self);
gboolean eta_import_row_is_doubtful (const EtaImportRow *row);
/* (element-type utf8): for each column of the header, the pointer it goes to, or NULL: not taken */
GPtrArray *eta_import_get_columns (EtaImport *self);
gint64 eta_import_get_step (EtaImport *self); /* to undo; 0: nothing was changed */
guint eta_import_get_photos_found (EtaImport *self); /* by the plan: files that fit a row … */
guint eta_import_get_photos_total (EtaImport *self); /* … of so many */
guint eta_import_get_photos_added (EtaImport *self);
GPtrArray *eta_import_get_photos_failed (EtaImport *self); /* EtaImportWarning: field is the file */
EtaJson *eta_import_dup_report (EtaImport *self); /* as `etalasectl import --json` prints it */
gboolean eta_import_save_refused (EtaImport *self, const char *path, GError **error);

/* One row, mended: @index is that of eta_import_get_rows() */
const EtaKind *eta_import_get_kind_of (EtaImport *self, guint index);
EtaJson *eta_import_dup_said (EtaImport *self, guint index, const EtaKind *kind,
                              GPtrArray **unread);
const char *eta_import_get_cell (EtaImport *self, guint index, const EtaColumn *column);
void eta_import_set_cell (EtaImport *self, guint index, const EtaColumn *column, const char *text);
gboolean eta_import_keep_mended (EtaImport *self, GError **error);
guint eta_import_get_mended_before (EtaImport *self);
gboolean eta_import_is_left (EtaImport *self, guint index);
void eta_import_leave (EtaImport *self, guint index, gboolean leave);
EtaImportRow *eta_import_take_again (EtaImport *self, guint index, GError **error);
void eta_import_put_row (EtaImport *self, guint index, EtaImportRow *take_row);
void eta_import_row_free (gpointer row);

G_END_DECLS
