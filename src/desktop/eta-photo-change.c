/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-change.h"

#include <glib/gi18n.h>

/*
 * A photo of the record, cropped, turned, or as it came again. The vault makes the new copy in a thread; then
 * the entry names it, and how it was made, in one step of undo. The main thread calls these.
 */

typedef enum { TURN, CROP, RESET } Kind;

static const char *const labels[] = {
  [TURN] = N_ ("Rotate a photo"),
  [CROP] = N_ ("Crop a photo"),
  [RESET] = N_ ("Back to the original photo"),
};

/* What the thread works with. The form is not among it: the thread may be the last to let go of this. */
typedef struct {
  Kind kind;
  EtaVault *vault;
  char *key;
  char *sha256;
  char *original; /* as the entry says; NULL: made of nothing else */
  EtaPhotoEdit edit; /* likewise */
  int turns;
  EtaPhotoRect crop; /* as the photo is turned */
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_object_unref (change->vault);
  g_free (change->key);
  g_free (change->sha256);
  g_free (change->original);
  g_free (change);
}

static const EtaJson *
find_entry (EtaForm *form, const char *key)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", key);

  return eta_json_get (eta_form_get_doc (form), pointer);
}

static Change *
new_change (Kind kind, EtaForm *form, const char *key)
{
  const EtaJson *entry = find_entry (form, key);
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->vault = g_object_ref (eta_form_get_vault (form));
  change->key = g_strdup (key);
  change->sha256 = g_strdup (eta_json_get_string (entry, "/sha256"));
  change->original = g_strdup (eta_json_get_string (entry, "/original"));
  change->edit.turns = (int) (eta_json_get_int (entry, "/turns", 0) & 3);
  eta_photo_rect_from_string (&change->edit.crop, eta_json_get_string (entry, "/crop"));
  return change;
}

/* In the thread. What the entry says counts only when what it says it of is here. */
static char *
find_source (Change *change, GError **error)
{
  char *source = eta_vault_dup_source (change->vault, change->sha256, change->original);

  if (!source)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("This photo has not arrived on this computer yet"));
  else if (g_strcmp0 (source, change->original) != 0)
    change->edit = (EtaPhotoEdit){ 0 };
  return source;
}

/* Loading */

void
eta_photo_source_free (EtaPhotoSource *self)
{
  if (!self)
    return;
  g_free (self->source);
  g_clear_object (&self->texture);
  g_free (self);
}

static void
load_cb (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  Change *change = data;
  g_autoptr (EtaPhotoSource) source = g_new0 (EtaPhotoSource, 1);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  source->source = find_source (change, &error);
  source->edit = change->edit;
  if (source->source)
    bytes = eta_vault_load_source (change->vault, change->sha256, source->source,
                                   source->edit.turns, &source->width, &source->height, &error);
  if (bytes)
    source->texture = gdk_texture_new_from_bytes (bytes, &error);
  if (source->texture)
    g_task_return_pointer (task, g_steal_pointer (&source), (GDestroyNotify) eta_photo_source_free);
  else
    g_task_return_error (task, error);
}

/** eta_photo_source_load_async: the whole of what a photo is made of */
void
eta_photo_source_load_async (EtaForm *form, const char *key, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, new_change (CROP, form, key), free_change);
  g_task_run_in_thread (task, load_cb);
}

/** eta_photo_source_load_finish: Returns: (transfer full) (nullable) */
EtaPhotoSource *
eta_photo_source_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Changing */

static EtaPhotoEdit
find_edit (const Change *change)
{
  EtaPhotoEdit edit = change->edit;

  if (change->kind == RESET)
    return (EtaPhotoEdit){ 0 };
  if (change->kind == TURN)
    edit.turns = (edit.turns + change->turns) & 3;
  else
    edit.crop = change->crop;
  return edit;
}

