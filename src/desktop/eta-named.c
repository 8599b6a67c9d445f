/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-named.h"

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
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}
