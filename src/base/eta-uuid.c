/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-uuid.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/*
 * Ids after RFC 9562. Within one process the ids of eta_uuid_new() rise strictly, so that lists in
 * the order of ids are lists in the order of making: the 12 bits after the milliseconds are a
 * counter (section 6.2, method 1). A clock that goes back does not take the ids with it.
 *
 * The 62 bits behind them are drawn once a process and then counted up: they tell processes and
 * computers apart, and a thousand ids that leave in one request pack to a few bytes each. The last
 * byte still runs through all values.
 */

#define COUNTER_MAX 0xfff
#define LENGTH 36

G_LOCK_DEFINE_STATIC (clock);
static gint64 last_ms;
static guint last_counter;
static guint64 last_tail;
static pid_t tail_owner; /* a forked child draws its own */

static void
fill_random (guchar *bytes, gsize size)
{
  while (size) {
    gssize n = getrandom (bytes, size, 0);

    if (n < 0 && errno != EINTR)
      g_error ("No random numbers from the system: %s", g_strerror (errno));
    if (n > 0) {
      bytes += n;
      size -= n;
    }
  }
}

static char *
format (guchar bytes[16], guint version)
{
  static const char digits[] = "0123456789abcdef";
  char text[LENGTH + 1];
  char *at = text;

  bytes[6] = (bytes[6] & 0x0f) | version << 4;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *at++ = '-';
    *at++ = digits[bytes[i] >> 4];
    *at++ = digits[bytes[i] & 0x0f];
  }
  *at = '\0';
  return g_strdup (text);
}

static void
tick (gint64 *ms, guint *counter, guint64 *tail)
{
  gint64 now = g_get_real_time () / 1000;

  G_LOCK (clock);
  if (tail_owner != getpid ()) {
    fill_random ((guchar *) &last_tail, sizeof last_tail);
    tail_owner = getpid ();
  }
  if (now > last_ms || last_counter == COUNTER_MAX) {
    last_ms = MAX (now, last_ms + 1);
    last_counter = 0;
  } else {
    last_counter++;
  }
  *ms = last_ms;
  *counter = last_counter;
  *tail = ++last_tail;
  G_UNLOCK (clock);
}

/**
 * eta_uuid_new:
 *
 * Makes a UUIDv7. Any thread.
 *
 * Returns: (transfer full): an id that no other call returns, greater than all before it in this
 * process
 */
char *
eta_uuid_new (void)
{
  guchar bytes[16];
  gint64 ms;
  guint counter;
  guint64 tail;

  tick (&ms, &counter, &tail);
  for (int i = 0; i < 6; i++)
    bytes[i] = ms >> (40 - 8 * i) & 0xff;
  bytes[6] = counter >> 8;
  bytes[7] = counter & 0xff;
  for (int i = 0; i < 8; i++)
    bytes[8 + i] = tail >> (56 - 8 * i) & 0xff;
  return format (bytes, 7);
}

/**
 * eta_uuid_from_text:
 * @text: any text
 *
 * Makes a UUIDv8 out of SHA-256 of @text: two desks that meet the same thing name it the same.
 *
 * Returns: (transfer full): the id of @text
 */
char *
eta_uuid_from_text (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_return_val_if_fail (text, NULL);

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return format (digest, 8);
}

/**
 * eta_uuid_is_valid:
 * @text: (nullable): a text
 *
 * Returns: whether @text is a UUID of any version in the one form that we write: lower case
 */
gboolean
eta_uuid_is_valid (const char *text)
{
  return text && g_uuid_string_is_valid (text) && !strpbrk (text, "ABCDEF");
}
