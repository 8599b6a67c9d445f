/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-assessment.h"
#include "eta-thumbnails.h"
#include "eta-writer.h"

G_BEGIN_DECLS

typedef struct _EtaEdit EtaEdit;

/**
 * EtaForm:
 *
 * A record while it is edited: its document as the store has it, and what has been set since and is on
 * its way there. No Save button: what is set is written at once, in the order of the calls, and the main
 * loop never waits for it. A draft is no record yet: what is set stays in its document, for whoever made
 * it. Main thread.
 *
 * Signals: "changed" (the document), "assessed" (checks and scores are new), "refused" (const char
 * *words: a change that the store refuses, and why), "done" (const char *words, gint64 step: something was
 * done that the user may want to undo).
 */
#define ETA_TYPE_FORM (eta_form_get_type ())
G_DECLARE_FINAL_TYPE (EtaForm, eta_form, ETA, FORM, GObject)

EtaForm *eta_form_new (EtaStore *store, EtaVault *vault, const char *id);
EtaForm *eta_form_new_draft (EtaStore *store, EtaVault *vault, const EtaKind *kind, const char *id,
                             EtaJson *take_doc);

EtaStore *eta_form_get_store (EtaForm *self);
EtaVault *eta_form_get_vault (EtaForm *self);
EtaThumbnails *eta_form_get_thumbnails (EtaForm *self);
const char *eta_form_get_id (EtaForm *self);
const EtaKind *eta_form_get_kind (EtaForm *self);
EtaRecord *eta_form_get_record (EtaForm *self);
const EtaJson *eta_form_get_doc (EtaForm *self);
const EtaAssessment *eta_form_get_assessment (EtaForm *self);
EtaCodes *eta_form_codes_of (EtaForm *self, const EtaField *field);

void eta_form_set (EtaForm *self, const char *pointer, EtaJson *take_value);
void eta_form_set_all (EtaForm *self, const char *label, GPtrArray *take_changes, const char *say);

void eta_form_run (EtaForm *self, EtaStoreFunc func, gpointer take_data, GDestroyNotify free_data,
                   const char *say);
void eta_form_flush (EtaForm *self);
gboolean eta_form_is_writing (EtaForm *self);
void eta_form_assess (EtaForm *self);
gboolean eta_form_is_assessing (EtaForm *self);
void eta_form_insist (EtaForm *self);
gboolean eta_form_is_insistent (EtaForm *self);

/* The fields under the user's hands; each keeps itself in here for as long as it lives. */
void eta_form_enter (EtaForm *self, EtaEdit *edit);
void eta_form_leave (EtaForm *self, EtaEdit *edit);
EtaEdit *eta_form_find_edit (EtaForm *self, const char *pointer);

G_END_DECLS
