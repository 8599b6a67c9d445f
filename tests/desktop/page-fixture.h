/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"
#include "eta-record-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A record's page in a window, on a store of its own */
typedef struct {
  EtaStore *store;
  EtaVault *vault;
  GtkWidget *window;
  EtaRecordPage *page;
  EtaForm *form;
  char *id;
  char *folder; /* of the test's own files */
  GPtrArray *said; /* words of "win.say" and "win.say-undo" */
  GPtrArray *opened; /* ids of "win.open-record" */
} PageFixture;

void page_fixture_set_up (PageFixture *fixture);
void page_fixture_show (PageFixture *fixture, const EtaKind *kind, const char *doc);
void page_fixture_close (PageFixture *fixture);
void page_fixture_reopen (PageFixture *fixture);
void page_fixture_tear_down (PageFixture *fixture);

/* Turns the main loop until @done says so; fails after half a minute. */
void page_wait (gboolean (*done) (gpointer data), gpointer data);
void page_wait_assessed (PageFixture *fixture);
/* Saves all that is typed; the document as it is on the disk then. */
EtaJson *page_saved (PageFixture *fixture);

EtaEdit *page_edit (PageFixture *fixture, const char *pointer);
GtkWidget *page_control (PageFixture *fixture, const char *pointer);
void page_type (PageFixture *fixture, const char *pointer, const char *text);
char *page_text (PageFixture *fixture, const char *pointer);
GtkWidget *page_find (GtkWidget *within, GType type);
GtkWidget *page_find_button (GtkWidget *within, const char *label);

G_END_DECLS
