/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-application.h"

#include "eta-example.h"
#include "eta-office-list.h"
#include "eta-opening.h"
#include "eta-restore-dialog.h"
#include "eta-trouble.h"
#include "eta-welcome.h"
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
  EtaCatalogue *catalogue;
  GCancellable *filling;
  GSettings *settings; /* NULL: not installed, hence nothing is remembered */
  gboolean example; /* a catalogue to try things with, apart from the office's own */
  gboolean opening;
  gboolean pair_next; /* when the window is there */
  gboolean restarts; /* when this one has ended */

  /* Borrowed: the windows that may stand before the catalogue is open */
  EtaWelcome *welcome;
  EtaTrouble *trouble;
};

G_DEFINE_FINAL_TYPE (EtaApplication, eta_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.offices", { "<Control>o" } },
  { "win.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.search", { "<Control>f" } },
  { "win.jump", { "<Control>k" } },
  { "win.keep-view", { "<Control>d" } },
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

#define EXAMPLE_PROVINCE "71" /* North Sulawesi, where it began */

static void open_catalogue (EtaApplication *self);

static char *
default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "etalase", NULL);
}

static char *
example_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "etalase-example", NULL);
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
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *app = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (app));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

/* Another program takes the place of this one when all that was typed is on the disk. */
static void
restart_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ETA_APPLICATION (data)->restarts = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "restart", .activate = restart_cb },
};

/* Uninstalled and without ./dev there is no schema; that must not be the end of it. */
static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* Unsaid, it is the office that was open last; the first one's folder when none was. */
static void
choose_folder (EtaApplication *self, const char *data)
{
  g_autoptr (GFile) file = NULL;

  if (data) {
    file = g_file_new_for_commandline_arg (data);
    self->folder = g_file_get_path (file);
  } else if (self->example) {
    self->folder = example_folder ();
  } else {
    self->folder = eta_office_list_dup_last_folder (self->settings);
  }
  if (!self->folder)
    self->folder = default_folder ();
}

static int
eta_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  EtaApplication *self = ETA_APPLICATION (app);
  g_autofree char *id = NULL;
  g_autofree char *data = NULL;

  self->settings = find_settings ();
  g_variant_dict_lookup (options, "example", "b", &self->example);
  g_variant_dict_lookup (options, "data", "^ay", &data);
  choose_folder (self, data);
  id = dup_id (self->folder);
  g_application_set_application_id (app, id);
  return -1;
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaApplication) self = data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (eta_example_fill_finish (result, &error) || !window || !ETA_IS_WINDOW (window))
    return;
  eta_window_warn (ETA_WINDOW (window), error->message);
}

static void
photo_size_cb (GSettings *settings, const char *key, EtaVault *vault)
{
  eta_vault_set_sent_side (vault, g_settings_get_int (settings, "photo-size"));
}

static void
follow_photo_size (EtaApplication *self, EtaVault *vault)
{
  if (!self->settings)
    return;
  g_signal_connect_object (self->settings, "changed::photo-size", G_CALLBACK (photo_size_cb), vault,
                           0);
  photo_size_cb (self->settings, NULL, vault);
}

static void
open_window (EtaApplication *self, EtaStore *store, EtaVault *vault)
{
  g_autoptr (EtaScheduler) scheduler = eta_scheduler_new (store, vault);
  EtaWindow *window =
      eta_window_new (GTK_APPLICATION (self), store, vault, scheduler, self->settings);

  follow_photo_size (self, vault);
  if (!self->example)
    eta_window_remember_office (window);
  gtk_window_present (GTK_WINDOW (window));
  if (self->welcome)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->welcome)));
  if (self->trouble)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->trouble)));
  if (self->pair_next)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.pair", NULL);
  self->pair_next = FALSE;
  if (self->example)
    eta_example_fill_async (store, vault, self->filling, filled_cb, g_object_ref (self));
}

/* The backup is in the place of what could not be opened, or of nothing. */
static void
restored_cb (gpointer owner, const char *folder)
{
  open_catalogue (owner);
}

static void
restore_in_place (EtaApplication *self)
{
  eta_restore_dialog_choose (gtk_application_get_active_window (GTK_APPLICATION (self)),
                             self->folder, TRUE, restored_cb, G_OBJECT (self));
}

