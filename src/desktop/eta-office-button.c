/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-office-button.h"

#include "eta-named.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaOfficeButton:
 *
 * Whose catalogue the window shows: a colour and initials of the office's own, and its name, however
 * long. A click opens the other offices. Main thread.
 */
struct _EtaOfficeButton {
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  AdwAvatar *avatar;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (EtaOfficeButton, eta_office_button, GTK_TYPE_WIDGET)

static void
eta_office_button_dispose (GObject *object)
{
  g_clear_pointer (&ETA_OFFICE_BUTTON (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_office_button_parent_class)->dispose (object);
}

static void
eta_office_button_class_init (EtaOfficeButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_office_button_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-office-button.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaOfficeButton, content);
  gtk_widget_class_bind_template_child (widget_class, EtaOfficeButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, EtaOfficeButton, label);
}

static void
eta_office_button_init (EtaOfficeButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_office_button_set_name:
 * @name: (nullable): %NULL or "": it has none
 */
void
eta_office_button_set_name (EtaOfficeButton *self, const char *name)
{
  const char *shown = name && *name ? name : _ ("Office without a name");
  g_autofree char *spoken = NULL;

  g_return_if_fail (ETA_IS_OFFICE_BUTTON (self));

  /* Translators: the name of an office, read aloud */
  spoken = g_strdup_printf (_ ("Office: %s"), shown);
  adw_avatar_set_text (self->avatar, shown);
  gtk_label_set_label (self->label, shown);
  eta_set_tooltip (self->content, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->content), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}
