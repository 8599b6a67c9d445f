/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The public gallery's addresses.
 */
#include "config.h"

#include "eta-routes.h"

const EtaRoute eta_gallery_routes[] = {
  { NULL },
};
