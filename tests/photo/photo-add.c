/* SPDX-License-Identifier: GPL-3.0-or-later */

/* photo-add FOLDER FILE…: takes files into a vault, two at a time, for the benchmark to measure. */

#include "config.h"

#include "eta-photo-job.h"

#include <locale.h>

static void
finished_cb (EtaPhotoJob *job, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static int
report (EtaPhotoJob *job)
{
  int failed = 0;

  for (guint i = 0; i < eta_photo_job_get_total (job); i++) {
    const GError *error;
    const EtaPhoto *photo = eta_photo_job_get_photo (job, i, &error);

    if (photo == NULL) {
      g_printerr ("%s\n", error->message);
      failed++;
      continue;
    }
    g_print ("%s %d×%d %" G_GINT64_FORMAT " bytes\n", photo->sha256, photo->width, photo->height,
             photo->bytes);
    for (guint w = 0; w < photo->warnings->len; w++)
      g_print ("  %s\n", (char *) g_ptr_array_index (photo->warnings, w));
  }
  return failed;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaVault) vault = NULL;
  g_autoptr (EtaPhotoJob) job = NULL;

  setlocale (LC_ALL, "");
  if (argc < 2) {
    g_printerr ("Usage: photo-add FOLDER FILE…\n");
    return 2;
  }
  vault = eta_vault_new (argv[1], &error);
  if (vault == NULL) {
    g_printerr ("%s\n", error->message);
    return 3;
  }
  job = eta_photo_job_new (vault, argv + 2);
  g_signal_connect (job, "finished", G_CALLBACK (finished_cb), loop);
  eta_photo_job_start (job);
  g_main_loop_run (loop);
  return report (job) > 0 ? 1 : 0;
}
