/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An answer from a file: strong ETag, one range (RFC 9110, 14). A header that asks for several ranges
 * is ignored, as the RFC allows: nobody here needs them, and they multiply a small file.
 */
#include "config.h"

#include "eta-serve-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * eta_parse_range:
 * @header: (nullable): a Range header
 * @size: of the file
 * @first: (out): first byte wanted
 * @last: (out): last byte wanted
 * @beyond: (out): it is well made, but no byte of it is there
 *
 * Returns: whether to send that range; else all of it, or 416 when @beyond
 */
gboolean
eta_parse_range (const char *header, guint64 size, guint64 *first, guint64 *last, gboolean *beyond)
{
  g_auto (GStrv) ends = NULL;
  guint64 from = 0, to = G_MAXUINT64;

  *beyond = FALSE;
  if (!header || !g_str_has_prefix (header, "bytes=") || strchr (header, ','))
    return FALSE;
  ends = g_strsplit (header + strlen ("bytes="), "-", 2);
  if (!ends[0] || !ends[1] || (!*ends[0] && !*ends[1]))
    return FALSE;
  if ((*ends[0] && !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXINT64, &from, NULL)) ||
      (*ends[1] && !g_ascii_string_to_unsigned (ends[1], 10, 0, G_MAXINT64, &to, NULL)))
    return FALSE;
  if (*ends[0] && from > to)
    return FALSE;
  if (!*ends[0]) { /* the last so many bytes */
    *beyond = to == 0 || size == 0;
    from = to < size ? size - to : 0;
    to = G_MAXUINT64;
  }
  *beyond = *beyond || from >= size;
  *first = from;
  *last = MIN (to, size ? size - 1 : 0);
  return !*beyond;
}

static const char *
guess_type (int fd)
{
  unsigned char head[12] = { 0 };

  if (pread (fd, head, sizeof head, 0) < 3)
    return "application/octet-stream";
  if (memcmp (head, "\xFF\xD8\xFF", 3) == 0)
    return "image/jpeg";
  if (memcmp (head, "\x89PNG", 4) == 0)
    return "image/png";
  if (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0)
    return "image/webp";
  return "application/octet-stream";
}

static void
send_range (EtaRequest *x, int take_fd, guint64 size, const char *etag)
{
  const char *condition = eta_request_get_header (x, "If-Range");
  const char *range = eta_request_get_header (x, "Range");
  g_autofree char *place = NULL;
  guint64 first = 0, last = 0;
  gboolean beyond = FALSE;

  if (condition && !g_str_equal (condition, etag))
    range = NULL;
  if (eta_parse_range (range, size, &first, &last, &beyond)) {
    place = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                             first, last, size);
    eta_request_set_header (x, "Content-Range", place);
    eta_request_answer_file (x, 206, guess_type (take_fd), take_fd, first, last - first + 1);
  } else if (beyond) {
    place = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size);
    close (take_fd);
    eta_request_fail (x, ETA_PROBLEM_RANGE, NULL);
    eta_request_set_header (x, "Content-Range", place);
  } else
    eta_request_answer_file (x, 200, guess_type (take_fd), take_fd, 0, size);
}

/**
 * eta_serve_file:
 * @path: made by us, never from an address as it came
 * @etag: strong, with its quotes
 * @cache_control: how long it may be kept, and by whom
 *
 * Answers with a file, a range of it, or that the client has it already.
 */
void
eta_serve_file (EtaRequest *x, const char *path, const char *etag, const char *cache_control)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat info;

  if (fd < 0 || fstat (fd, &info) < 0 || !S_ISREG (info.st_mode)) {
    if (fd >= 0)
      close (fd);
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
    return;
  }
  eta_request_set_header (x, "Cache-Control", cache_control);
  eta_request_set_header (x, "ETag", etag);
  eta_request_set_header (x, "Accept-Ranges", "bytes");
  if (eta_request_has_etag (x, etag)) {
    close (fd);
    eta_request_answer_empty (x, 304);
  } else
    send_range (x, fd, (guint64) info.st_size, etag);
}
