/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-preferences.h"

#include "eta-handbook.h"
#include "eta-language.h"
#include "eta-live.h"
#include "eta-photo.h"
#include "eta-preferences-data.h"
#include "eta-preferences-office.h"

#include <glib/gi18n.h>

/**
 * EtaPreferences:
 *
 * The settings: of the office, photos, language and data. Each takes effect at once and is kept; there
 * is nothing to confirm. The pages about the office and its data have files of their own. Main thread.
 */
struct _EtaPreferences {
  AdwPreferencesWindow parent_instance;

  /* Owned */
  GSettings *settings; /* NULL: nothing is remembered */

  /* Template */
  EtaPreferencesOffice *office;
  EtaPreferencesData *data;
  GtkSwitch *unmetered;
  AdwActionRow *link;
  AdwComboRow *size;
  AdwPreferencesGroup *languages;
  GtkWidget *restart;
};

G_DEFINE_FINAL_TYPE (EtaPreferences, eta_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows */
static const int sizes[] = { ETA_PHOTO_SENT_SIDE, ETA_PHOTO_SENT_SIDE_MIN };

static void
show_link_cb (EtaPreferences *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (!g_network_monitor_get_network_available (monitor))
    adw_action_row_set_subtitle (self->link, _ ("There is no network at the moment"));
  else if (g_network_monitor_get_network_metered (monitor))
    adw_action_row_set_subtitle (self->link, _ ("Metered, as this computer knows it"));
  else
    adw_action_row_set_subtitle (self->link, _ ("Not metered, as far as this computer knows"));
}

static void
size_selected_cb (EtaPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->size);

  if (self->settings && selected < G_N_ELEMENTS (sizes))
    g_settings_set_int (self->settings, "photo-size", sizes[selected]);
}

static void
show_size (EtaPreferences *self)
{
  int side = g_settings_get_int (self->settings, "photo-size");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] <= side) {
      adw_combo_row_set_selected (self->size, i);
      return;
    }
}

static void
fill_sizes (EtaPreferences *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_take (list, g_strdup_printf (_ ("Large: %d pixels"), sizes[0]));
  gtk_string_list_take (list, g_strdup_printf (_ ("Medium: %d pixels"), sizes[1]));
  adw_combo_row_set_model (self->size, G_LIST_MODEL (list));
}

/* -- language ------------------------------------------------------------------------------- */

static const EtaLanguage *
get_language (GtkCheckButton *button)
{
  return g_object_get_data (G_OBJECT (button), "language");
}

static void
language_chosen_cb (EtaPreferences *self, GtkCheckButton *button)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_check_button_get_active (button))
    return;
  if (eta_language_set_choice (get_language (button), &error)) {
    gtk_widget_set_visible (self->restart, TRUE);
    return;
  }
  eta_live_say (GTK_WIDGET (self), error->message);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (error->message));
}

/* @language: (nullable): the system's */
static GtkCheckButton *
add_language (EtaPreferences *self, const EtaLanguage *language, GtkCheckButton *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), language == eta_language_get_choice ());
  g_object_set_data (G_OBJECT (button), "language", (gpointer) language);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (language_chosen_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 language ? language->name : _ ("As the system"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  language ? language->name : _ ("As the system"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->languages, row);
  return GTK_CHECK_BUTTON (button);
}

static void
add_languages (EtaPreferences *self)
{
  GtkCheckButton *first = add_language (self, NULL, NULL);

  for (int i = 0; i < ETA_N_LANGUAGES; i++)
    add_language (self, &eta_language_choices[i], first);
}

/* -- object --------------------------------------------------------------------------------- */

/* A backup that is being made goes on when the window is closed, and is there when it is opened. */
static gboolean
eta_preferences_close_request (GtkWindow *window)
{
  EtaPreferences *self = ETA_PREFERENCES (window);

  if (!eta_preferences_data_is_busy (self->data))
    return GTK_WINDOW_CLASS (eta_preferences_parent_class)->close_request (window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return TRUE;
}

static void
eta_preferences_dispose (GObject *object)
{
  g_clear_object (&ETA_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (eta_preferences_parent_class)->dispose (object);
}

static void
eta_preferences_class_init (EtaPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_preferences_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = eta_preferences_close_request;

  g_type_ensure (ETA_TYPE_PREFERENCES_OFFICE);
  g_type_ensure (ETA_TYPE_PREFERENCES_DATA);
  eta_handbook_bind_key (widget_class, "settings");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, office);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, data);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, unmetered);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, link);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, size);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, languages);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, restart);
  gtk_widget_class_bind_template_callback (widget_class, size_selected_cb);
}

static void
eta_preferences_init (EtaPreferences *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_sizes (self);
  add_languages (self);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (show_link_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "notify::network-metered", G_CALLBACK (show_link_cb), self,
                           G_CONNECT_SWAPPED);
  show_link_cb (self);
}

/**
 * eta_preferences_new:
 * @window: of the office that they are about
 */
EtaPreferences *
eta_preferences_new (EtaWindow *window)
{
  EtaPreferences *self = g_object_new (ETA_TYPE_PREFERENCES, "transient-for", window, NULL);

  g_object_get (window, "settings", &self->settings, NULL);
  eta_preferences_office_set_window (self->office, window);
  eta_preferences_data_set_window (self->data, window);
  if (self->settings) {
    show_size (self);
    g_settings_bind (self->settings, "photos-unmetered-only", self->unmetered, "active",
                     G_SETTINGS_BIND_DEFAULT);
  }
  return self;
}
