/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EtaWatchdog:
 *
 * Gives each connection an absolute deadline, and shuts the socket of one that has passed it: MHD's
 * own timeout starts anew with every byte. One thread of its own; all functions from any thread.
 */
typedef struct _EtaWatchdog EtaWatchdog;
typedef struct _EtaLine EtaLine; /* one connection */

#define ETA_WATCHDOG_HEADERS 15 /* seconds for a request's headers */
#define ETA_WATCHDOG_IDLE 60 /* seconds between two requests */
#define ETA_WATCHDOG_GRACE 60 /* seconds of a body that may pass at any rate */
#define ETA_WATCHDOG_RATE 512 /* bytes per second, after that */

EtaWatchdog *eta_watchdog_new (void);
void eta_watchdog_free (EtaWatchdog *self);
void eta_watchdog_pass (EtaWatchdog *self, gint64 seconds);

EtaLine *eta_line_open (EtaWatchdog *self, int fd, const char *address);
const char *eta_line_get_address (EtaLine *line);
void eta_line_close (EtaLine *line);
void eta_line_idle (EtaLine *line);
void eta_line_headers (EtaLine *line);
void eta_line_bytes (EtaLine *line, guint64 bytes);
void eta_line_work (EtaLine *line);
void eta_line_cut (EtaLine *line);

G_END_DECLS
