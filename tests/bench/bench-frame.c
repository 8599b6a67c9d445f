/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-application.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

/* bench-frame [--data DIR]: opens the desktop on DIR, or without one an empty AdwApplicationWindow, and
 * ends after the first frame. Whoever runs it takes the time. */

static void
painted_cb (GdkFrameClock *clock, gpointer application)
{
  printf ("painted\n");
  fflush (stdout);
  _exit (0);
}

static void
realized_cb (GtkWidget *window, gpointer application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    application);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), application);
  else
    g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), application);
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  gtk_window_present (GTK_WINDOW (adw_application_window_new (application)));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (argc > 1) {
    application = GTK_APPLICATION (eta_application_new ());
  } else {
    application = GTK_APPLICATION (
        adw_application_new ("org.bimpeaga.Etalase.Empty", G_APPLICATION_NON_UNIQUE));
    g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
