/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-about.h"

#include "eta-db.h"

#include <glib/gi18n.h>

/* What the program is, where its data lies, and what somebody who helps from afar wants to know. */

static const struct {
  const char *name;
  GtkLicense licence;
} libraries[] = {
  { "GLib, GTK, libadwaita", GTK_LICENSE_LGPL_2_1 },
  { "Pango, GdkPixbuf, librsvg", GTK_LICENSE_LGPL_2_1 },
  { "cairo", GTK_LICENSE_LGPL_2_1 },
  { "libsoup, libsecret, libgsf", GTK_LICENSE_LGPL_2_1 },
  { "libxml2, cJSON", GTK_LICENSE_MIT_X11 },
  { "libarchive, libxlsxwriter, cmark", GTK_LICENSE_BSD },
  { "uchardet", GTK_LICENSE_MPL_2_0 },
};

static void
add_libraries (AdwAboutWindow *about)
{
  for (guint i = 0; i < G_N_ELEMENTS (libraries); i++)
    adw_about_window_add_legal_section (about, libraries[i].name, NULL, libraries[i].licence, NULL);
  adw_about_window_add_legal_section (about, "SQLite", NULL, GTK_LICENSE_CUSTOM,
                                      _ ("In the public domain"));
}

static const char *
say_yes_or_no (gboolean value)
{
  return value ? "yes" : "no";
}

/* For people who mend programs: in English, whatever the language is. */
static char *
describe (GtkWindow *parent, const char *folder)
{
  GNetworkMonitor *network = g_network_monitor_get_default ();
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (parent));
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *shown = g_filename_display_name (folder);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Etalase %s\nData: %s\n\n", PACKAGE_VERSION, shown);
  g_string_append_printf (text, "GTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\nSQLite %s\n\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version, eta_db_get_library_version ());
  g_string_append_printf (text, "System: %s\nDesktop: %s\nDisplay: %s\nLanguages: %s\n",
                          system ? system : "unknown", desktop ? desktop : "unknown",
                          G_OBJECT_TYPE_NAME (display), g_get_language_names ()[0]);
  g_string_append_printf (text, "Flatpak: %s\nSession bus: %s\nNetwork: %s (metered: %s)\n",
                          say_yes_or_no (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)),
                          say_yes_or_no (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL),
                          say_yes_or_no (g_network_monitor_get_network_available (network)),
                          say_yes_or_no (g_network_monitor_get_network_metered (network)));
  return g_string_free (text, FALSE);
}

/**
 * eta_about_new:
 * @folder: of the office that is open
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
eta_about_new (GtkWindow *parent, const char *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  g_autofree char *facts = describe (parent, folder);
  g_autofree char *comments = g_strdup_printf (
      "%s\n\n%s %s", _ ("The provinces' products, curated offline and shown to the world"),
      /* Translators: before a folder's path */
      _ ("The data of this office lies in"), escaped);
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name", "Etalase",
                "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, "developer-name",
                _ ("The Etalase project"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                comments, "debug-info", facts, "debug-info-filename", "etalase-debug.txt", NULL);
  if (uri)
    adw_about_window_add_link (ADW_ABOUT_WINDOW (about), _ ("Folder of the data"), uri);
  add_libraries (ADW_ABOUT_WINDOW (about));
  return about;
}
