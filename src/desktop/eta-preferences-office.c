/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-preferences-office.h"

#include "eta-live.h"
#include "eta-sync-corner.h"
#include "eta-sync.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaPreferencesOffice:
 *
 * What the office is called, where it is, and the centre that knows this computer. Main thread; what
 * is written is written on the store's.
 */
struct _EtaPreferencesOffice {
  AdwPreferencesPage parent_instance;

  /* Owned */
  EtaStore *store;
  EtaScheduler *scheduler; /* NULL: nothing is ever sent (tests) */
  GPtrArray *provinces; /* const EtaCode; in the order of the row */

  /* Borrowed; NULL when it has gone */
  EtaWindow *window;

  gboolean filling;

  /* Template */
  AdwEntryRow *name;
  AdwActionRow *given_name;
  AdwComboRow *province;
  GtkWidget *unpaired;
  GtkWidget *paired;
  AdwActionRow *centre;
  AdwActionRow *computer;
  AdwActionRow *role;
  AdwActionRow *synced;
  GtkWidget *unpair;
};

G_DEFINE_FINAL_TYPE (EtaPreferencesOffice, eta_preferences_office, ADW_TYPE_PREFERENCES_PAGE)

static void
warn (EtaPreferencesOffice *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!ADW_IS_PREFERENCES_WINDOW (root))
    return;
  eta_live_say (GTK_WIDGET (self), error->message);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (error->message));
}

/* -- writing -------------------------------------------------------------------------------- */

typedef struct {
  char *key;
  char *value;
} Setting;

static void
free_setting (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gboolean
write_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Setting *setting = data;

  return eta_store_put_setting (store, setting->key, setting->value, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPreferencesOffice) self = data;
  g_autoptr (GError) error = NULL;

  if (!eta_store_run_finish (ETA_STORE (source), result, &error))
    warn (self, error);
  else if (self->window)
    eta_window_name_office (self->window);
}

static void
write_setting (EtaPreferencesOffice *self, const char *key, const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = g_strdup (key);
  setting->value = g_strdup (value);
  eta_store_run_async (self->store, write_cb, setting, free_setting, NULL, written_cb,
                       g_object_ref (self));
}

static void
name_applied_cb (EtaPreferencesOffice *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  write_setting (self, "office-name", name);
}

static void
province_selected_cb (EtaPreferencesOffice *self)
{
  guint selected = adw_combo_row_get_selected (self->province);

  if (!self->filling && self->provinces && selected < self->provinces->len)
    write_setting (self, "province", ((const EtaCode *) self->provinces->pdata[selected])->code);
}

/* -- what stands there ---------------------------------------------------------------------- */

static const EtaCode *
find_country (EtaCodes *regions, const char *province)
{
  const EtaCode *code = province ? eta_codes_find (regions, province) : NULL;

  while (code && code->parent)
    code = eta_codes_find (regions, code->parent);
  return code;
}

static void
fill_provinces (EtaPreferencesOffice *self)
{
  EtaCodes *regions = eta_catalogue_get_codes (eta_store_get_catalogue (self->store), "regions");
  g_autofree char *province = eta_store_dup_setting (self->store, "province");
  const EtaCode *country = find_country (regions, province);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  self->provinces = eta_codes_children (regions, country ? country->code : "ID");
  for (guint i = 0; i < self->provinces->len; i++) {
    const EtaCode *code = self->provinces->pdata[i];

    gtk_string_list_append (list, eta_code_title (code, eta_words_language ()));
    if (g_strcmp0 (code->code, province) == 0)
      selected = i;
  }
  self->filling = TRUE;
  adw_combo_row_set_model (self->province, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->province, selected);
  self->filling = FALSE;
}

static void
show_setting (EtaPreferencesOffice *self, AdwActionRow *row, const char *key)
{
  g_autofree char *value = eta_store_dup_setting (self->store, key);

  adw_action_row_set_subtitle (row, value && *value ? value : "–");
}