static void
make_cb (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  Change *change = data;
  GError *error = NULL;
  g_autofree char *source = find_source (change, &error);
  EtaPhotoEdit edit = find_edit (change); /* of that source */
  EtaPhoto *photo = source ? eta_vault_edit_photo (change->vault, change->sha256, source, &edit,
                                                   cancellable, &error)
                           : NULL;

  if (photo)
    g_task_return_pointer (task, photo, (GDestroyNotify) eta_photo_free);
  else
    g_task_return_error (task, error);
}

static void
add (GPtrArray *changes, const char *entry, const char *member, EtaJson *take_value)
{
  g_autofree char *pointer = g_strconcat (entry, member, NULL);

  eta_user_changes_add (changes, pointer, take_value);
}

static void
write_entry (EtaForm *form, const Change *change, const EtaPhoto *photo)
{
  g_autofree char *entry = eta_json_pointer_join ("/photos", change->key);
  g_autofree char *crop = eta_photo_rect_to_string (&photo->edit.crop);
  gboolean cropped = photo->original && eta_photo_edit_is_cropped (&photo->edit);
  gboolean turned = photo->original && photo->edit.turns;
  GPtrArray *changes = eta_user_changes_new ();

  add (changes, entry, "/sha256", eta_json_new_string (photo->sha256));
  add (changes, entry, "/preview", eta_json_new_string (photo->preview));
  add (changes, entry, "/width", eta_json_new_int (photo->width));
  add (changes, entry, "/height", eta_json_new_int (photo->height));
  add (changes, entry, "/bytes", eta_json_new_int (photo->bytes));
  add (changes, entry, "/original", photo->original ? eta_json_new_string (photo->original) : NULL);
  add (changes, entry, "/turns", turned ? eta_json_new_int (photo->edit.turns) : NULL);
  add (changes, entry, "/crop", cropped ? eta_json_new_string (crop) : NULL);
  eta_form_set_all (form, labels[change->kind], changes, NULL);
}

/* Whatever became of the photo while the copy was made counts more. */
static void
made_cb (GObject *source_object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  EtaForm *form = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (G_TASK (result));
  const EtaJson *entry = find_entry (form, change->key);
  GError *error = NULL;
  g_autoptr (EtaPhoto) photo = g_task_propagate_pointer (G_TASK (result), &error);

  if (!photo) {
    g_task_return_error (task, error);
    return;
  }
  if (g_strcmp0 (eta_json_get_string (entry, "/sha256"), change->sha256) == 0 &&
      !g_str_equal (photo->sha256, change->sha256))
    write_entry (form, change, photo);
  g_task_return_boolean (task, TRUE);
}

/* A photo that was asked for is changed though nobody waits any more, unless it is cancelled. */
static void
run (EtaForm *form, Change *change, GCancellable *cancellable, GAsyncReadyCallback callback,
     gpointer data)
{
  GTask *task = g_task_new (form, cancellable, callback, data);
  g_autoptr (GTask) work = g_task_new (NULL, cancellable, made_cb, task);

  g_task_set_task_data (work, change, free_change);
  g_task_run_in_thread (work, make_cb);
}

/**
 * eta_photo_turn_async:
 * @key: of a photo of the record
 * @turns: quarter turns clockwise; negative: the other way
 */
void
eta_photo_turn_async (EtaForm *form, const char *key, int turns, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  Change *change = new_change (TURN, form, key);

  change->turns = turns;
  run (form, change, cancellable, callback, data);
}

/**
 * eta_photo_crop_async:
 * @key: of a photo of the record
 * @crop: what is kept of the upright file, before turns; all 0: the whole
 */
void
eta_photo_crop_async (EtaForm *form, const char *key, const EtaPhotoRect *crop,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Change *change = new_change (CROP, form, key);

  change->crop = *crop;
  run (form, change, cancellable, callback, data);
}

/** eta_photo_reset_async: the photo as it came */
void
eta_photo_reset_async (EtaForm *form, const char *key, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  run (form, new_change (RESET, form, key), cancellable, callback, data);
}

gboolean
eta_photo_change_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/** eta_photo_is_changed: Returns: whether there is an original to go back to */
gboolean
eta_photo_is_changed (EtaForm *form, const char *key)
{
  return eta_json_get_string (find_entry (form, key), "/original") != NULL;
}
