/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-job.h"
#include "photo-fixture.h"

#define N_PHOTOS 6
#define BAD 2 /* which of the files is no photo */

typedef struct {
  char *folder;
  EtaVault *vault;
  char *paths[N_PHOTOS + 1];
  GMainLoop *loop;
  GThread *thread;
  guint n_notified, n_photos, n_finished;
  guint seen; /* bits: which photos have ended */
} Fixture;

static void
set_up (Fixture *fixture, const void *data)
{
  g_autofree char *vault = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_folder_new ();
  vault = g_build_filename (fixture->folder, "vault", NULL);
  fixture->vault = eta_vault_new (vault, &error);
  g_assert_no_error (error);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->thread = g_thread_self ();
  for (int i = 0; i < N_PHOTOS; i++) {
    g_autoptr (GBytes) bytes =
        i == BAD ? g_bytes_new_static ("no photo", 8) : fixture_jpeg_new (1000 + i, 1000);
    g_autofree char *name = g_strdup_printf ("%d.jpg", i);

    fixture->paths[i] = fixture_write (fixture->folder, name, bytes);
  }
}

static void
tear_down (Fixture *fixture, const void *data)
{
  for (int i = 0; i < N_PHOTOS; i++)
    g_free (fixture->paths[i]);
  g_main_loop_unref (fixture->loop);
  g_clear_object (&fixture->vault);
  fixture_folder_free (fixture->folder);
}

static void
notify_done_cb (EtaPhotoJob *job, GParamSpec *pspec, Fixture *fixture)
{
  g_assert_true (g_thread_self () == fixture->thread);
  fixture->n_notified++;
  g_assert_cmpuint (eta_photo_job_get_done (job), ==, fixture->n_notified);
}

static void
photo_cb (EtaPhotoJob *job, guint index, Fixture *fixture)
{
  const GError *error;
  const EtaPhoto *photo = eta_photo_job_get_photo (job, index, &error);

  g_assert_true (g_thread_self () == fixture->thread);
  g_assert_true ((photo != NULL) != (error != NULL));
  g_assert_false (eta_photo_job_is_finished (job));
  fixture->n_photos++;
  fixture->seen |= 1u << index;
}

static void
finished_cb (EtaPhotoJob *job, Fixture *fixture)
{
  g_assert_true (eta_photo_job_is_finished (job));
  fixture->n_finished++;
  g_main_loop_quit (fixture->loop);
}

static EtaPhotoJob *
make_job (Fixture *fixture, char **paths)
{
  EtaPhotoJob *job = eta_photo_job_new (fixture->vault, paths);

  g_signal_connect (job, "notify::done", G_CALLBACK (notify_done_cb), fixture);
  g_signal_connect (job, "photo", G_CALLBACK (photo_cb), fixture);
  g_signal_connect (job, "finished", G_CALLBACK (finished_cb), fixture);
  return job;
}

/* One that is no photo costs none of the others, and results stand in the order of the files. */
static void
test_all (Fixture *fixture, const void *data)
{
  g_autoptr (EtaPhotoJob) job = make_job (fixture, fixture->paths);

  eta_photo_job_start (job);
  g_assert_cmpuint (eta_photo_job_get_done (job), ==, 0);
  g_assert_null (eta_photo_job_get_photo (job, 0, NULL));
  g_main_loop_run (fixture->loop);

  g_assert_cmpuint (eta_photo_job_get_total (job), ==, N_PHOTOS);
  g_assert_cmpuint (fixture->n_photos, ==, N_PHOTOS);
  g_assert_cmpuint (fixture->seen, ==, (1u << N_PHOTOS) - 1);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  for (guint i = 0; i < N_PHOTOS; i++) {
    const GError *error;
    const EtaPhoto *photo = eta_photo_job_get_photo (job, i, &error);

    g_assert_cmpstr (eta_photo_job_get_path (job, i), ==, fixture->paths[i]);
    if (i == BAD)
      g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN);
    else
      g_assert_cmpint (photo->width, ==, 1000 + i);
  }
}

static void
test_cancel (Fixture *fixture, const void *data)
{
  g_autoptr (EtaPhotoJob) job = make_job (fixture, fixture->paths);

  eta_photo_job_cancel (job); /* before the start, so that none can be quicker */
  eta_photo_job_start (job);
  g_main_loop_run (fixture->loop);

  g_assert_cmpuint (fixture->n_finished, ==, 1);
  for (guint i = 0; i < N_PHOTOS; i++) {
    const GError *error;

    g_assert_null (eta_photo_job_get_photo (job, i, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

static void
cancel_cb (EtaPhotoJob *job, guint index, Fixture *fixture)
{
  eta_photo_job_cancel (job);
}

/* In the middle: each file has ended either way, and what is given out is whole. */
static void
test_cancel_midway (Fixture *fixture, const void *data)
{
  g_autoptr (EtaPhotoJob) job = make_job (fixture, fixture->paths);

  g_signal_connect (job, "photo", G_CALLBACK (cancel_cb), fixture);
  eta_photo_job_start (job);
  g_main_loop_run (fixture->loop);

  g_assert_cmpuint (fixture->n_photos, ==, N_PHOTOS);
  for (guint i = 0; i < N_PHOTOS; i++) {
    const EtaPhoto *photo = eta_photo_job_get_photo (job, i, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (photo == NULL)
      continue;
    bytes = eta_vault_load (fixture->vault, photo->sha256, &error);
    g_assert_no_error (error);
  }
}

static void
test_none (Fixture *fixture, const void *data)
{
  char *none[] = { NULL };
  g_autoptr (EtaPhotoJob) job = make_job (fixture, none);

  eta_photo_job_start (job);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  g_main_loop_run (fixture->loop);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
}

/* Nobody keeps it: it works on, ends, and goes. */
static void
test_let_go (Fixture *fixture, const void *data)
{
  EtaPhotoJob *job = make_job (fixture, fixture->paths);

  g_object_add_weak_pointer (G_OBJECT (job), (gpointer *) &job);
  eta_photo_job_start (job);
  g_object_unref (job);
  g_assert_nonnull (job);
  g_main_loop_run (fixture->loop);
  g_assert_cmpuint (fixture->n_photos, ==, N_PHOTOS);
  g_assert_null (job);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/photo-job/all", test_all);
  ADD ("/photo-job/cancel", test_cancel);
  ADD ("/photo-job/cancel-midway", test_cancel_midway);
  ADD ("/photo-job/none", test_none);
  ADD ("/photo-job/let-go", test_let_go);
  return g_test_run ();
}
