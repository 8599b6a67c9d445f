/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure.h"

#include <string.h>

/* show-brochure FOLDER catalogue|sheets FILE.pdf [ID…]: the pages of a catalogue's folder, to look at. */

static EtaSelection *
select_records (int n, char **ids)
{
  EtaQuery all = { 0 };

  return n > 0 ? eta_selection_new_for_ids (NULL, (const char *const *) ids)
               : eta_selection_new (&all);
}

static gboolean
show (int argc, char **argv, GError **error)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (EtaStore) store = eta_store_open (argv[1], catalogue, error);
  g_autofree char *photos = store ? eta_store_dup_photo_folder (store) : NULL;
  g_autoptr (EtaVault) vault = photos ? eta_vault_new (photos, error) : NULL;
  g_autoptr (EtaSelection) what = select_records (argc - 4, argv + 4);
  g_autoptr (EtaBrochure) brochure = NULL;
  if (!vault)
    return FALSE;

  brochure = eta_brochure_new (store, vault, what,
                               strcmp (argv[2], "sheets") == 0 ? ETA_BROCHURE_SHEETS
                                                               : ETA_BROCHURE_CATALOGUE);
  if (!eta_brochure_write_pdf (brochure, argv[3], NULL, NULL, error))
    return FALSE;
  g_print ("%u pages\n", eta_brochure_get_n_pages (brochure));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 4) {
    g_printerr ("show-brochure FOLDER catalogue|sheets FILE.pdf [ID…]\n");
    return 2;
  }
  if (show (argc, argv, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