static void
show_role (EtaPreferencesOffice *self)
{
  g_autofree char *role = eta_store_dup_setting (self->store, ETA_SETTING_ROLE);

  adw_action_row_set_subtitle (self->role, g_strcmp0 (role, "curator") == 0
                                               ? _ ("Curator: reads and publishes all offices")
                                               : _ ("Editor: writes for this office"));
}

static void
show_synced (EtaPreferencesOffice *self)
{
  gint64 at = self->scheduler ? eta_scheduler_get_last_success (self->scheduler) : 0;
  g_autofree char *time = at > 0 ? eta_time_words (at) : NULL;

  adw_action_row_set_subtitle (self->synced, time ? time : _ ("Never"));
}

/* Once paired, the centre says what the office is called. */
static void
show_cb (EtaPreferencesOffice *self)
{
  gboolean paired = eta_sync_is_paired (self->store);

  gtk_widget_set_visible (GTK_WIDGET (self->name), !paired);
  gtk_widget_set_visible (GTK_WIDGET (self->given_name), paired);
  gtk_widget_set_visible (self->paired, paired);
  gtk_widget_set_visible (self->unpaired, !paired);
  show_setting (self, self->given_name, "office-name");
  show_setting (self, self->centre, ETA_SETTING_URL);
  show_setting (self, self->computer, ETA_SETTING_DEVICE_NAME);
  show_role (self);
  show_synced (self);
}

/* -- pairing -------------------------------------------------------------------------------- */

static void
pair_clicked_cb (EtaPreferencesOffice *self)
{
  if (self->window)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.pair", NULL);
}

static gboolean
unpair_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_sync_unpair (store, error);
}

static void
unpaired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPreferencesOffice) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->unpair, TRUE);
  if (!eta_store_run_finish (ETA_STORE (source), result, &error))
    warn (self, error);
  else if (self->scheduler)
    eta_scheduler_sync_now (self->scheduler); /* sees that there is nobody to talk to */
  show_cb (self);
}

static void
unpair_answered_cb (EtaPreferencesOffice *self, const char *response)
{
  if (!g_str_equal (response, "unpair"))
    return;
  gtk_widget_set_sensitive (self->unpair, FALSE);
  eta_store_run_async (self->store, unpair_cb, NULL, NULL, NULL, unpaired_cb, g_object_ref (self));
}

static void
unpair_clicked_cb (EtaPreferencesOffice *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Unpair this computer?"),
      _ ("Nothing is sent or fetched until it is paired again, which needs a new code. What is here "
         "stays, and what the centre has stays there."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "unpair",
                                    _ ("_Unpair"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "unpair",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (unpair_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_preferences_office_dispose (GObject *object)
{
  EtaPreferencesOffice *self = ETA_PREFERENCES_OFFICE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->scheduler);
  g_clear_object (&self->store);
  g_clear_pointer (&self->provinces, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_preferences_office_parent_class)->dispose (object);
}

static void
eta_preferences_office_class_init (EtaPreferencesOfficeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_preferences_office_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-preferences-office.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, name);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, given_name);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, province);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, unpaired);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, paired);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, centre);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, computer);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, role);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, synced);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesOffice, unpair);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, province_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, pair_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unpair_clicked_cb);
}

static void
eta_preferences_office_init (EtaPreferencesOffice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Called once. */
void
eta_preferences_office_set_window (EtaPreferencesOffice *self, EtaWindow *window)
{
  g_autofree char *name = NULL;

  g_set_weak_pointer (&self->window, window);
  g_object_get (window, "store", &self->store, "scheduler", &self->scheduler, NULL);
  name = eta_store_dup_setting (self->store, "office-name");
  gtk_editable_set_text (GTK_EDITABLE (self->name), name ? name : "");
  fill_provinces (self);
  if (self->scheduler)
    g_signal_connect_object (self->scheduler, "notify::state", G_CALLBACK (show_cb), self,
                             G_CONNECT_SWAPPED);
  show_cb (self);
}
