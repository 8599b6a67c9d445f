/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Deadlines that a drip of bytes does not put off. The clock is the watchdog's, moved by hand.
 */
#include "config.h"

#include "eta-watchdog.h"

#include <sys/socket.h>
#include <unistd.h>

/* A pair of sockets: @ends[0] is watched, @ends[1] the client's */
static EtaLine *
open_pair (EtaWatchdog *dog, int ends[2])
{
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), ==, 0);
  return eta_line_open (dog, ends[0], "192.0.2.1");
}

static gboolean
is_shut (const int ends[2])
{
  char byte;

  return read (ends[1], &byte, 1) == 0;
}

static void
close_pair (EtaLine *line, int ends[2])
{
  eta_line_close (line);
  close (ends[0]);
  close (ends[1]);
}

static void
test_headers (void)
{
  EtaWatchdog *dog = eta_watchdog_new ();
  int ends[2];
  EtaLine *line = open_pair (dog, ends);

  eta_watchdog_pass (dog, 14);
  g_assert_false (is_shut (ends));
  eta_line_headers (line); /* the first line has come: no more time for that */
  eta_watchdog_pass (dog, 2);
  g_assert_true (is_shut (ends));
  close_pair (line, ends);
  eta_watchdog_free (dog);
}

static void
test_body (void)
{
  EtaWatchdog *dog = eta_watchdog_new ();
  int drip[2], slow[2];
  EtaLine *dripping = open_pair (dog, drip);
  EtaLine *steady = open_pair (dog, slow);

  eta_line_bytes (dripping, 0);
  eta_line_bytes (dripping, 60);
  eta_line_bytes (steady, 0);
  eta_line_bytes (steady, 61440); /* 1 KB a second */
  eta_watchdog_pass (dog, 59);
  g_assert_false (is_shut (drip));
  eta_watchdog_pass (dog, 2);
  g_assert_true (is_shut (drip));
  g_assert_false (is_shut (slow));
  eta_line_work (steady); /* a handler may take its time */
  eta_watchdog_pass (dog, 100000);
  g_assert_false (is_shut (slow));
  eta_line_idle (steady);
  eta_watchdog_pass (dog, 74);
  g_assert_false (is_shut (slow));
  eta_watchdog_pass (dog, 2);
  g_assert_true (is_shut (slow));
  close_pair (dripping, drip);
  close_pair (steady, slow);
  eta_watchdog_free (dog);
}

static void
test_cut (void)
{
  EtaWatchdog *dog = eta_watchdog_new ();
  int ends[2];
  EtaLine *line = open_pair (dog, ends);

  g_assert_cmpstr (eta_line_get_address (line), ==, "192.0.2.1");
  eta_line_cut (line);
  g_assert_true (is_shut (ends));
  close_pair (line, ends);
  eta_watchdog_free (dog);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centre/watchdog/headers", test_headers);
  g_test_add_func ("/centre/watchdog/body", test_body);
  g_test_add_func ("/centre/watchdog/cut", test_cut);
  return g_test_run ();
}
