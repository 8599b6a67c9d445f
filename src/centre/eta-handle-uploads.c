/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Photos in, by tus 1.0.0: core, creation, creation-with-upload, expiration, termination. Bytes are
 * on their file as they arrive; when the last one is here, the SHA-256 decides.
 */
#include "config.h"

#include "eta-handlers.h"
#include "eta-uploads.h"
#include "eta-watchdog.h"

#include "eta-limits.h"

#include <glib/gi18n.h>
#include <string.h>

#define VERSION "1.0.0"
#define OCTETS "application/offset+octet-stream"

/* What a request does to an upload, from its headers to its end */
typedef struct {
  EtaUpload *upload; /* NULL: the photo is here already */
  char *sha256;
  gint64 bytes; /* of the whole file */
  gint64 skip; /* bytes of the body that are here already */
} Job;

static void
free_job (Job *job)
{
  g_clear_pointer (&job->upload, eta_upload_release);
  g_free (job->sha256);
  g_free (job);
}

static void
set_number (EtaRequest *x, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  eta_request_set_header (x, name, text);
}

static void
set_expires (EtaRequest *x, gint64 expires)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (expires);
  g_autofree char *text = g_date_time_format (date, "%a, %d %b %Y %H:%M:%S GMT");

  eta_request_set_header (x, "Upload-Expires", text);
}

static gboolean
malformed (EtaRequest *x, const char *detail)
{
  eta_request_fail (x, ETA_PROBLEM_MALFORMED, detail);
  return FALSE;
}

static gboolean
check_version (EtaRequest *x)
{
  eta_request_set_header (x, "Tus-Resumable", VERSION);
  if (g_strcmp0 (eta_request_get_header (x, "Tus-Resumable"), VERSION) == 0)
    return TRUE;
  eta_request_set_header (x, "Tus-Version", VERSION);
  eta_request_fail (x, ETA_PROBLEM_PRECONDITION, _ ("Only tus 1.0.0 is spoken here"));
  return FALSE;
}

static gboolean
read_number (EtaRequest *x, const char *name, gint64 *number)
{
  const char *text = eta_request_get_header (x, name);
  guint64 value;

  if (!text || !g_ascii_string_to_unsigned (text, 10, 0, ETA_JSON_INT_MAX, &value, NULL)) {
    g_autofree char *detail = g_strdup_printf (_ ("%s must be a whole number"), name);

    return malformed (x, detail);
  }
  *number = (gint64) value;
  return TRUE;
}

/* The value of one key of Upload-Metadata, decoded. */
static char *
dup_metadata (EtaRequest *x, const char *key)
{
  const char *header = eta_request_get_header (x, "Upload-Metadata");
  g_auto (GStrv) pairs = header ? g_strsplit (header, ",", 20) : NULL;

  for (char **pair = pairs; pair && *pair; pair++) {
    g_auto (GStrv) words = g_strsplit (g_strstrip (*pair), " ", 2);
    gsize length = 0;
    char *value;

    if (!words[0] || !words[1] || !g_str_equal (words[0], key))
      continue;
    value = (char *) g_base64_decode (g_strstrip (words[1]), &length);
    value = g_realloc (value, length + 1);
    value[length] = '\0';
    return value;
  }
  return NULL;
}

static gboolean
has_octets (EtaRequest *x)
{
  return g_strcmp0 (eta_request_get_header (x, "Content-Type"), OCTETS) == 0;
}

static void
refuse_type (EtaRequest *x)
{
  g_autofree char *detail = g_strdup_printf (_ ("The content type must be %s"), OCTETS);

  eta_request_fail (x, ETA_PROBLEM_ENCODING, detail);
}

static void
cut_cb (gpointer line)
{
  eta_line_cut (line);
}

static EtaUpload *
claim (EtaRequest *x, const char *sha256, GError **error)
{
  return eta_uploads_claim (eta_centre_get_uploads (eta_request_get_centre (x)),
                            eta_request_get_device (x), sha256, cut_cb, eta_request_get_line (x),
                            error);
}

static void
end_sink (EtaRequest *x)
{
  Job *job = eta_request_get_sink_data (x);

  g_clear_pointer (&job, free_job);
}

/* Appends what is new of a piece. A newer request's cut ends this one. */
static gboolean
take_piece (EtaRequest *x, const char *data, gsize length)
{
  Job *job = eta_request_get_sink_data (x);
  gsize skip = MIN (length, (gsize) job->skip);
  g_autoptr (GError) error = NULL;

  job->skip -= (gint64) skip;
  if (!job->upload || length == skip)
    return TRUE;
  if (eta_upload_get_offset (job->upload) + (gint64) (length - skip) > job->bytes) {
    malformed (x, _ ("More bytes than announced"));
    return TRUE;
  }
  if (eta_upload_append (job->upload, data + skip, length - skip, &error))
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  eta_request_fail_error (x, error);
  return TRUE;
}

