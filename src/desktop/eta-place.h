/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-query.h"

G_BEGIN_DECLS

/**
 * EtaPlace:
 * @name: for settings and actions
 * @title: N_()
 * @kind: what its list shows; NULL: everything (or no list at all: "overview")
 * @is_view: a question asked of the catalogue, below the line in the sidebar
 * @empty_title: N_(), what the empty page says
 * @empty_text: N_(), what belongs here
 *
 * One line of the sidebar. Constant data.
 */
typedef struct {
  const char *name;
  const char *title;
  const char *icon;
  const EtaKind *kind;
  EtaView view;
  gboolean is_view;
  const char *empty_title;
  const char *empty_text;
  const char *empty_button; /* N_(), the one thing to do; NULL: nothing to be done */
  const char *empty_action; /* detailed name */
  const char *search_hint; /* N_() */
  const char *add_hint; /* N_(), of "+"; NULL: nothing can be added here */
} EtaPlace;

extern const EtaPlace eta_places[]; /* ended by a place without a name */

const EtaPlace *eta_place_find (const char *name);
const EtaPlace *eta_place_of_kind (const EtaKind *kind);
gboolean eta_place_has_list (const EtaPlace *place);
gboolean eta_place_goes_out (const EtaPlace *place);

#define eta_places_foreach(place) for (const EtaPlace *place = eta_places; place->name; place++)
#define ETA_N_PLACES 9

G_END_DECLS
