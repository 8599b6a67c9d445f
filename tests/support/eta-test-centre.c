/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-test-centre.h"

#include "eta-front.h"
#include "eta-records.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>

struct _EtaTestCentre {
  char *folder;
  char *address;
  EtaCatalogue *catalogue;
  EtaCentre *centre;
  EtaFront *front;
};

static void
add_offices (EtaTestCentre *self)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (self);
  g_autoptr (GError) error = NULL;

  eta_ledger_add_office (ledger, ETA_TEST_OFFICE, "Sulawesi Utara", FALSE, &error);
  g_assert_no_error (error);
  eta_ledger_add_office (ledger, ETA_TEST_REVIEWED, "Gorontalo", TRUE, &error);
  g_assert_no_error (error);
}

/**
 * eta_test_centre_new:
 *
 * Returns: (transfer full): a centre that serves
 */
EtaTestCentre *
eta_test_centre_new (void)
{
  EtaTestCentre *self = g_new0 (EtaTestCentre, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("etalase-centre-XXXXXX", &error);
  g_assert_no_error (error);
  self->catalogue = eta_catalogue_new ();
  eta_test_centre_start (self);
  add_offices (self);
  return self;
}

static int
remove_cb (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return g_remove (path);
}

void
eta_test_centre_free (EtaTestCentre *self)
{
  eta_test_centre_stop (self);
  nftw (self->folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_clear_object (&self->catalogue);
  g_free (self->folder);
  g_free (self->address);
  g_free (self);
}

/**
 * eta_test_centre_stop:
 *
 * Ends the server; its folder stays.
 */
void
eta_test_centre_stop (EtaTestCentre *self)
{
  g_clear_pointer (&self->front, eta_front_free);
  g_clear_pointer (&self->centre, eta_centre_free);
}

/**
 * eta_test_centre_start:
 *
 * Serves again from the same folder, where it did before.
 */
void
eta_test_centre_start (EtaTestCentre *self)
{
  const char *listen = self->address ? self->address + strlen ("http://") : "127.0.0.1:0";
  g_autoptr (GError) error = NULL;

  self->centre = eta_centre_new (self->folder, self->catalogue, &error);
  g_assert_no_error (error);
  self->front = eta_front_new (self->centre, listen, &error);
  if (!self->front) {
    g_clear_error (&error);
    self->front = eta_front_new (self->centre, "127.0.0.1:0", &error);
  }
  g_assert_no_error (error);
  g_free (self->address);
  self->address = g_strdup (eta_front_get_address (self->front));
}

const char *
eta_test_centre_get_address (EtaTestCentre *self)
{
  return self->address;
}

const char *
eta_test_centre_get_folder (EtaTestCentre *self)
{
  return self->folder;
}

EtaCentre *
eta_test_centre_get_centre (EtaTestCentre *self)
{
  return self->centre;
}

EtaLedger *
eta_test_centre_open_ledger (EtaTestCentre *self)
{
  g_autoptr (GError) error = NULL;
  EtaLedger *ledger = eta_ledger_open (self->folder, &error);

  g_assert_no_error (error);
  return ledger;
}

/**
 * eta_test_centre_invite:
 *
 * Returns: (transfer full): a code
 */
char *
eta_test_centre_invite (EtaTestCentre *self, const char *office, gboolean curator)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (self);
  g_autoptr (GError) error = NULL;
  char *code = eta_ledger_invite (ledger, office, curator, &error);

  g_assert_no_error (error);
  return code;
}

/**
 * eta_test_centre_pair:
 * @device: (out) (optional) (transfer full): the device's id
 *
 * Returns: (transfer full): the token of a new device
 */
char *
eta_test_centre_pair (EtaTestCentre *self, const char *office, gboolean curator, char **device)
{
  g_autofree char *code = eta_test_centre_invite (self, office, curator);
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDevice) paired = NULL;
  char *token = NULL;

  paired = eta_ledger_pair (ledger, code, "Desk", NULL, &token, &error);
  g_assert_no_error (error);
  g_assert_nonnull (paired);
  if (device)
    *device = g_strdup (paired->id);
  return token;
}

/**
 * eta_test_centre_dup_doc:
 *
 * Returns: (transfer full) (nullable): the document that the centre holds, canonical
 */
char *
eta_test_centre_dup_doc (EtaTestCentre *self, const char *id)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (self);
  g_autoptr (EtaEntry) entry = eta_ledger_find_record (ledger, id, NULL);

  return entry ? g_strdup (entry->doc) : NULL;
}

/**
 * eta_test_centre_count_live:
 *
 * Returns: how many records there are that are not deleted
 */
guint
eta_test_centre_count_live (EtaTestCentre *self)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (self);

  return (guint) eta_db_get_int (eta_ledger_get_db (ledger), 0, NULL,
                                 "SELECT count (*) FROM records WHERE doc IS NOT NULL", "");
}
