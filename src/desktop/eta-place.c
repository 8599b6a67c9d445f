/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-place.h"

#include <glib/gi18n.h>

const EtaPlace eta_places[] = {
  { .name = "overview", .title = N_ ("Overview"), .icon = "user-home-symbolic" },
  { .name = "businesses",
    .title = N_ ("Businesses"),
    .icon = "system-users-symbolic",
    .kind = &eta_kind_business,
    .empty_title = N_ ("No businesses yet"),
    .empty_text = N_ ("Import the list that your office keeps, or add the first business here."),
    .empty_button = N_ ("Import a spreadsheet…"),
    .empty_action = "win.import",
    .search_hint = N_ ("Search businesses"),
    .add_hint = N_ ("New business") },
  { .name = "products",
    .title = N_ ("Products"),
    .icon = "package-x-generic-symbolic",
    .kind = &eta_kind_product,
    .empty_title = N_ ("No products yet"),
    .empty_text = N_ ("Products belong to a business: open one and add what it makes."),
    .empty_button = N_ ("See the businesses"),
    .empty_action = "win.go-to::businesses",
    .search_hint = N_ ("Search products"),
    .add_hint = N_ ("New product") },
  { .name = "training",
    .title = N_ ("Training"),
    .icon = "x-office-presentation-symbolic",
    .kind = &eta_kind_training,
    .empty_title = N_ ("No training yet"),
    .empty_text = N_ ("Courses that the centre announces appear here after a sync."),
    .search_hint = N_ ("Search training") },
  { .name = "notices",
    .title = N_ ("Notices"),
    .icon = "dialog-information-symbolic",
    .kind = &eta_kind_notice,
    .empty_title = N_ ("No notices yet"),
    .empty_text = N_ ("News from the centre appears here after a sync."),
    .search_hint = N_ ("Search notices") },
  { .name = "to-send",
    .title = N_ ("To be sent"),
    .icon = "document-send-symbolic",
    .view = ETA_VIEW_TO_SEND,
    .is_view = TRUE,
    .empty_title = N_ ("Nothing waits"),
    .empty_text = N_ ("The centre has everything that was changed here."),
    .search_hint = N_ ("Search") },
  { .name = "returned",
    .title = N_ ("Returned"),
    .icon = "mail-replied-symbolic",
    .view = ETA_VIEW_RETURNED,
    .is_view = TRUE,
    .empty_title = N_ ("Nothing was returned"),
    .empty_text = N_ ("What the curators send back for correction appears here."),
    .search_hint = N_ ("Search") },
  { .name = "conflicts",
    .title = N_ ("Conflicts"),
    .icon = "dialog-warning-symbolic",
    .view = ETA_VIEW_CONFLICTS,
    .is_view = TRUE,
    .empty_title = N_ ("No conflicts"),
    .empty_text = N_ ("When two people change the same field, both texts are kept here for you to "
                      "choose."),
    .search_hint = N_ ("Search") },
  { .name = "trash",
    .title = N_ ("Trash"),
    .icon = "user-trash-symbolic",
    .view = ETA_VIEW_TRASH,
    .is_view = TRUE,
    .empty_title = N_ ("The trash is empty"),
    .empty_text = N_ ("What you delete waits here and can be restored."),
    .search_hint = N_ ("Search the trash") },
  { NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (eta_places) == ETA_N_PLACES + 1);

const EtaPlace *
eta_place_find (const char *name)
{
  eta_places_foreach (place)
  {
    if (g_strcmp0 (place->name, name) == 0)
      return place;
  }
  return NULL;
}

/**
 * eta_place_of_kind:
 *
 * Returns: (nullable): the place that lists all records of @kind
 */
const EtaPlace *
eta_place_of_kind (const EtaKind *kind)
{
  eta_places_foreach (place)
  {
    if (place->kind && place->kind == kind)
      return place;
  }
  return NULL;
}

gboolean
eta_place_has_list (const EtaPlace *place)
{
  return place->empty_title != NULL;
}

/** eta_place_goes_out: Returns: whether an office hands on what is there: its own, and not its trash */
gboolean
eta_place_goes_out (const EtaPlace *place)
{
  return (!place->kind || place->kind->by_office) && place->view != ETA_VIEW_TRASH &&
         place->view != ETA_VIEW_CONFLICTS;
}
