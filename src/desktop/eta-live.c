/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-live.h"

#include <glib/gi18n.h>

/**
 * EtaLive:
 *
 * What a screen reader hears without going there. GTK 4.8 can not announce anything, and a toast of libadwaita
 * 1.2 has no role. So a window holds this alert, which has no size: its name is the last message. Main thread.
 */
struct _EtaLive {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (EtaLive, eta_live, GTK_TYPE_WIDGET)

#define KEY "eta-live" /* of its window */

static void
eta_live_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (eta_live_parent_class)->root (widget);
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), KEY, widget);
}

static void
eta_live_unroot (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), KEY, NULL);
  GTK_WIDGET_CLASS (eta_live_parent_class)->unroot (widget);
}

static void
eta_live_class_init (EtaLiveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = eta_live_root;
  widget_class->unroot = eta_live_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
eta_live_init (EtaLive *self)
{
}

/* Of the window, or the one that it stands before */
static GtkAccessible *
find (GtkWindow *window)
{
  gpointer live = window ? g_object_get_data (G_OBJECT (window), KEY) : NULL;

  return live || !window ? live : find (gtk_window_get_transient_for (window));
}

/**
 * eta_live_say:
 * @widget: in the window that says it
 * @words: in the user's language
 */
void
eta_live_say (GtkWidget *widget, const char *words)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkAccessible *live = GTK_IS_WINDOW (root) ? find (GTK_WINDOW (root)) : NULL;

  if (!live)
    return;
  /* The same words again are a new message. */
  gtk_accessible_update_property (live, GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_accessible_update_property (live, GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The cross of a toast has no name. A toast that waits behind another gets it with the next one. */
static void
name_crosses (AdwToastOverlay *overlay)
{
  for (GtkWidget *toast = gtk_widget_get_first_child (GTK_WIDGET (overlay)); toast;
       toast = gtk_widget_get_next_sibling (toast)) {
    GtkWidget *last = gtk_widget_get_last_child (toast);

    if (GTK_IS_BUTTON (last) && gtk_button_get_icon_name (GTK_BUTTON (last)))
      gtk_accessible_update_property (GTK_ACCESSIBLE (last), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Close"), -1);
  }
}

/** eta_live_toast: shows @take_toast, and says its title */
void
eta_live_toast (AdwToastOverlay *overlay, AdwToast *take_toast)
{
  GtkWidget *custom = adw_toast_get_custom_title (take_toast);

  eta_live_say (GTK_WIDGET (overlay), GTK_IS_LABEL (custom)
                                          ? gtk_label_get_label (GTK_LABEL (custom))
                                          : adw_toast_get_title (take_toast));
  adw_toast_overlay_add_toast (overlay, take_toast);
  name_crosses (overlay);
}
