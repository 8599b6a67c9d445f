/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What all requests share. Connections to the ledger are kept in a pool: a handler has one to itself,
 * and gives it back.
 */
#include "config.h"

#include "eta-centre.h"
#include "eta-gallery.h"
#include "eta-tries.h"
#include "eta-uploads.h"

#include "eta-field.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <pthread.h>

#define LANGUAGES 4

struct _EtaCentre {
  char *folder;
  char *epoch;
  EtaCatalogue *catalogue;
  EtaVault *vault;
  EtaWords *words[LANGUAGES]; /* as eta_languages */
  EtaTries *tries;
  EtaUploads *uploads;
  EtaGallery *gallery;

  pthread_mutex_t lock;
  GPtrArray *ledgers; /* not in use now */
  pthread_mutex_t writers;
};

static void
load_words (EtaCentre *self)
{
  for (guint i = 0; i < LANGUAGES; i++)
    self->words[i] = eta_words_open (eta_languages[i]);
}

static gboolean
open_folder (EtaCentre *self, GError **error)
{
  g_autofree char *photos = g_build_filename (self->folder, "photos", NULL);
  g_autoptr (EtaLedger) ledger = eta_ledger_open (self->folder, error);

  if (!ledger || !eta_ledger_settle_epoch (ledger, error))
    return FALSE;
  self->epoch = eta_ledger_dup_setting (ledger, "epoch");
  self->vault = eta_vault_new (photos, error);
  eta_ledger_set_writers (ledger, &self->writers);
  g_ptr_array_add (self->ledgers, g_steal_pointer (&ledger));
  return self->vault != NULL;
}

/**
 * eta_centre_new:
 * @folder: the data folder; made when there is none
 *
 * Returns: (transfer full) (nullable): the centre over that folder
 */
EtaCentre *
eta_centre_new (const char *folder, EtaCatalogue *catalogue, GError **error)
{
  g_autoptr (EtaCentre) self = g_new0 (EtaCentre, 1);

  pthread_mutex_init (&self->lock, NULL);
  pthread_mutex_init (&self->writers, NULL);
  self->ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_ledger_close);
  self->folder = g_strdup (folder);
  self->catalogue = g_object_ref (catalogue);
  self->tries = eta_tries_new ();
  if (g_mkdir_with_parents (folder, 0700) < 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                 g_strerror (errno));
    return NULL;
  }
  if (!open_folder (self, error))
    return NULL;
  self->gallery = eta_gallery_new (error);
  if (!self->gallery)
    return NULL;
  self->uploads = eta_uploads_new (folder);
  load_words (self);
  return g_steal_pointer (&self);
}

void
eta_centre_free (EtaCentre *self)
{
  for (guint i = 0; i < LANGUAGES; i++)
    g_clear_pointer (&self->words[i], eta_words_unref);
  g_clear_pointer (&self->uploads, eta_uploads_free);
  g_clear_pointer (&self->gallery, eta_gallery_free);
  g_ptr_array_unref (self->ledgers);
  g_clear_object (&self->vault);
  g_clear_object (&self->catalogue);
  eta_tries_free (self->tries);
  pthread_mutex_destroy (&self->lock);
  pthread_mutex_destroy (&self->writers);
  g_free (self->folder);
  g_free (self->epoch);
  g_free (self);
}

/**
 * eta_centre_take_ledger:
 *
 * Returns: (transfer full) (nullable): a connection for one thread; give it back
 */
EtaLedger *
eta_centre_take_ledger (EtaCentre *self, GError **error)
{
  EtaLedger *ledger = NULL;

  pthread_mutex_lock (&self->lock);
  if (self->ledgers->len)
    ledger = g_ptr_array_steal_index (self->ledgers, self->ledgers->len - 1);
  pthread_mutex_unlock (&self->lock);
  if (ledger)
    return ledger;
  ledger = eta_ledger_open (self->folder, error);
  if (ledger)
    eta_ledger_set_writers (ledger, &self->writers);
  return ledger;
}

/**
 * eta_centre_give_ledger:
 * @take_ledger: (transfer full): a connection without a running transaction
 */
void
eta_centre_give_ledger (EtaCentre *self, EtaLedger *take_ledger)
{
  eta_ledger_rollback (take_ledger);
  pthread_mutex_lock (&self->lock);
  g_ptr_array_add (self->ledgers, take_ledger);
  pthread_mutex_unlock (&self->lock);
}

/**
 * eta_centre_get_folder:
 *
 * Returns: (transfer none): the data folder
 */
const char *
eta_centre_get_folder (EtaCentre *self)
{
  return self->folder;
}

/**
 * eta_centre_get_epoch:
 *
 * Returns: (transfer none): this history's id; it does not change while the centre runs
 */
const char *
eta_centre_get_epoch (EtaCentre *self)
{
  return self->epoch;
}

EtaCatalogue *
eta_centre_get_catalogue (EtaCentre *self)
{
  return self->catalogue;
}

EtaVault *
eta_centre_get_vault (EtaCentre *self)
{
  return self->vault;
}

EtaTries *
eta_centre_get_tries (EtaCentre *self)
{
  return self->tries;
}

EtaUploads *
eta_centre_get_uploads (EtaCentre *self)
{
  return self->uploads;
}

EtaGallery *
eta_centre_get_gallery (EtaCentre *self)
{
  return self->gallery;
}

/**
 * eta_centre_get_words:
 * @language: one of eta_languages
 *
 * Returns: (transfer none): its words; those of the source for any other
 */
EtaWords *
eta_centre_get_words (EtaCentre *self, const char *language)
{
  for (guint i = 0; i < LANGUAGES; i++) {
    if (g_str_equal (eta_languages[i], language))
      return self->words[i];
  }
  return self->words[1];
}
