/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Photos in by tus 1.0.0, and back as blobs.
 */
#include "config.h"

#include "eta-test-centre.h"
#include "eta-test-http.h"

#include "eta-blobs.h"
#include "eta-serve-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define TUS "Tus-Resumable: 1.0.0\r\n"
#define OCTETS "Content-Type: application/offset+octet-stream\r\n"

static EtaTestCentre *centre;
static const char *address;
static char *token;
static char *device;

/* A file that nobody has sent yet */
typedef struct {
  GBytes *bytes;
  char *sha256;
  char *path;
  char *create; /* headers of its creation */
} File;

static File *
make_file (gsize length)
{
  File *file = g_new0 (File, 1);
  guint8 *data = g_malloc (length + 1);
  g_autofree char *coded = NULL;

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) g_random_int (); /* g_test_rand_int() begins anew in every test */
  file->bytes = g_bytes_new_take (data, length);
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);
  file->path = g_strconcat ("/v1/uploads/", file->sha256, NULL);
  coded = g_base64_encode ((const guchar *) file->sha256, strlen (file->sha256));
  file->create = g_strdup_printf (TUS OCTETS "Upload-Length: %" G_GSIZE_FORMAT
                                             "\r\nUpload-Metadata: name eA==,sha256 %s\r\n",
                                  length, coded);
  return file;
}