/* Everything is here: into the vault, then into the ledger, then off the staging place. */
static gboolean
complete (EtaRequest *x, Job *job, GError **error)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  const EtaDevice *device = eta_request_get_device (x);
  g_autoptr (GBytes) bytes = eta_upload_read (job->upload, error);
  g_autofree char *sha256 = NULL;

  if (!bytes)
    return FALSE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal (sha256, job->sha256)) {
    if (!eta_upload_empty (job->upload, error))
      return FALSE;
    eta_request_fail (x, ETA_PROBLEM_DIGEST_MISMATCH, NULL);
    set_number (x, "Upload-Offset", 0);
    return TRUE;
  }
  return eta_vault_put (eta_centre_get_vault (eta_request_get_centre (x)), sha256, bytes, error) &&
         eta_ledger_add_blob (ledger, sha256, (gint64) g_bytes_get_size (bytes), device->office,
                              error) &&
         eta_ledger_drop_upload (ledger, device->id, sha256, error) &&
         eta_upload_remove (job->upload, error);
}

/* The end of a POST or PATCH: how far it is, or that it is done. */
static void
answer (EtaRequest *x, int status)
{
  Job *job = eta_request_get_sink_data (x);
  gint64 offset = job->upload ? eta_upload_get_offset (job->upload) : job->bytes;
  g_autoptr (GError) error = NULL;

  eta_request_answer_empty (x, status);
  set_number (x, "Upload-Offset", offset);
  if (job->upload && offset == job->bytes)
    complete (x, job, &error);
  else if (job->upload)
    set_expires (x, g_get_real_time () / G_USEC_PER_SEC + ETA_UPLOAD_SECONDS);
  if (error)
    eta_request_fail_error (x, error);
}

/**
 * eta_handle_upload_options:
 *
 * OPTIONS /v1/uploads: what of tus is spoken here.
 */
void
eta_handle_upload_options (EtaRequest *x)
{
  eta_request_set_header (x, "Allow", "OPTIONS, POST, HEAD, PATCH, DELETE");
  eta_request_set_header (x, "Tus-Resumable", VERSION);
  eta_request_set_header (x, "Tus-Version", VERSION);
  eta_request_set_header (x, "Tus-Extension",
                          "creation,creation-with-upload,expiration,termination");
  set_number (x, "Tus-Max-Size", ETA_LIMIT_BLOB);
  eta_request_answer_empty (x, 204);
}

static gboolean
read_new (EtaRequest *x, Job *job)
{
  const char *length = eta_request_get_header (x, "Content-Length");
  gboolean has_body = eta_request_get_header (x, "Transfer-Encoding") ||
                      (length && g_ascii_strtoull (length, NULL, 10) > 0);

  job->sha256 = dup_metadata (x, "sha256");
  if (!eta_blob_name_is_valid (job->sha256))
    return malformed (x, _ ("Upload-Metadata must name the SHA-256 of the file"));
  if (!read_number (x, "Upload-Length", &job->bytes))
    return FALSE;
  if (has_body && !has_octets (x)) {
    refuse_type (x);
    return FALSE;
  }
  if (job->bytes > ETA_LIMIT_BLOB) {
    EtaJson *problem = eta_problem_to_json (ETA_PROBLEM_TOO_LARGE, NULL);

    eta_json_set_int (problem, "/limit", ETA_LIMIT_BLOB);
    eta_request_fail_with (x, ETA_PROBLEM_TOO_LARGE, problem);
    return FALSE;
  }
  return TRUE;
}

static gboolean
find_blob (EtaRequest *x, Job *job, gint64 size, GError **error)
{
  if (size != job->bytes)
    eta_request_fail (x, ETA_PROBLEM_DIGEST_MISMATCH, _ ("The file has another length"));
  return size == job->bytes &&
         eta_ledger_touch_blob (eta_request_get_ledger (x), job->sha256, error);
}

/* Either the photo is here, or an upload is begun or gone on with. */
static gboolean
begin_upload (EtaRequest *x, Job *job, GError **error)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  const char *device = eta_request_get_device (x)->id;
  gint64 size = eta_ledger_get_blob_size (ledger, job->sha256, error);
  gint64 others = size < 0 && !*error ? eta_ledger_count_uploads (ledger, device, error) : 0;

  if (*error)
    return FALSE;
  if (size >= 0)
    return find_blob (x, job, size, error);
  if (others >= ETA_UPLOADS_MOST) {
    eta_request_fail (x, ETA_PROBLEM_QUOTA, _ ("Too many uploads are under way"));
    return FALSE;
  }
  job->upload = claim (x, job->sha256, error);
  if (!job->upload || !eta_ledger_note_upload (ledger, device, job->sha256, job->bytes, error))
    return FALSE;
  job->skip = eta_upload_get_offset (job->upload);
  if (job->skip <= job->bytes)
    return TRUE;
  job->skip = 0;
  return eta_upload_empty (job->upload, error);
}

