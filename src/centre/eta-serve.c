/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * `etalase-centre serve`: the front until a signal ends it, and what has to be done once a day.
 */
#include "config.h"

#include "eta-command.h"
#include "eta-front.h"
#include "eta-lock.h"
#include "eta-uploads.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#define DAY (24 * 60 * 60)

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
sweep_cb (gpointer data)
{
  EtaCentre *centre = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaLedger) ledger = eta_ledger_open (eta_centre_get_folder (centre), &error);

  if (!ledger || !eta_uploads_sweep (eta_centre_get_uploads (centre), ledger, &error) ||
      !eta_ledger_sweep_blobs (ledger, eta_centre_get_vault (centre), &error))
    g_printerr ("etalase-centre: %s\n", error->message); /* tried again tomorrow */
  return G_SOURCE_CONTINUE;
}

/* One server a folder: the uploads under way are known to one process. */
static int
lock (const char *folder, GError **error)
{
  g_autofree char *busy = g_strdup_printf (_ ("Another server is at work in “%s”"), folder);

  return eta_lock_take (folder, "serve.lock", G_IO_ERROR, G_IO_ERROR_BUSY, busy, error);
}

static void
run (EtaCentre *centre)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint sources[] = { g_unix_signal_add (SIGTERM, stop_cb, loop),
                      g_unix_signal_add (SIGINT, stop_cb, loop),
                      g_timeout_add_seconds (DAY, sweep_cb, centre) };

  g_main_loop_run (loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
}

/**
 * eta_serve:
 * @listen: "HOST:PORT"
 *
 * Serves until SIGTERM or SIGINT. Blocks.
 */
EtaExit
eta_serve (EtaCentre *centre, const char *listen, GError **error)
{
  int fd = lock (eta_centre_get_folder (centre), error);
  g_autoptr (EtaFront) front = fd >= 0 ? eta_front_new (centre, listen, error) : NULL;

  if (front) {
    sweep_cb (centre);
    printf ("listening on %s\n", eta_front_get_address (front));
    fflush (stdout);
    run (centre);
  }
  if (fd >= 0)
    close (fd);
  return front ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}
