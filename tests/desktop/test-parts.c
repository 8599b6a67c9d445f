/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-score-ring.h"
#include "eta-sync-corner.h"
#include "eta-test-window.h"
#include "eta-thumbnails.h"
#include "eta-trouble.h"
#include "eta-welcome.h"

#include "eta-db.h"

typedef struct {
  char *province;
  char *office;
  gboolean pair;
  guint calls;
} Answer;

static void
done_cb (Answer *answer, const char *province, const char *office, gboolean pair)
{
  answer->province = g_strdup (province);
  answer->office = g_strdup (office);
  answer->pair = pair;
  answer->calls++;
}

static void
press (gpointer root, const char *label)
{
  GtkWidget *button;

  eta_test_until ((button = eta_test_find (root, GTK_TYPE_BUTTON, label)));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_welcome (void)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  EtaWelcome *welcome = eta_welcome_new (NULL, catalogue);
  Answer answer = { 0 };

  g_signal_connect_swapped (welcome, "done", G_CALLBACK (done_cb), &answer);
  gtk_window_present (GTK_WINDOW (welcome));
  eta_test_until (eta_test_find (welcome, GTK_TYPE_BUTTON, "_Next"));
  g_assert_false (gtk_widget_is_sensitive (eta_test_find (welcome, GTK_TYPE_BUTTON, "_Next")));

  /* Typing finds the province and marks it. */
  gtk_editable_set_text (GTK_EDITABLE (eta_test_find (welcome, GTK_TYPE_SEARCH_ENTRY, NULL)),
                         "sulawesi ut");
  eta_test_until (gtk_widget_is_sensitive (eta_test_find (welcome, GTK_TYPE_BUTTON, "_Next")));
  press (welcome, "_Next");
  eta_test_until (eta_test_find (welcome, ADW_TYPE_ENTRY_ROW, NULL));
  gtk_editable_set_text (GTK_EDITABLE (eta_test_find (welcome, ADW_TYPE_ENTRY_ROW, NULL)),
                         " Dinas Koperasi ");
  press (welcome, "_Next");
  g_assert_cmpuint (answer.calls, ==, 0);
  press (welcome, "_Later");
  g_assert_cmpuint (answer.calls, ==, 1);
  g_assert_cmpstr (answer.province, ==, "71");
  g_assert_cmpstr (answer.office, ==, "Dinas Koperasi");
  g_assert_false (answer.pair);
  g_free (answer.province);
  g_free (answer.office);
  gtk_window_destroy (GTK_WINDOW (welcome));
}

static void
test_corner (void)
{
  static const struct {
    EtaSyncFacts facts;
    const char *line;
  } rows[] = {
    { { .state = ETA_SYNC_STATE_UNPAIRED }, "Not paired yet" },
    { { .state = ETA_SYNC_STATE_OFFLINE }, "Offline" },
    { { .state = ETA_SYNC_STATE_OFFLINE, .records = 3 }, "Offline · 3 waiting" },
    { { .state = ETA_SYNC_STATE_WAITING, .records = 12, .photos = 2 }, "14 waiting" },
    { { .state = ETA_SYNC_STATE_SENDING, .progress = "Sending 3 of 14" }, "Sending 3 of 14" },
    { { .state = ETA_SYNC_STATE_ATTENTION, .records = 1 }, "Needs attention" },
  };
  EtaSyncCorner *corner = g_object_ref_sink (ETA_SYNC_CORNER (eta_sync_corner_new ()));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    eta_sync_corner_show_facts (corner, &rows[i].facts);
    g_assert_cmpstr (eta_sync_corner_get_line (corner), ==, rows[i].line);
  }
  g_object_unref (corner);
}

static void
test_ring (void)
{
  EtaScoreRing *ring = g_object_ref_sink (ETA_SCORE_RING (eta_score_ring_new ()));

  eta_score_ring_set_score (ring, 140);
  g_assert_cmpint (eta_score_ring_get_score (ring), ==, 100);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "100 of 100 points");
  eta_score_ring_set_score (ring, 31);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (ring), "low"));
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "31 of 100 points");
  g_object_unref (ring);
}

static void
test_trouble (void)
{
  static const struct {
    EtaDbError code;
    const char *title;
  } rows[] = {
    { ETA_DB_ERROR_DAMAGED, "The catalogue is damaged" },
    { ETA_DB_ERROR_NEWER, "The catalogue is from a newer Etalase" },
    { ETA_DB_ERROR_READ_ONLY, "The catalogue cannot be written" },
    { ETA_DB_ERROR_FULL, "The disk is full" },
    { ETA_DB_ERROR_FAILED, "The catalogue cannot be opened" },
  };
  EtaTrouble *trouble = eta_trouble_new (NULL, "/somewhere");

  gtk_window_present (GTK_WINDOW (trouble));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = g_error_new_literal (ETA_DB_ERROR, rows[i].code, "what it says");

    eta_trouble_show (trouble, error);
    eta_test_until (eta_test_find (trouble, GTK_TYPE_LABEL, rows[i].title));
    g_assert_nonnull (eta_test_find (trouble, GTK_TYPE_LABEL, "what it says"));
  }
  gtk_window_destroy (GTK_WINDOW (trouble));
}

static void
loaded_cb (GdkTexture *texture, gpointer data)
{
  guint *calls = data;

  g_assert_null (texture);
  ++*calls;
}

/* A photo that is not here is asked for once, and again only after a sync. */
static void
test_thumbnails (void)
{
  static const char *const sha = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autofree char *folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_autoptr (EtaVault) vault = eta_vault_new (folder, NULL);
  g_autoptr (EtaThumbnails) thumbnails = eta_thumbnails_new (vault);
  guint calls = 0, cancelled = 0, request;

  request = eta_thumbnails_request (thumbnails, sha, 96, loaded_cb, &cancelled);
  g_assert_cmpuint (request, >, 0);
  g_assert_cmpuint (eta_thumbnails_request (thumbnails, sha, 96, loaded_cb, &calls), >, 0);
  eta_thumbnails_cancel (thumbnails, request);
  eta_test_until (calls == 1);
  g_assert_cmpuint (cancelled, ==, 0);
  g_assert_cmpuint (eta_thumbnails_request (thumbnails, sha, 96, loaded_cb, &calls), ==, 0);
  g_assert_cmpuint (calls, ==, 2);
  eta_thumbnails_forget_missing (thumbnails);
  g_assert_cmpuint (eta_thumbnails_request (thumbnails, sha, 96, loaded_cb, &calls), >, 0);
  eta_test_until (calls == 3);
  eta_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/parts/welcome", test_welcome);
  g_test_add_func ("/parts/sync-corner", test_corner);
  g_test_add_func ("/parts/score-ring", test_ring);
  g_test_add_func ("/parts/trouble", test_trouble);
  g_test_add_func ("/parts/thumbnails", test_thumbnails);
  return g_test_run ();
}