static void
free_file (File *file)
{
  g_bytes_unref (file->bytes);
  g_free (file->sha256);
  g_free (file->path);
  g_free (file->create);
  g_free (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (File, free_file)

static EtaTestAnswer *
create (const File *file, gsize first)
{
  g_autoptr (GBytes) piece = first ? g_bytes_new_from_bytes (file->bytes, 0, first) : NULL;

  return eta_test_ask (address, "POST", "/v1/uploads", token, file->create, piece);
}

static EtaTestAnswer *
patch (const File *file, gsize offset, gsize length)
{
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (file->bytes, offset, length);
  g_autofree char *headers =
      g_strdup_printf (TUS OCTETS "Upload-Offset: %" G_GSIZE_FORMAT "\r\n", offset);

  return eta_test_ask (address, "PATCH", file->path, token, headers, piece);
}

static void
assert_offset (const EtaTestAnswer *answer, int status, const char *offset)
{
  g_assert_cmpint (answer->status, ==, status);
  g_assert_cmpstr (eta_test_answer_get_header (answer, "Upload-Offset"), ==, offset);
  g_assert_cmpstr (eta_test_answer_get_header (answer, "Tus-Resumable"), ==, "1.0.0");
}

static EtaTestAnswer *
head (const File *file)
{
  return eta_test_ask (address, "HEAD", file->path, token, TUS, NULL);
}

static EtaTestAnswer *
get_blob (const File *file, const char *bearer, const char *headers)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", file->sha256, NULL);

  return eta_test_ask (address, "GET", path, bearer, headers, NULL);
}

static void
test_options (void)
{
  g_autoptr (EtaTestAnswer) answer =
      eta_test_ask (address, "OPTIONS", "/v1/uploads", NULL, NULL, NULL);

  g_assert_cmpint (answer->status, ==, 204);
  g_assert_cmpstr (eta_test_answer_get_header (answer, "Tus-Version"), ==, "1.0.0");
  g_assert_cmpstr (eta_test_answer_get_header (answer, "Tus-Extension"), ==,
                   "creation,creation-with-upload,expiration,termination");
  g_assert_cmpstr (eta_test_answer_get_header (answer, "Tus-Max-Size"), ==, "20971520");
}

static void
test_pieces (void)
{
  g_autoptr (File) file = make_file (100000);
  g_autoptr (EtaTestAnswer) unknown = head (file);
  g_autoptr (EtaTestAnswer) made = create (file, 0);
  g_autoptr (EtaTestAnswer) first = patch (file, 0, 60000);
  g_autoptr (EtaTestAnswer) wrong = patch (file, 10, 100);
  g_autoptr (EtaTestAnswer) where = head (file);
  g_autoptr (EtaTestAnswer) again = create (file, 0);
  g_autoptr (EtaTestAnswer) missing = get_blob (file, token, NULL);
  g_autoptr (EtaTestAnswer) last = patch (file, 60000, 40000);
  g_autoptr (EtaTestAnswer) done = head (file);
  g_autoptr (EtaTestAnswer) here = create (file, 0);
  g_autoptr (EtaTestAnswer) blob = get_blob (file, token, NULL);

  g_assert_cmpint (unknown->status, ==, 404);
  assert_offset (made, 201, "0");
  g_assert_cmpstr (eta_test_answer_get_header (made, "Location"), ==, file->path);
  g_assert_nonnull (eta_test_answer_get_header (made, "Upload-Expires"));
  assert_offset (first, 204, "60000");
  assert_offset (wrong, 409, "60000");
  assert_offset (where, 200, "60000");
  g_assert_cmpstr (eta_test_answer_get_header (where, "Upload-Length"), ==, "100000");
  assert_offset (again, 201, "60000");
  g_assert_cmpint (missing->status, ==, 404);
  assert_offset (last, 204, "100000");
  assert_offset (done, 200, "100000");
  assert_offset (here, 201, "100000");
  g_assert_cmpint (blob->status, ==, 200);
  g_assert_true (g_bytes_equal (blob->body, file->bytes));
}

static void
test_with_upload (void)
{
  g_autoptr (File) whole = make_file (50000);
  g_autoptr (File) part = make_file (50000);
  g_autoptr (EtaTestAnswer) all = create (whole, 50000);
  g_autoptr (EtaTestAnswer) some = create (part, 20000);
  g_autoptr (EtaTestAnswer) rest = create (part, 50000); /* begins anew, and costs nothing */
  g_autoptr (EtaTestAnswer) blob = get_blob (part, token, NULL);

  assert_offset (all, 201, "50000");
  assert_offset (some, 201, "20000");
  assert_offset (rest, 201, "50000");
  g_assert_true (g_bytes_equal (blob->body, part->bytes));
}

static void
test_mismatch (void)
{
  g_autoptr (File) file = make_file (1000);
  g_autoptr (File) other = make_file (1000);
  g_autoptr (EtaTestAnswer) made = create (file, 0);
  g_autoptr (GBytes) right = g_bytes_ref (file->bytes);
  g_autoptr (EtaTestAnswer) refused = NULL;
  g_autoptr (EtaTestAnswer) where = NULL;
  g_autoptr (EtaTestAnswer) mended = NULL;

  g_bytes_unref (file->bytes);
  file->bytes = g_bytes_ref (other->bytes);
  refused = patch (file, 0, 1000);
  where = head (file);
  g_bytes_unref (file->bytes);
  file->bytes = g_bytes_ref (right);
  mended = patch (file, 0, 1000);
  assert_offset (refused, 422, "0");
  g_assert_cmpstr (eta_test_answer_get_problem (refused), ==, "digest-mismatch");
  assert_offset (where, 200, "0");
  assert_offset (mended, 204, "1000");
}

/* Waits until the first bytes of an upload lie on the disk, without asking for it. */
static void
await_bytes (const File *file)
{
  g_autofree char *path =
      g_build_filename (eta_test_centre_get_folder (centre), "staging", device, file->sha256, NULL);
  struct stat info = { 0 };

  while (g_stat (path, &info) < 0 || info.st_size == 0)
    g_thread_yield ();
}

/* A newer request ends the older one's hold, and what had arrived is kept. */
static void
test_cut_and_busy (void)
{
  g_autoptr (File) file = make_file (100000);
  g_autoptr (EtaTestAnswer) made = create (file, 0);
  g_autoptr (GSocketConnection) stuck = eta_test_connect (address);
  g_autofree char *start =
      g_strdup_printf ("PATCH %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n" TUS OCTETS
                       "Upload-Offset: 0\r\nContent-Length: 100000\r\n\r\n",
                       file->path, token);
  g_autoptr (EtaTestAnswer) where = NULL;
  g_autoptr (EtaTestAnswer) rest = NULL;
  guint64 offset;

  eta_test_send (stuck, start, -1);
  eta_test_send (stuck, g_bytes_get_data (file->bytes, NULL), 3000);
  await_bytes (file);
  where = head (file);
  g_assert_cmpint (where->status, ==, 200);
  offset = g_ascii_strtoull (eta_test_answer_get_header (where, "Upload-Offset"), NULL, 10);
  g_assert_cmpuint (offset, >, 0);
  g_assert_cmpuint (offset, <=, 3000);
  g_assert_true (eta_test_is_closed (stuck));
  rest = patch (file, offset, 100000 - offset);
  assert_offset (rest, 204, "100000");
}

static void
test_override_and_end (void)
{
  g_autoptr (File) file = make_file (5000);
  g_autoptr (EtaTestAnswer) made = create (file, 0);
  g_autoptr (EtaTestAnswer) posted =
      eta_test_ask (address, "POST", file->path, token,
                    TUS OCTETS "Upload-Offset: 0\r\nX-HTTP-Method-Override: PATCH\r\n", NULL);
  g_autoptr (EtaTestAnswer) ended = eta_test_ask (address, "DELETE", file->path, token, TUS, NULL);
  g_autoptr (EtaTestAnswer) gone = head (file);

  assert_offset (posted, 204, "0");
  g_assert_cmpint (ended->status, ==, 204);
  g_assert_cmpint (gone->status, ==, 404);
}

static void
test_refusals (void)
{
  g_autoptr (File) file = make_file (10);
  static const struct {
    const char *headers;
    int status;
  } cases[] = {
    { "Upload-Length: 1\r\n", 412 },
    { "Tus-Resumable: 0.2.2\r\nUpload-Length: 1\r\n", 412 },
    { TUS "Upload-Length: 1\r\n", 400 },
    { TUS "Upload-Length: 1\r\nUpload-Metadata: sha256 Li4vLi4veA==\r\n", 400 },
    { TUS "Upload-Metadata: sha256 "
          "ZTNiMGM0NDI5OGZjMWMxNDlhZmJmNGM4OTk2ZmI5MjQyN2FlNDFlNDY0OWI5MzRjYTQ5NTk5MWI3ODUyYjg1NQ"
          "==\r\n",
      400 },
    { TUS "Upload-Length: 20971521\r\nUpload-Metadata: sha256 "
          "ZTNiMGM0NDI5OGZjMWMxNDlhZmJmNGM4OTk2ZmI5MjQyN2FlNDFlNDY0OWI5MzRjYTQ5NTk5MWI3ODUyYjg1NQ"
          "==\r\n",
      413 },
  };
  g_autoptr (EtaTestAnswer) more = NULL;
  g_autoptr (EtaTestAnswer) made = create (file, 0);
  g_autoptr (GBytes) twenty = g_bytes_new ("01234567890123456789", 20);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaTestAnswer) answer =
        eta_test_ask (address, "POST", "/v1/uploads", token, cases[i].headers, NULL);

    g_test_message ("%u", i);
    g_assert_cmpint (answer->status, ==, cases[i].status);
  }
  more =
      eta_test_ask (address, "PATCH", file->path, token, TUS OCTETS "Upload-Offset: 0\r\n", twenty);
  g_assert_cmpint (more->status, ==, 400);
}

