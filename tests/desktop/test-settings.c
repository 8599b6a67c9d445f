/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-about.h"
#include "eta-language.h"
#include "eta-office-button.h"
#include "eta-offices-dialog.h"
#include "eta-office-list.h"
#include "eta-preferences-data.h"
#include "eta-preferences.h"
#include "eta-restore-dialog.h"
#include "eta-sync-corner.h"
#include "eta-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

/* The settings page by page, the backup and the way back, and the offices of a computer. */

typedef struct {
  EtaTestDesk desk;
  EtaPreferences *preferences;
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  EtaStore *store = eta_test_store_new ();

  eta_store_put_setting (store, "office-name", "Dinas & UKM", NULL);
  eta_store_put_setting (store, "province", "71", NULL);
  eta_test_desk_open (&stage->desk, store);
}

static void
open_page (Stage *stage, const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->desk.window), "win.preferences", NULL);
  for (guint i = 0; !stage->preferences; i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

    g_assert_nonnull (window);
    if (ETA_IS_PREFERENCES (window))
      stage->preferences = ETA_PREFERENCES (window);
  }
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (stage->preferences), page);
  eta_test_until (gtk_widget_get_mapped (GTK_WIDGET (stage->preferences)));
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  if (stage->preferences)
    gtk_window_destroy (GTK_WINDOW (stage->preferences));
  eta_test_desk_close (&stage->desk);
}

static gboolean
has_setting (EtaStore *store, const char *key, const char *value)
{
  g_autofree char *now = eta_store_dup_setting (store, key);

  return g_strcmp0 (now, value) == 0;
}

#define find(stage, type, text) eta_test_find ((stage)->preferences, type, text)

/* -- office -- */

