/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"
#include "eta-store-private.h"
#include "eta-text.h"

/* Is that record here already? */

/**
 * eta_store_find_natural:
 * @doc: a document of @kind
 *
 * Returns: (transfer full) (nullable): id of a living record with the same natural key; %NULL: none,
 * or @doc has no such key
 */
char *
eta_store_find_natural (EtaStore *self, const EtaKind *kind, const EtaJson *doc, GError **error)
{
  g_autofree char *key = eta_natural_key (kind, doc);
  EtaDb *db = key ? eta_store_borrow (self, error) : NULL;
  char *id;

  if (!db)
    return NULL;
  id = eta_db_dup_text (db, error,
                        "SELECT id FROM record WHERE natural_key = ?1 AND lives ORDER BY n LIMIT 1",
                        "s", key);
  eta_store_give_back (self, db);
  return id;
}

/**
 * eta_store_find_named:
 * @name: compared without case, marks and signs
 * @regency_or_business: (nullable): where it must be; %NULL: anywhere
 *
 * Returns: (transfer full) (nullable): id of a living record of that title
 */
char *
eta_store_find_named (EtaStore *self, const EtaKind *kind, const char *name,
                      const char *regency_or_business, GError **error)
{
  g_autofree char *sort_key = eta_text_fold (name);
  EtaDb *db = *sort_key ? eta_store_borrow (self, error) : NULL;
  char *id;

  if (!db)
    return NULL;
  id = eta_db_dup_text (db, error,
                        "SELECT id FROM record INDEXED BY record_by_title "
                        "WHERE lives AND kind = ?1 AND sort_key = ?2 "
                        "AND (?3 IS NULL OR regency = ?3 OR business = ?3) ORDER BY n LIMIT 1",
                        "sss", kind->name, sort_key, regency_or_business);
  eta_store_give_back (self, db);
  return id;
}
