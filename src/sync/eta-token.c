/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-token.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

/* The device's token lies in the user's keyring, named by the device and not by the folder, so that a
 * catalogue that was moved finds it. Where there is no keyring it lies beside the catalogue, readable
 * by its owner alone. */

static const SecretSchema schema = {
  APPLICATION_ID ".Token",
  SECRET_SCHEMA_NONE,
  { { "device", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static char *
dup_path (EtaStore *store)
{
  return g_build_filename (eta_store_get_folder (store), "token", NULL);
}

/* "DEVICE TOKEN" */
static char *
read_file (const char *path, const char *device)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  g_auto (GStrv) parts = g_strsplit (g_strstrip (text), " ", 2);
  return g_strv_length (parts) == 2 && g_str_equal (parts[0], device) ? g_strdup (parts[1]) : NULL;
}

/* Without a session bus libsecret would try to start one. */
static gboolean
has_bus (void)
{
  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL;
}

/**
 * eta_token_load:
 *
 * Returns: (transfer full) (nullable): the token, or %NULL when there is none. Blocks, any thread.
 */
char *
eta_token_load (EtaStore *store, const char *device)
{
  g_autofree char *path = dup_path (store);
  char *token = read_file (path, device);
  if (token || !has_bus ())
    return token;

  g_autofree char *secret =
      secret_password_lookup_sync (&schema, NULL, NULL, "device", device, NULL);
  return g_strdup (secret);
}

/**
 * eta_token_save:
 *
 * Keeps the token in the keyring, or in a file of mode 0600 where there is none. Blocks, any thread.
 */
gboolean
eta_token_save (EtaStore *store, const char *device, const char *token, GError **error)
{
  g_autofree char *path = dup_path (store);
  if (has_bus () && secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Etalase",
                                                token, NULL, NULL, "device", device, NULL)) {
    g_remove (path);
    return TRUE;
  }

  g_autofree char *text = g_strdup_printf ("%s %s\n", device, token);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
