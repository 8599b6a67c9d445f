/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-application.h"
#include "eta-record-row.h"
#include "eta-window.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

/* bench-frame [--data DIR]: opens the desktop on DIR where the user left it, at the products, or without
 * one an empty AdwApplicationWindow, and ends with the first frame that shows what was asked for: of
 * the desktop, lines with records in them. Whoever runs it takes the time. It prints the frames until
 * then, and the lines. */

static guint frames;

static guint
count_lines (GtkWidget *widget)
{
  guint lines = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (ETA_IS_RECORD_ROW (widget))
    return gtk_widget_get_height (widget) > 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    lines += count_lines (child);
  return lines;
}

static void
painted_cb (GdkFrameClock *clock, gpointer window)
{
  guint lines = count_lines (window);

  frames++;
  if (lines == 0 && ETA_IS_WINDOW (window))
    return;
  printf ("frames %u\nlines %u\n", frames, lines);
  fflush (stdout);
  _exit (0);
}

static void
realized_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    window);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), NULL);
  else
    g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  gtk_window_present (GTK_WINDOW (adw_application_window_new (application)));
}

/* What the program would find in the user's settings */
static void
leave_at_products (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_settings_set_string (settings, "last-place", "products");
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  if (argc > 1) {
    leave_at_products ();
    application = GTK_APPLICATION (eta_application_new ());
  } else {
    application = GTK_APPLICATION (
        adw_application_new ("org.bimpeaga.Etalase.Empty", G_APPLICATION_NON_UNIQUE));
    g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
