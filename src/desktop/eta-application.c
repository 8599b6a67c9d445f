/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-application.h"

#include "eta-window.h"

#include <glib/gi18n.h>

/**
 * EtaApplication:
 *
 * One process a folder of data: a second start on the same folder presents the first one's window,
 * another folder is another program to the session bus. Main thread.
 */
struct _EtaApplication {
  AdwApplication parent_instance;

  /* Owned */
  char *folder;
};

G_DEFINE_FINAL_TYPE (EtaApplication, eta_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.search", { "<Control>f" } },
  { "win.new-record", { "<Control>n" } },
  { "win.edit", { "F2" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.sync", { "<Control>s" } },
  { "win.go-to::overview", { "<Alt>1" } },
  { "win.go-to::businesses", { "<Alt>2" } },
  { "win.go-to::products", { "<Alt>3" } },
  { "win.go-to::training", { "<Alt>4" } },
  { "win.go-to::notices", { "<Alt>5" } },
  { "win.go-to::to-send", { "<Alt>6" } },
};

static char *
default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "etalase", NULL);
}

/* The id under which a second start on the same folder finds the first */
static char *
dup_id (const char *folder)
{
  g_autofree char *ours = default_folder ();
  g_autofree char *hash = NULL;

  if (g_str_equal (folder, ours))
    return g_strdup (APPLICATION_ID);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);
  return g_strdup_printf ("%s.folder%.16s", APPLICATION_ID, hash);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *app = data;

  adw_show_about_window (
      gtk_application_get_active_window (app), "application-name", "Etalase", "application-icon",
      APPLICATION_ID, "version", PACKAGE_VERSION, "developer-name", _ ("The Etalase project"),
      "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("The provinces' products, curated offline and shown to the world"), NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *app = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (app));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static int
eta_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  EtaApplication *self = ETA_APPLICATION (app);
  g_autofree char *id = NULL;
  g_autofree char *data = NULL;

  if (g_variant_dict_lookup (options, "data", "^ay", &data)) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (data);

    g_free (self->folder);
    self->folder = g_file_get_path (file);
  }
  id = dup_id (self->folder);
  g_application_set_application_id (app, id);
  return -1;
}

static void
eta_application_startup (GApplication *app)
{
  G_APPLICATION_CLASS (eta_application_parent_class)->startup (app);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action,
                                           (const char *const *) accels[i].keys);
}

static void
eta_application_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (!window)
    window = GTK_WINDOW (eta_window_new (GTK_APPLICATION (app)));
  gtk_window_present (window);
}

static void
eta_application_finalize (GObject *object)
{
  g_free (ETA_APPLICATION (object)->folder);
  G_OBJECT_CLASS (eta_application_parent_class)->finalize (object);
}

static void
eta_application_class_init (EtaApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_application_finalize;
  app_class->handle_local_options = eta_application_handle_local_options;
  app_class->startup = eta_application_startup;
  app_class->activate = eta_application_activate;
}

static void
eta_application_init (EtaApplication *self)
{
  static const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the catalogue"), N_ ("DIR") },
    { NULL },
  };

  self->folder = default_folder ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

EtaApplication *
eta_application_new (void)
{
  return g_object_new (ETA_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                       "/org/bimpeaga/etalase", NULL);
}
