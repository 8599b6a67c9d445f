/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-scroll-back.h"

#define FRAMES 60 /* until it is as long as it will be */

typedef struct {
  double from;
  double value;
  guint frames;
} Back;

static gboolean
back_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  Back *back = data;

  if (gtk_adjustment_get_value (adjustment) != back->from)
    return G_SOURCE_REMOVE; /* somebody scrolls already */
  if (end < back->value && ++back->frames < FRAMES)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, back->value);
  return G_SOURCE_REMOVE;
}

/**
 * eta_scroll_back:
 * @value: of its vertical adjustment, when it was seen last
 *
 * Scrolls to there when what is in it has been laid out, unless it is scrolled before.
 */
void
eta_scroll_back (GtkScrolledWindow *scroller, double value)
{
  Back *back;

  if (value <= 0)
    return;
  back = g_new0 (Back, 1);
  back->from = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller));
  back->value = value;
  gtk_widget_add_tick_callback (GTK_WIDGET (scroller), back_cb, back, g_free);
}
