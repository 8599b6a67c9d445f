/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-form.h"
#include "eta-store-private.h"
#include "eta-test-window.h"
#include "eta-unsaved-bar.h"

#include <adwaita.h>
#include <string.h>

/* What the file does not take for a while (a full disk, a stick pulled out) waits in the window, says so, and
 * is written as soon as it can be. */

typedef struct {
  EtaTestDesk desk;
  EtaForm *form;
  EtaWriter *writer;
  char *id;
} Fixture;

/* As a disk that takes nothing: what is on its way is let through first. */
static void
forbid_writing (Fixture *fixture, gboolean forbid)
{
  eta_store_flush (fixture->desk.store);
  g_assert_true (eta_db_run (fixture->desk.store->writer, NULL,
                             forbid ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF", ""));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  eta_test_desk_open (&fixture->desk, eta_test_store_new ());
  fixture->id = eta_test_add (fixture->desk.store, &eta_kind_business, "{'name':'A'}");
  fixture->form = eta_form_new (fixture->desk.store, fixture->desk.vault, fixture->id);
  fixture->writer = eta_writer_of (fixture->desk.store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->form);
  g_free (fixture->id);
  eta_test_desk_close (&fixture->desk);
}

static void
set (Fixture *fixture, const char *pointer, const char *text)
{
  eta_form_set (fixture->form, pointer, eta_json_new_string (text));
}

static void
assert_stored (Fixture *fixture, const char *text)
{
  eta_test_assert_doc (fixture->desk.store, fixture->id, text);
}

static gboolean
is_told (Fixture *fixture)
{
  return eta_test_find (fixture->desk.window, ETA_TYPE_UNSAVED_BAR, NULL) != NULL;
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaForm) again = NULL;

  forbid_writing (fixture, TRUE);
  set (fixture, "/name", "B");
  eta_test_until (eta_writer_count_waiting (fixture->writer) == 1);
  g_assert_true (is_told (fixture));
  set (fixture, "/note", "C");
  set (fixture, "/name", "D");
  g_assert_cmpuint (eta_writer_count_waiting (fixture->writer), ==, 3);
  assert_stored (fixture, "{'name':'A'}");
  eta_writer_try_now (fixture->writer);
  eta_test_until (eta_writer_count_waiting (fixture->writer) == 3);

  /* Who comes back to the record finds what they typed. */
  again = eta_form_new (fixture->desk.store, fixture->desk.vault, fixture->id);
  g_assert_cmpstr (eta_json_get_string (eta_form_get_doc (again), "/name"), ==, "D");
  g_assert_cmpstr (eta_json_get_string (eta_form_get_doc (again), "/note"), ==, "C");

  forbid_writing (fixture, FALSE);
  eta_test_until (eta_writer_count_waiting (fixture->writer) == 0); /* by itself */
  assert_stored (fixture, "{'name':'D','note':'C'}");
  g_assert_false (is_told (fixture));
  eta_test_until (!eta_form_is_writing (fixture->form));
}

/* What was on its way together with what failed, and arrived, is not written over. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  forbid_writing (fixture, TRUE);
  set (fixture, "/name", "B");
  set (fixture, "/note", "N");
  forbid_writing (fixture, FALSE);
  set (fixture, "/name", "C");
  eta_test_until (!eta_form_is_writing (fixture->form));
  assert_stored (fixture, "{'name':'C','note':'N'}");
}

static AdwMessageDialog *
close_unsaved (Fixture *fixture)
{
  AdwMessageDialog *dialog = NULL;

  forbid_writing (fixture, TRUE);
  set (fixture, "/name", "B");
  eta_test_until (eta_writer_count_waiting (fixture->writer) == 1);
  gtk_window_close (GTK_WINDOW (fixture->desk.window));
  eta_test_until ((dialog = eta_test_find_window (ADW_TYPE_MESSAGE_DIALOG)) &&
                  adw_message_dialog_has_response (dialog, "close"));
  return dialog;
}

static void
test_close_asks (Fixture *fixture, gconstpointer data)
{
  adw_message_dialog_response (close_unsaved (fixture), "stay");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (fixture->desk.window)));
  g_assert_cmpuint (eta_writer_count_waiting (fixture->writer), ==, 1);
  forbid_writing (fixture, FALSE);
  eta_writer_try_now (fixture->writer);
  eta_test_until (eta_writer_count_waiting (fixture->writer) == 0);
  assert_stored (fixture, "{'name':'B'}");
}

static void
test_close_anyway (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog = close_unsaved (fixture);

  g_clear_object (&fixture->form);
  adw_message_dialog_response (dialog, "close");
  eta_test_until (!fixture->desk.window);
  forbid_writing (fixture, FALSE);
  assert_stored (fixture, "{'name':'A'}");
}

static void
refused_cb (EtaForm *form, const char *words, char **told)
{
  *told = g_strdup (words);
}

/* What the store itself refuses is not tried for ever. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;

  g_signal_connect (fixture->form, "refused", G_CALLBACK (refused_cb), &told);
  set (fixture, "/note", "7171011503800001");
  eta_test_until (told);
  g_assert_cmpuint (eta_writer_count_waiting (fixture->writer), ==, 0);
  g_signal_handlers_disconnect_by_func (fixture->form, refused_cb, &told);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/unsaved/waits", test_waits },           { "/unsaved/overtaken", test_overtaken },
    { "/unsaved/close-asks", test_close_asks }, { "/unsaved/close-anyway", test_close_anyway },
    { "/unsaved/refused", test_refused },
  };

  eta_test_desktop_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