static void
begin_new (EtaRequest *x)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GError) error = NULL;

  eta_request_set_sink_data (x, job);
  if (check_version (x) && read_new (x, job))
    begin_upload (x, job, &error);
  if (error)
    eta_request_fail_error (x, error);
}

/**
 * eta_handle_upload_new:
 *
 * POST /v1/uploads, also with the first bytes of the file. What is here already is not taken twice.
 */
void
eta_handle_upload_new (EtaRequest *x)
{
  Job *job = eta_request_get_sink_data (x);
  g_autofree char *location = g_strconcat ("/v1/uploads/", job->sha256, NULL);

  eta_request_set_header (x, "Location", location);
  answer (x, 201);
}

/* Finds the upload that an address names: answers 404 when there is none. */
static gboolean
find_upload (EtaRequest *x, Job *job, EtaUploadRow *row, GError **error)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  const char *sha256 = eta_request_get_part (x, 0);
  gint64 size = -1;

  if (eta_blob_name_is_valid (sha256)) {
    if (!eta_ledger_find_upload (ledger, eta_request_get_device (x)->id, sha256, row, error))
      return FALSE;
    size = row->bytes >= 0 ? -1 : eta_ledger_get_blob_size (ledger, sha256, error);
    if (*error)
      return FALSE;
    job->sha256 = g_strdup (sha256);
    job->bytes = MAX (size, row->bytes);
    job->upload = row->bytes >= 0 ? claim (x, sha256, error) : NULL;
    if (job->upload || size >= 0)
      return TRUE;
  }
  if (!*error)
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
  return FALSE;
}

static void
check_offset (EtaRequest *x, Job *job, gint64 offset)
{
  gint64 here = job->upload ? eta_upload_get_offset (job->upload) : job->bytes;

  if (offset == here)
    return;
  eta_request_fail (x, ETA_PROBLEM_CONFLICT, _ ("The upload stands at another offset"));
  set_number (x, "Upload-Offset", here);
}

static void
begin_patch (EtaRequest *x)
{
  Job *job = g_new0 (Job, 1);
  EtaUploadRow row = { -1, 0 };
  g_autoptr (GError) error = NULL;
  gint64 offset;

  eta_request_set_sink_data (x, job);
  if (!check_version (x) || !read_number (x, "Upload-Offset", &offset))
    return;
  if (!has_octets (x))
    refuse_type (x);
  else if (find_upload (x, job, &row, &error) &&
           (!job->upload ||
            eta_ledger_note_upload (eta_request_get_ledger (x), eta_request_get_device (x)->id,
                                    job->sha256, job->bytes, &error)))
    check_offset (x, job, offset);
  if (error)
    eta_request_fail_error (x, error);
}

/**
 * eta_handle_upload_patch:
 *
 * PATCH /v1/uploads/{sha256}: the next bytes.
 */
void
eta_handle_upload_patch (EtaRequest *x)
{
  answer (x, 204);
}

/**
 * eta_handle_upload_head:
 *
 * HEAD /v1/uploads/{sha256}: how far it is.
 */
void
eta_handle_upload_head (EtaRequest *x)
{
  Job *job = g_new0 (Job, 1);
  EtaUploadRow row = { -1, 0 };
  g_autoptr (GError) error = NULL;

  if (check_version (x) && find_upload (x, job, &row, &error)) {
    set_number (x, "Upload-Length", job->bytes);
    set_number (x, "Upload-Offset", job->upload ? eta_upload_get_offset (job->upload) : job->bytes);
    if (job->upload)
      set_expires (x, row.expires);
    eta_request_answer_empty (x, 200);
  }
  if (error)
    eta_request_fail_error (x, error);
  free_job (job);
}

/**
 * eta_handle_upload_delete:
 *
 * DELETE /v1/uploads/{sha256}: given up. A photo that is complete is no upload any more.
 */
void
eta_handle_upload_delete (EtaRequest *x)
{
  Job *job = g_new0 (Job, 1);
  EtaUploadRow row = { -1, 0 };
  g_autoptr (GError) error = NULL;

  if (check_version (x) && find_upload (x, job, &row, &error)) {
    if (!job->upload)
      eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
    else if (eta_upload_remove (job->upload, &error) &&
             eta_ledger_drop_upload (eta_request_get_ledger (x), eta_request_get_device (x)->id,
                                     job->sha256, &error))
      eta_request_answer_empty (x, 204);
  }
  if (error)
    eta_request_fail_error (x, error);
  free_job (job);
}

const EtaSink eta_upload_new_sink = { begin_new, take_piece, end_sink };
const EtaSink eta_upload_patch_sink = { begin_patch, take_piece, end_sink };
