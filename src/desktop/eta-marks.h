/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaMarks:
 *
 * The marked records of a list, kept by id: they stay marked while rows move, change or leave the pages that
 * are loaded. A GtkSelectionModel over an EtaRowList. While it keeps marks, the plain click and the arrow
 * keys, which mark one record and nothing else, change nothing. Main thread.
 *
 * Signals: "changed" (which records are marked).
 */
#define ETA_TYPE_MARKS (eta_marks_get_type ())
G_DECLARE_FINAL_TYPE (EtaMarks, eta_marks, ETA, MARKS, GObject)

EtaMarks *eta_marks_new (EtaStore *store, EtaRowList *rows);
void eta_marks_show_all (EtaMarks *self);
void eta_marks_show_few (EtaMarks *self);
guint eta_marks_get_count (EtaMarks *self);
const char *eta_marks_get_only (EtaMarks *self);
void eta_marks_set_only (EtaMarks *self, const char *id);
void eta_marks_toggle (EtaMarks *self, guint position);
const EtaKind *eta_marks_get_kind (EtaMarks *self);
GStrv eta_marks_dup_ids (EtaMarks *self);
gboolean eta_marks_get_keeps (EtaMarks *self);
void eta_marks_set_keeps (EtaMarks *self, gboolean keeps);

G_END_DECLS
