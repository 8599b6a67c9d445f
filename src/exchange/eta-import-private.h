/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-header.h"
#include "eta-import.h"

G_BEGIN_DECLS

struct _EtaImport {
  GObject parent;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  char *path;
  char *photo_folder; /* may be NULL */
  EtaSheet *sheet;
  EtaHeader *header;
  GPtrArray *rows; /* EtaImportRow, as of the last plan or run */
  guint counts[ETA_IMPORT_FATES], doubtful; /* of them */
  GPtrArray *columns; /* pointers, for the reader */
  GPtrArray *photos_failed; /* EtaImportWarning */
  GHashTable *seen; /* what this import makes: "kind name" folded → EtaSeen */
  guint index; /* into the sheet: the row that is being taken */
  GHashTable *left; /* indexes into the sheet: rows that the user leaves out */
  char *kept_on; /* NULL: no profile */
  EtaJson *mended; /* row → where a cell goes → its text; "left": the row is left out */
  char *mended_key; /* of the setting: what the file holds */
  guint mended_before; /* rows that were, when the file was opened */

  guint photos_found, photos_total; /* of the plan */
  guint photos_added;
  gint64 step;
  int done, total; /* atomic */
};

/* The row that first made or met a record, and its id: "" while planning */
typedef struct {
  guint index;
  char *id;
} EtaSeen;

/* eta-import-row.c */
EtaImportRow *eta_import_take_row (EtaImport *self, guint index, gboolean write, GError **error);

/* eta-import-photos.c */
typedef struct _EtaImportPhotos EtaImportPhotos;
EtaImportPhotos *eta_import_photos_load (EtaImport *self, GCancellable *cancellable,
                                         GError **error);
gboolean eta_import_photos_count (EtaImport *self, GError **error);
gboolean eta_import_photos_attach (EtaImportPhotos *photos, EtaImport *self, GError **error);
void eta_import_photos_free (EtaImportPhotos *photos);

/* eta-import-mended.c */
void eta_import_note_cell (EtaImport *self, guint row, const EtaColumn *column, const char *text);
void eta_import_note_left (EtaImport *self, guint row, gboolean left);
void eta_import_recall_mended (EtaImport *self);
gboolean eta_import_forget_mended (EtaImport *self, GError **error);

void eta_import_count_row (EtaImport *self, const EtaImportRow *row, int by);
EtaImportWarning *eta_import_warning_new (guint row, const char *field, const char *reason);
void eta_import_warning_free (gpointer warning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportPhotos, eta_import_photos_free)

G_END_DECLS
