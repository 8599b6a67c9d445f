/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-test-store.h"
#include "eta-vault.h"
#include "eta-window.h"

G_BEGIN_DECLS

typedef struct {
  EtaStore *store;
  EtaVault *vault;
  EtaWindow *window;
} EtaTestDesk;

/* g_test_init() and what widgets need */
void eta_test_desktop_init (int *argc, char ***argv);
/* A window on the store, shown, without a sync */
void eta_test_desk_open (EtaTestDesk *desk, EtaStore *store);
void eta_test_desk_close (EtaTestDesk *desk);

/* Turns the main loop until @condition holds; fails the test when it does not within 30 s. */
#define eta_test_until(condition)                                                                  \
  do {                                                                                             \
    guint eta_test_timer = eta_test_start_clock ();                                                \
    while (!(condition)) {                                                                         \
      if (!eta_test_turn ())                                                                       \
        g_error ("%s:%d: never became true: %s", __FILE__, __LINE__, #condition);                  \
    }                                                                                              \
    eta_test_stop_clock (eta_test_timer);                                                          \
  } while (0)
guint eta_test_start_clock (void);
gboolean eta_test_turn (void);
void eta_test_stop_clock (guint timer);

/* The first visible widget below @root that is of @type (0: any) and shows @text (NULL: any) as a
 * label, a button or a title */
GtkWidget *eta_test_find (gpointer root, GType type, const char *text);
guint eta_test_count (gpointer root, GType type);
/* (transfer none): a window of the program that is shown, of @type */
gpointer eta_test_find_window (GType type);

G_END_DECLS
