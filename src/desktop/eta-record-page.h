/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaRecordPage:
 *
 * One business or product as a form, made from its kind's field table: photos, what is missing,
 * sections, history. It fills the detail pane below the pane's header bar, follows the store, and
 * writes what is typed through eta_store_run_async(). It never touches its window: what it wants of it
 * are the window's actions, called by gtk_widget_activate_action():
 *
 *   "win.open-record" (s: id)            show another record
 *   "win.new-product" (s: business id)   make a product of this business and show it
 *   "win.trash-record" (s: id)           move it to the trash, with a toast that can undo
 *   "win.say" (s: words)                 a toast
 *   "win.warn" (s: words)                a toast that something was not done or not kept; a window
 *                                        that is about to close stays open for it
 *   "win.say-undo" (sx: words, step)     a toast with a button that undoes the step
 *   "win.go-to" (s: place)               "overview", "businesses", "products" …
 *   "win.undo", "win.redo"
 *
 * Properties, read only, with notify: "title", "subtitle" (both of them for the header bar).
 */
#define ETA_TYPE_RECORD_PAGE (eta_record_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecordPage, eta_record_page, ETA, RECORD_PAGE, GtkWidget)

GtkWidget *eta_record_page_new (EtaStore *store, EtaVault *vault, const char *id);
const char *eta_record_page_get_id (EtaRecordPage *self);

/* What stands at the end of the pane's header bar while the page is shown: score, submit, menu.
 * Borrowed; the page holds a reference for as long as it lives. */
GtkWidget *eta_record_page_get_header (EtaRecordPage *self);

/* Scrolls to the field at @pointer and puts the cursor in. NULL: the first field (F2, a new record). */
void eta_record_page_focus (EtaRecordPage *self, const char *pointer);

/* The record under the page's hands; for what lives on the page, and for tests. Borrowed. */
typedef struct _EtaForm EtaForm;
EtaForm *eta_record_page_get_form (EtaRecordPage *self);

/* Queues what is typed and not yet written; eta_store_flush() or a later run_async waits for it. */
void eta_record_page_flush (EtaRecordPage *self);

G_END_DECLS
