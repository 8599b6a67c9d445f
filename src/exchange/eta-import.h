/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-sheet.h"
#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* What a row will become */
typedef enum {
  ETA_IMPORT_CREATE,
  ETA_IMPORT_UPDATE,
  ETA_IMPORT_UNCHANGED,
  ETA_IMPORT_REFUSE,
} EtaImportFate;

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
 * Input: store, vault, file, folder of photos. In progress: "done" of "total" (also photos).
 * Results: rows with their fates, photos. A plan changes nothing; running it is one step of undo.
 * Blocks; call it from a thread (the store's, by eta_store_run_async()), and read it when it is done.
 */
#define ETA_TYPE_IMPORT (eta_import_get_type ())
G_DECLARE_FINAL_TYPE (EtaImport, eta_import, ETA, IMPORT, GObject)

EtaImport *eta_import_new (EtaStore *store, EtaVault *vault, const char *path,
                           const char *photo_folder);
gboolean eta_import_plan (EtaImport *self, GCancellable *cancellable, GError **error);
gboolean eta_import_run (EtaImport *self, GCancellable *cancellable, GError **error);

GPtrArray *eta_import_get_rows (EtaImport *self); /* EtaImportRow */
guint eta_import_count (EtaImport *self, EtaImportFate fate);
/* (element-type utf8): for each column of the header, the pointer it goes to, or NULL: not taken */
GPtrArray *eta_import_get_columns (EtaImport *self);
gint64 eta_import_get_step (EtaImport *self); /* to undo; 0: nothing was changed */
guint eta_import_get_photos_added (EtaImport *self);
GPtrArray *eta_import_get_photos_failed (EtaImport *self); /* EtaImportWarning: field is the file */
EtaJson *eta_import_dup_report (EtaImport *self); /* as `etalasectl import --json` prints it */
gboolean eta_import_save_refused (EtaImport *self, const char *path, GError **error);
void eta_import_get_progress (EtaImport *self, guint *done, guint *total); /* any thread */

G_END_DECLS
