/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-named.h"

/**
 * eta_set_tooltip:
 * @words: (nullable): translated
 *
 * GTK 4.8 asks the display server where the pointer is whenever a visible widget gets a tooltip, and waits
 * for the answer: each time it is set, for each widget of a window that is about to be shown. One that is
 * not shown yet is under no pointer, and one that has the tooltip already needs none.
 */
void
eta_set_tooltip (GtkWidget *widget, const char *words)
{
  gboolean hide = gtk_widget_get_visible (widget) && !gtk_widget_get_mapped (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0)
    return;
  if (hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, words);
  if (hide)
    gtk_widget_set_visible (widget, TRUE);
}

/**
 * eta_name_button:
 * @button: one that shows an icon only
 * @words: what it does, translated
 *
 * Says it to everybody: as a tooltip, and as the name that a screen reader speaks. In GTK 4.8 a tooltip is
 * no more than a description there.
 */
void
eta_name_button (GtkWidget *button, const char *words)
{
  eta_set_tooltip (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}