/* Staging is per device; a finished photo is for its office, and for whom a record names it. */
static void
test_rights (void)
{
  g_autoptr (File) file = make_file (3000);
  g_autofree char *colleague = eta_test_centre_pair (centre, ETA_TEST_OFFICE, FALSE, NULL);
  g_autofree char *stranger = eta_test_centre_pair (centre, ETA_TEST_REVIEWED, FALSE, NULL);
  g_autofree char *curator = eta_test_centre_pair (centre, ETA_TEST_REVIEWED, TRUE, NULL);
  g_autoptr (EtaTestAnswer) part = create (file, 1000);
  g_autoptr (EtaTestAnswer) theirs =
      eta_test_ask (address, "HEAD", file->path, colleague, TUS, NULL);
  g_autoptr (EtaTestAnswer) rest = patch (file, 1000, 2000);
  g_autoptr (EtaTestAnswer) by_colleague = get_blob (file, colleague, NULL);
  g_autoptr (EtaTestAnswer) by_stranger = get_blob (file, stranger, NULL);
  g_autoptr (EtaTestAnswer) by_curator = get_blob (file, curator, NULL);
  g_autoptr (EtaTestAnswer) by_nobody = get_blob (file, NULL, NULL);

  g_assert_cmpint (theirs->status, ==, 404);
  assert_offset (rest, 204, "3000");
  g_assert_cmpint (by_colleague->status, ==, 200);
  g_assert_cmpint (by_stranger->status, ==, 404);
  g_assert_cmpint (by_curator->status, ==, 200);
  g_assert_cmpint (by_nobody->status, ==, 401);
}

