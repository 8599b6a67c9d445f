/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-about.h"
#include "eta-office-list.h"
#include "eta-offices-dialog.h"
#include "eta-preferences.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>

/* The window and the office whose catalogue it shows: its name, its settings, where its data
 * lies, and the other offices. */

/**
 * eta_window_name_office:
 *
 * Shows what the office is called now, here and in the list of offices.
 */
void
eta_window_name_office (EtaWindow *self)
{
  g_autofree char *name = eta_store_dup_setting (self->store, "office-name");
  g_autofree char *title = NULL;

  g_return_if_fail (ETA_IS_WINDOW (self));

  eta_sidebar_set_office (self->sidebar, name);
  /* Translators: the title of a window: the office's name first, since there may be several */
  title = name && *name ? g_strdup_printf (_ ("%s – Etalase"), name) : g_strdup ("Etalase");
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (self->remembers_office)
    eta_office_list_note (self->settings, eta_store_get_folder (self->store), name);
}

/**
 * eta_window_remember_office:
 *
 * The office is one of the computer's own from now on, and opens at the next start; not called for the
 * example.
 */
void
eta_window_remember_office (EtaWindow *self)
{
  self->remembers_office = TRUE;
  eta_window_name_office (self);
}

static void
preferences_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (!self->preferences)
    g_set_weak_pointer (&self->preferences, GTK_WINDOW (eta_preferences_new (self)));
  gtk_window_present (self->preferences);
}

static void
offices_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (eta_offices_dialog_new (GTK_WINDOW (self), self->settings,
                                                          eta_store_get_folder (self->store))));
}

static void
about_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  gtk_window_present (
      GTK_WINDOW (eta_about_new (GTK_WINDOW (self), eta_store_get_folder (self->store))));
}

void
eta_window_install_office_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.offices", NULL, offices_cb);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_cb);
}