static void
show_trouble (EtaApplication *self, const GError *error)
{
  if (!self->trouble) {
    self->trouble = eta_trouble_new (GTK_APPLICATION (self), self->folder);
    g_signal_connect_object (self->trouble, "retry", G_CALLBACK (open_catalogue), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->trouble, "restore", G_CALLBACK (restore_in_place), self,
                             G_CONNECT_SWAPPED);
    g_object_add_weak_pointer (G_OBJECT (self->trouble), (gpointer *) &self->trouble);
  }
  eta_trouble_show (self->trouble, error);
  gtk_window_present (GTK_WINDOW (self->trouble));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaApplication *self = data;
  g_autoptr (EtaStore) store = NULL;
  g_autoptr (EtaVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  if (eta_opening_finish (result, &store, &vault, &error)) {
    open_window (self, store, vault);
  } else if (self->welcome) {
    eta_welcome_set_busy (self->welcome, FALSE);
    eta_welcome_say (self->welcome, error->message);
  } else {
    show_trouble (self, error);
  }
  g_application_release (G_APPLICATION (self));
}

static void
welcome_done_cb (EtaApplication *self, const char *province, const char *office_name, gboolean pair)
{
  self->pair_next = pair;
  eta_welcome_set_busy (self->welcome, TRUE);
  g_application_hold (G_APPLICATION (self));
  eta_opening_create_async (self->folder, self->catalogue, province, office_name, created_cb, self);
}

/* In a program of its own: nothing of the example can get into the office's catalogue. */
static void
welcome_example_cb (EtaApplication *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *args[] = { program, (char *) "--example", NULL };
  g_autoptr (GError) error = NULL;

  if (g_spawn_async (NULL, args, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &error))
    gtk_window_close (GTK_WINDOW (self->welcome));
  else
    eta_welcome_say (self->welcome, error->message);
}

static void
create_example (EtaApplication *self)
{
  g_application_hold (G_APPLICATION (self));
  eta_opening_create_async (self->folder, self->catalogue, EXAMPLE_PROVINCE, _ ("Example"),
                            created_cb, self);
}

static void
show_welcome (EtaApplication *self)
{
  if (!self->welcome) {
    self->welcome = eta_welcome_new (GTK_APPLICATION (self), self->catalogue);
    g_signal_connect_object (self->welcome, "done", G_CALLBACK (welcome_done_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->welcome, "example", G_CALLBACK (welcome_example_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->welcome, "restore", G_CALLBACK (restore_in_place), self,
                             G_CONNECT_SWAPPED);
    g_object_add_weak_pointer (G_OBJECT (self->welcome), (gpointer *) &self->welcome);
  }
  gtk_window_present (GTK_WINDOW (self->welcome));
}

static void
show_beginning (EtaApplication *self)
{
  if (self->example)
    create_example (self);
  else
    show_welcome (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaApplication *self = data;
  g_autoptr (EtaStore) store = NULL;
  g_autoptr (EtaVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  self->opening = FALSE;
  if (eta_opening_finish (result, &store, &vault, &error))
    open_window (self, store, vault);
  else if (g_error_matches (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NO_STORE))
    show_beginning (self);
  else
    show_trouble (self, error);
  g_application_release (G_APPLICATION (self));
}

static void
open_catalogue (EtaApplication *self)
{
  if (self->opening)
    return;
  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  eta_opening_open_async (self->folder, self->catalogue, opened_cb, self);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/bimpeaga/etalase/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
eta_application_startup (GApplication *app)
{
  EtaApplication *self = ETA_APPLICATION (app);

  G_APPLICATION_CLASS (eta_application_parent_class)->startup (app);

  load_style ();
  self->catalogue = eta_catalogue_new ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action,
                                           (const char *const *) accels[i].keys);
}

/* What is half-way of the example can be brought in again. */
static void
eta_application_shutdown (GApplication *app)
{
  g_cancellable_cancel (ETA_APPLICATION (app)->filling);
  G_APPLICATION_CLASS (eta_application_parent_class)->shutdown (app);
}

static void
eta_application_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window)
    gtk_window_present (window);
  else
    open_catalogue (ETA_APPLICATION (app));
}

static void
eta_application_finalize (GObject *object)
{
  EtaApplication *self = ETA_APPLICATION (object);

  g_clear_object (&self->filling);
  g_clear_object (&self->settings);
  g_clear_object (&self->catalogue);
  g_free (self->folder);
  G_OBJECT_CLASS (eta_application_parent_class)->finalize (object);
}

static void
eta_application_class_init (EtaApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_application_finalize;
  app_class->handle_local_options = eta_application_handle_local_options;
  app_class->startup = eta_application_startup;
  app_class->shutdown = eta_application_shutdown;
  app_class->activate = eta_application_activate;
}

static void
eta_application_init (EtaApplication *self)
{
  static const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the catalogue"), N_ ("DIR") },
    { "example", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the example"), NULL },
    { NULL },
  };

  self->filling = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

EtaApplication *
eta_application_new (void)
{
  EtaApplication *self =
      g_object_new (ETA_TYPE_APPLICATION, "application-id", APPLICATION_ID, NULL);

  /* With a path, GTK adds the icons there, of which we have none, to a theme that a thread is reading
   * already, and reads it a second time before the first frame. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}

/**
 * eta_application_get_restarts:
 *
 * Returns: whether another program is to take its place now that it has ended
 */
gboolean
eta_application_get_restarts (EtaApplication *self)
{
  return self->restarts;
}
