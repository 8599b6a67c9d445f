/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-token.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

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

/* Lines "DEVICE TOKEN", the newest first. The one before it stays: until the catalogue names the new
 * device, a crash leaves it with the old one. */
static char *
read_file (const char *path, const char *device)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);
    if (g_strv_length (parts) == 2 && g_str_equal (parts[0], device))
      return g_strdup (g_strstrip (parts[1]));
  }

  return NULL;
}

static gboolean
write_file (const char *path, const char *device, const char *token, GError **error)
{
  g_autofree char *old = NULL;
  g_file_get_contents (path, &old, NULL, NULL);
  if (old && strchr (old, '\n'))
    *strchr (old, '\n') = '\0';
  g_autofree char *text = g_strdup_printf ("%s %s\n%s\n", device, token, old ? old : "");

  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
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
                                                token, NULL, NULL, "device", device, NULL))
    return TRUE;

  return write_file (path, device, token, error);
}

/**
 * eta_token_forget:
 *
 * Takes the token off this computer. Blocks, any thread.
 */
void
eta_token_forget (EtaStore *store, const char *device)
{
  g_autofree char *path = dup_path (store);

  g_unlink (path);
  if (has_bus ())
    secret_password_clear_sync (&schema, NULL, NULL, "device", device, NULL);
}
