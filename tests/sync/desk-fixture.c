/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"

#include "eta-query.h"

static TestDesk *
open_desk (EtaStore *take_store)
{
  TestDesk *self = g_new0 (TestDesk, 1);
  g_autofree char *folder = eta_store_dup_photo_folder (take_store);
  g_autoptr (GError) error = NULL;

  self->store = take_store;
  self->vault = eta_vault_new (folder, &error);
  g_assert_no_error (error);
  return self;
}

TestDesk *
test_desk_new_unpaired (void)
{
  return open_desk (eta_test_store_new ());
}

TestDesk *
test_desk_new (EtaTestCentre *centre, const char *address)
{
  TestDesk *self = test_desk_new_unpaired ();
  g_autofree char *code = eta_test_centre_invite (centre, ETA_TEST_OFFICE, FALSE);
  g_autoptr (GError) error = NULL;

  eta_sync_pair (self->store, address, code, "Desk", NULL, &error);
  g_assert_no_error (error);
  return self;
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autoptr (GFile) file = g_file_new_for_path (source);
    g_autoptr (GFile) copy = g_file_new_for_path (target);

    if (g_file_test (source, G_FILE_TEST_IS_DIR))
      copy_folder (source, target);
    else
      g_assert_true (g_file_copy (file, copy, G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, NULL));
  }
}

TestDesk *
test_desk_copy (TestDesk *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etalase-store-XXXXXX", &error);
  EtaStore *store;

  g_assert_no_error (error);
  eta_store_flush (self->store);
  copy_folder (eta_store_get_folder (self->store), folder);
  store = eta_store_open (folder, eta_store_get_catalogue (self->store), &error);
  g_assert_no_error (error);
  return open_desk (store);
}

void
test_desk_free (TestDesk *self)
{
  g_object_unref (self->vault);
  eta_test_store_free (self->store);
  g_free (self);
}

gboolean
test_desk_try (TestDesk *self, GError **error)
{
  self->report = (EtaSyncReport){ 0 };
  return eta_sync_run (self->store, self->vault, ETA_SYNC_DEFAULT, &self->report, self->progress,
                       self->progress_data, NULL, error);
}

void
test_desk_sync (TestDesk *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = test_desk_try (self, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
test_desk_fails (TestDesk *self, EtaSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (test_desk_try (self, &error));
  g_assert_error (error, ETA_SYNC_ERROR, (int) code);
}

char *
test_desk_add (TestDesk *self, const char *name)
{
  return eta_test_add (self->store, &eta_kind_product,
                       "{'name':{'id':'%s'},'category':'food.coffee'}", name);
}

static char *
put_photo (TestDesk *self, gsize size, guint32 seed)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (size);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (rng);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  eta_vault_put (self->vault, sha256, bytes, &error);
  g_assert_no_error (error);
  return sha256;
}

/* A product with one photo of random bytes */
char *
test_desk_add_photo (TestDesk *self, gsize size, guint32 seed, char **sha256)
{
  g_autofree char *hash = put_photo (self, size, seed);
  char *id = eta_test_add (
      self->store, &eta_kind_product,
      "{'name':{'id':'Foto %u'},'photos':{'0190f5a1-0000-7000-8000-000000000001':"
      "{'sha256':'%s','bytes':%" G_GSIZE_FORMAT ",'width':2048,'height':1536,'order':'a'}}}",
      seed, hash, size);
  if (sha256)
    *sha256 = g_steal_pointer (&hash);
  return id;
}

char *
test_desk_dup_doc (TestDesk *self, const char *id)
{
  g_autoptr (EtaRecord) record = eta_store_get (self->store, id, NULL);

  return record && !eta_record_is_deleted (record)
             ? eta_json_canonical (eta_record_get_doc (record))
             : NULL;
}

static void
index_view (TestDesk *self, const EtaQuery *query, GHashTable *docs)
{
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (self->store, query, NULL, 10000, NULL);

  for (guint i = 0; i < rows->len; i++) {
    const char *id = eta_row_get_id (rows->pdata[i]);
    g_hash_table_insert (docs, g_strdup (id), test_desk_dup_doc (self, id));
  }
}

GHashTable *
test_desk_dup_docs (TestDesk *self)
{
  GHashTable *docs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  EtaQuery all = { 0 }, conflicts = { .view = ETA_VIEW_CONFLICTS };

  index_view (self, &all, docs);
  index_view (self, &conflicts, docs);
  return docs;
}

guint
test_desk_count_delays (TestDesk *self)
{
  g_autoptr (GPtrArray) delays = eta_outbox_dup_delays (self->store, NULL);

  return delays->len;
}
