/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db-private.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Readers map the file into memory: pages of a list from all over a catalogue cost a third so. When the
 * file goes from under them (a stick that is pulled out, a disk that fails), the kernel sends SIGBUS, and a
 * program that only looked at a list would die with what is typed and not written yet. Here such a page
 * reads as zeros instead, which is no page of a database: SQLite reports damage, as it would report the
 * failed read. The writer maps nothing, so that no such page can ever be written back. */

#define LINE 1024 /* a line of /proc/self/maps; what is longer is none of ours */

static long page_size;

/* "start-end perms offset dev inode path" */
static gboolean
is_our_line (const char *line, gsize length, guintptr address)
{
  char *end = NULL;
  guintptr from = strtoul (line, &end, 16);
  guintptr to = *end == '-' ? strtoul (end + 1, NULL, 16) : 0;

  return from <= address && address < to && length > 3 && memcmp (line + length - 3, ".db", 3) == 0;
}

/* Async-signal-safe: of POSIX' list, or pure computing */
static gboolean
is_of_database (guintptr address)
{
  int fd = open ("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  char line[LINE];
  gsize length = 0;
  gboolean ours = FALSE;

  while (fd >= 0 && !ours && read (fd, line + length, 1) == 1) {
    if (line[length] == '\n') {
      line[length] = '\0';
      ours = is_our_line (line, length, address);
      length = 0;
    } else if (length < LINE - 2) {
      length++;
    }
  }
  if (fd >= 0)
    close (fd);
  return ours;
}

static void
bus_cb (int number, siginfo_t *info, void *context)
{
  guintptr page = (guintptr) info->si_addr & ~((guintptr) page_size - 1);

  if (info->si_code == BUS_ADRERR && is_of_database (page) &&
      mmap ((void *) page, (gsize) page_size, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS,
            -1, 0) != MAP_FAILED)
    return;
  signal (number, SIG_DFL); /* it comes again, and ends the program as ever */
}

/** eta_db_guard_map: once in the program, before a file is mapped */
void
eta_db_guard_map (void)
{
  static gsize guarded;
  struct sigaction action = { .sa_sigaction = bus_cb, .sa_flags = SA_SIGINFO };

  if (!g_once_init_enter (&guarded))
    return;
  page_size = sysconf (_SC_PAGESIZE);
  sigemptyset (&action.sa_mask);
  sigaction (SIGBUS, &action, NULL);
  g_once_init_leave (&guarded, 1);
}