static void
test_name (Stage *stage, gconstpointer data)
{
  GtkWidget *row;

  open_page (stage, "office");
  eta_test_until ((row = find (stage, ADW_TYPE_ENTRY_ROW, "Name of the office")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Dinas & UKM");
  gtk_editable_set_text (GTK_EDITABLE (row), " Dinas Koperasi ");
  g_signal_emit_by_name (row, "apply");
  eta_test_until (has_setting (stage->desk.store, "office-name", "Dinas Koperasi"));
  eta_test_until (eta_test_find (stage->desk.window, GTK_TYPE_LABEL, "Dinas Koperasi"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (stage->desk.window)), ==,
                   "Dinas Koperasi – Etalase");
}

static void
test_province (Stage *stage, gconstpointer data)
{
  GtkWidget *row;
  guint selected;

  open_page (stage, "office");
  eta_test_until ((row = find (stage, ADW_TYPE_COMBO_ROW, "Province")));
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  g_assert_cmpuint (selected, !=, GTK_INVALID_LIST_POSITION);
  g_assert_true (has_setting (stage->desk.store, "province", "71"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected + 1);
  eta_test_until (has_setting (stage->desk.store, "province", "72"));
}

static AdwMessageDialog *
find_question (void)
{
  return eta_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* It forgets the device and keeps what it needs to know the centre again. */
static void
test_unpair (Stage *stage, gconstpointer data)
{
  GtkWidget *button;

  eta_store_put_setting (stage->desk.store, "device", "0199", NULL);
  eta_store_put_setting (stage->desk.store, "device-name", "Meja 2", NULL);
  eta_store_put_setting (stage->desk.store, "centre-url", "https://pusat.example", NULL);
  eta_store_put_setting (stage->desk.store, "cursor", "AbC9", NULL);
  open_page (stage, "office");
  eta_test_until ((button = find (stage, GTK_TYPE_BUTTON, "_Unpair…")));
  g_assert_nonnull (find (stage, GTK_TYPE_LABEL, "Meja 2"));
  g_signal_emit_by_name (button, "clicked");
  eta_test_until (find_question ());
  adw_message_dialog_response (find_question (), "unpair");
  eta_test_until (has_setting (stage->desk.store, "device", NULL));
  eta_test_until (find (stage, GTK_TYPE_BUTTON, "_Pair…"));
  g_assert_true (has_setting (stage->desk.store, "cursor", "AbC9"));
}

/* -- language -- */

static GtkCheckButton *
find_language (Stage *stage, const char *name)
{
  GtkWidget *row = find (stage, ADW_TYPE_ACTION_ROW, name);

  return row ? GTK_CHECK_BUTTON (eta_test_find (row, GTK_TYPE_CHECK_BUTTON, NULL)) : NULL;
}

static void
test_language (Stage *stage, gconstpointer data)
{
  open_page (stage, "language");
  eta_test_until (find_language (stage, "As the system"));
  g_assert_true (gtk_check_button_get_active (find_language (stage, "As the system")));
  g_assert_null (find (stage, GTK_TYPE_BUTTON, "_Start anew"));
  gtk_check_button_set_active (find_language (stage, "Bahasa Indonesia"), TRUE);
  g_assert_cmpstr (eta_language_get_choice ()->code, ==, "id");
  eta_test_until (find (stage, GTK_TYPE_BUTTON, "_Start anew"));
  gtk_check_button_set_active (find_language (stage, "As the system"), TRUE);
  g_assert_null (eta_language_get_choice ());
}

/* What was there before comes back, also in a program that another one started. */
static void
test_language_environment (void)
{
  g_setenv ("LANGUAGE", "en:de", TRUE);
  g_assert_true (eta_language_set_choice (&eta_language_choices[3], NULL));
  eta_language_apply ();
  g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, "fil");
  eta_language_apply ();
  g_assert_true (eta_language_set_choice (NULL, NULL));
  eta_language_apply ();
  g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, "en:de");
  g_setenv ("LANGUAGE", "en", TRUE);
}

/* -- backup -- */

static char *
dup_backup_path (Stage *stage)
{
  return g_build_filename (eta_store_get_folder (stage->desk.store), "copy.etalase", NULL);
}

static EtaPreferencesData *
get_data_page (Stage *stage)
{
  GtkWidget *page;

  open_page (stage, "data");
  eta_test_until ((page = find (stage, ETA_TYPE_PREFERENCES_DATA, NULL)));
  return ETA_PREFERENCES_DATA (page);
}

static void
back_up (Stage *stage, const char *path)
{
  EtaPreferencesData *page = get_data_page (stage);

  eta_preferences_data_back_up (page, path);
  g_assert_true (eta_preferences_data_is_busy (page));
  eta_test_until (!eta_preferences_data_is_busy (page));
}

static void
test_backup (Stage *stage, gconstpointer data)
{
  g_autofree char *path = dup_backup_path (stage);
  g_autofree char *noted = NULL;

  back_up (stage, path);
  eta_test_until (find (stage, ADW_TYPE_ACTION_ROW, "“copy.etalase” is made, and was read back"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  eta_test_until (!has_setting (stage->desk.store, "last-backup", NULL));
}

/* Said where it was begun, and nothing is left behind. */
static void
test_backup_fails (Stage *stage, gconstpointer data)
{
  back_up (stage, "/proc/nowhere/copy.etalase");
  eta_test_until (find (stage, ADW_TYPE_ACTION_ROW, "No backup was made"));
  g_assert_true (has_setting (stage->desk.store, "last-backup", NULL));
}

/* Closed meanwhile, the settings wait; it is then said in the window. */
static void
test_backup_goes_on (Stage *stage, gconstpointer data)
{
  EtaPreferencesData *page = get_data_page (stage);
  g_autofree char *path = dup_backup_path (stage);

  eta_preferences_data_back_up (page, path);
  gtk_window_close (GTK_WINDOW (stage->preferences));
  eta_test_until (!eta_preferences_data_is_busy (page));
  eta_test_until (eta_test_find (stage->desk.window, GTK_TYPE_LABEL,
                                 "“copy.etalase” is made, and was read back"));
}

typedef struct {
  EtaRestoreDialog *dialog;
  char *folder;
  guint opened;
} Restoring;

static void
restored_cb (Restoring *restoring, const char *folder)
{
  g_assert_cmpstr (folder, ==, restoring->folder);
  restoring->opened++;
}

static void
begin_restoring (Restoring *restoring, Stage *stage, const char *path)
{
  restoring->folder = g_build_filename (eta_store_get_folder (stage->desk.store), "restored", NULL);
  restoring->dialog =
      eta_restore_dialog_new (GTK_WINDOW (stage->desk.window), restoring->folder, FALSE);
  g_signal_connect_swapped (restoring->dialog, "restored", G_CALLBACK (restored_cb), restoring);
  eta_restore_dialog_take_file (restoring->dialog, path);
  gtk_window_present (GTK_WINDOW (restoring->dialog));
}

static void
test_restore (Stage *stage, gconstpointer data)
{
  g_autofree char *path = dup_backup_path (stage);
  Restoring restoring = { NULL };
  GtkWidget *button;

  back_up (stage, path);
  begin_restoring (&restoring, stage, path);
  eta_test_until ((button = eta_test_find (restoring.dialog, GTK_TYPE_BUTTON, "_Restore")));
  g_assert_nonnull (eta_test_find (restoring.dialog, GTK_TYPE_LABEL, "Dinas & UKM"));
  g_signal_emit_by_name (button, "clicked");
  eta_test_until ((button = eta_test_find (restoring.dialog, GTK_TYPE_BUTTON, "_Open it")));
  g_assert_true (eta_office_list_has_catalogue (restoring.folder));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (restoring.opened, ==, 1);
  g_free (restoring.folder);
}

static void
test_restore_foreign (Stage *stage, gconstpointer data)
{
  g_autofree char *path = dup_backup_path (stage);
  Restoring restoring = { NULL };

  g_assert_true (g_file_set_contents (path, "nama,alamat\n", -1, NULL));
  begin_restoring (&restoring, stage, path);
  eta_test_until (eta_test_find (restoring.dialog, GTK_TYPE_LABEL, "Nothing was restored"));
  g_assert_nonnull (eta_test_find (restoring.dialog, GTK_TYPE_LABEL,
                                   "“copy.etalase” is not a backup of Etalase"));
  g_assert_false (g_file_test (restoring.folder, G_FILE_TEST_EXISTS));
  gtk_window_close (GTK_WINDOW (restoring.dialog));
  g_free (restoring.folder);
}

/* -- offices -- */

static void
test_offices (Stage *stage, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  const char *here = eta_store_get_folder (stage->desk.store);
  g_autoptr (GPtrArray) offices = NULL;
  g_autofree char *last = NULL;
  EtaOfficesDialog *dialog;
  GtkWidget *row;

  g_settings_reset (settings, "offices");
  eta_office_list_note (settings, here, "Sulawesi Utara");
  eta_office_list_note (settings, "/media/stick/etalase", "Gorontalo");
  eta_office_list_note (settings, here, "Dinas & UKM");
  eta_office_list_note (settings, "/media/stick/etalase", "Gorontalo");
  offices = eta_office_list_dup (settings);
  g_assert_cmpuint (offices->len, ==, 2);
  g_assert_cmpstr (((EtaKnownOffice *) offices->pdata[1])->name, ==, "Dinas & UKM");
  last = eta_office_list_dup_last_folder (settings); /* the stick is not there */
  g_assert_cmpstr (last, ==, here);

  dialog = eta_offices_dialog_new (GTK_WINDOW (stage->desk.window), settings, here);
  gtk_window_present (GTK_WINDOW (dialog));
  eta_test_until ((row = eta_test_find (dialog, ADW_TYPE_ACTION_ROW, "Gorontalo")));
  g_assert_nonnull (eta_test_find (dialog, ADW_TYPE_ACTION_ROW, "Dinas & UKM"));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  eta_test_until (
      eta_test_find (dialog, GTK_TYPE_LABEL, "The folder is not there. Is the stick plugged in?"));
  g_signal_emit_by_name (eta_test_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
  eta_test_until (!eta_test_find (dialog, ADW_TYPE_ACTION_ROW, "Gorontalo"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A long name is all there for who points at it or listens. */
static void
test_long_name (Stage *stage, gconstpointer data)
{
  static const char name[] =
      "Dinas Koperasi, Usaha Kecil dan Menengah Daerah Provinsi Sulawesi Utara";
  GtkWidget *button, *label;

  eta_store_put_setting (stage->desk.store, "office-name", name, NULL);
  eta_window_name_office (stage->desk.window);
  eta_test_until ((label = eta_test_find (stage->desk.window, GTK_TYPE_LABEL, name)));
  button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, name);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (label)), <, 220);
}

/* -- about -- */

static void
test_about (Stage *stage, gconstpointer data)
{
  const char *folder = eta_store_get_folder (stage->desk.store);
  GtkWidget *about = eta_about_new (GTK_WINDOW (stage->desk.window), folder);
  const char *facts = adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (about));

  g_assert_nonnull (strstr (facts, folder));
  g_assert_nonnull (strstr (facts, "SQLite 3."));
  g_assert_nonnull (strstr (adw_about_window_get_comments (ADW_ABOUT_WINDOW (about)), folder));
  gtk_window_destroy (GTK_WINDOW (about));
}

/* -- photos that wait -- */

static void
test_held (void)
{
  EtaSyncFacts facts = { .state = ETA_SYNC_STATE_WAITING, .photos = 3, .photos_held = TRUE };
  GtkWidget *corner = g_object_ref_sink (eta_sync_corner_new ());

  eta_sync_corner_show_facts (ETA_SYNC_CORNER (corner), &facts);
  g_assert_cmpstr (eta_sync_corner_get_line (ETA_SYNC_CORNER (corner)), ==, "3 photos waiting");
  facts.records = 1; /* that goes: what is said is what waits */
  eta_sync_corner_show_facts (ETA_SYNC_CORNER (corner), &facts);
  g_assert_cmpstr (eta_sync_corner_get_line (ETA_SYNC_CORNER (corner)), ==, "4 waiting");
  g_object_unref (corner);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Stage *stage, gconstpointer data);
  } tests[] = {
    { "/desktop/settings/name", test_name },
    { "/desktop/settings/province", test_province },
    { "/desktop/settings/unpair", test_unpair },
    { "/desktop/settings/language", test_language },
    { "/desktop/settings/backup", test_backup },
    { "/desktop/settings/backup-fails", test_backup_fails },
    { "/desktop/settings/backup-goes-on", test_backup_goes_on },
    { "/desktop/settings/restore", test_restore },
    { "/desktop/settings/restore-foreign", test_restore_foreign },
    { "/desktop/settings/offices", test_offices },
    { "/desktop/settings/long-name", test_long_name },
    { "/desktop/settings/about", test_about },
  };

  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/desktop/settings/language-environment", test_language_environment);
  g_test_add_func ("/desktop/settings/held", test_held);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Stage, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