static const struct {
  const char *header;
  int status;
  const char *range; /* Content-Range */
} ranges[] = {
  { "bytes=0-9", 206, "bytes 0-9/1000" },
  { "bytes=990-", 206, "bytes 990-999/1000" },
  { "bytes=990-5000", 206, "bytes 990-999/1000" },
  { "bytes=-10", 206, "bytes 990-999/1000" },
  { "bytes=-5000", 206, "bytes 0-999/1000" },
  { "bytes=1000-", 416, "bytes */1000" },
  { "bytes=-0", 416, "bytes */1000" },
  { "bytes=5-4", 200, NULL },
  { "bytes=0-1,3-4", 200, NULL },
  { "bytes=x-1", 200, NULL },
  { "lines=0-1", 200, NULL },
};

static void
test_ranges (void)
{
  g_autoptr (File) file = make_file (1000);
  g_autoptr (EtaTestAnswer) made = create (file, 1000);
  g_autoptr (EtaTestAnswer) whole = get_blob (file, token, NULL);
  const char *etag = eta_test_answer_get_header (whole, "ETag");
  g_autofree char *condition = g_strdup_printf ("If-None-Match: \"x\", %s\r\n", etag);
  g_autofree char *same = g_strdup_printf ("Range: bytes=0-9\r\nIf-Range: %s\r\n", etag);
  g_autoptr (EtaTestAnswer) cached = get_blob (file, token, condition);
  g_autoptr (EtaTestAnswer) fresh = get_blob (file, token, same);
  g_autoptr (EtaTestAnswer) stale =
      get_blob (file, token, "Range: bytes=0-9\r\nIf-Range: \"x\"\r\n");
  g_autofree char *smaller = g_strdup_printf ("/v1/blobs/%s?w=320", file->sha256);
  g_autoptr (EtaTestAnswer) no_picture = eta_test_ask (address, "GET", smaller, token, NULL, NULL);

  g_assert_cmpstr (eta_test_answer_get_header (whole, "Accept-Ranges"), ==, "bytes");
  g_assert_nonnull (strstr (eta_test_answer_get_header (whole, "Cache-Control"), "immutable"));
  g_assert_cmpint (cached->status, ==, 304);
  g_assert_cmpint (fresh->status, ==, 206);
  g_assert_cmpint (stale->status, ==, 200);
  g_assert_cmpint (no_picture->status, ==, 404);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_autofree char *headers = g_strdup_printf ("Range: %s\r\n", ranges[i].header);
    g_autoptr (EtaTestAnswer) answer = get_blob (file, token, headers);

    g_test_message ("%s", ranges[i].header);
    g_assert_cmpint (answer->status, ==, ranges[i].status);
    g_assert_cmpstr (eta_test_answer_get_header (answer, "Content-Range"), ==, ranges[i].range);
    if (answer->status == 206)
      g_assert_cmpuint (g_bytes_get_size (answer->body), ==,
                        g_str_equal (ranges[i].header, "bytes=-5000") ? 1000 : 10);
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  address = eta_test_centre_get_address (centre);
  token = eta_test_centre_pair (centre, ETA_TEST_OFFICE, FALSE, &device);
  g_test_add_func ("/centre/uploads/options", test_options);
  g_test_add_func ("/centre/uploads/pieces", test_pieces);
  g_test_add_func ("/centre/uploads/with-upload", test_with_upload);
  g_test_add_func ("/centre/uploads/mismatch", test_mismatch);
  g_test_add_func ("/centre/uploads/cut-and-busy", test_cut_and_busy);
  g_test_add_func ("/centre/uploads/override-and-end", test_override_and_end);
  g_test_add_func ("/centre/uploads/refusals", test_refusals);
  g_test_add_func ("/centre/uploads/rights", test_rights);
  g_test_add_func ("/centre/uploads/ranges", test_ranges);
  result = g_test_run ();
  eta_test_centre_free (centre);
  g_free (token);
  g_free (device);
  return result;
}
