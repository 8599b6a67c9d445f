/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-cells.h"

#include "eta-record-row.h"
#include "eta-record-tile.h"
#include "eta-row-words.h"

#include <glib/gi18n.h>

/* The cells of a list of records: lines or photos, filled again and again as it scrolls. */

typedef struct {
  EtaStore *store;
  EtaThumbnails *thumbnails;
  gboolean tiles;
  gboolean checks;
} Cells;

static void
free_cells (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  g_object_unref (cells->store);
  g_object_unref (cells->thumbnails);
  g_free (cells);
}

/* It shows whether the record is marked; the whole cell is what is clicked, and what says so. */
static GtkWidget *
add_check (GtkListItem *item, GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check =
      g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "can-target", FALSE, "focusable", FALSE, "valign", GTK_ALIGN_CENTER, NULL);

  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (check, "mark");
  gtk_widget_set_hexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  GtkWidget *child = cells->tiles ? eta_record_tile_new () : eta_record_row_new ();

  gtk_list_item_set_child (item, cells->checks ? add_check (item, child) : child);
}

static GtkWidget *
get_content (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  return GTK_IS_BOX (child) ? gtk_widget_get_last_child (child) : child;
}

/* A conflict is known by the record that it is about; there are few, so that reading them is cheap. */
static char *
name_conflict (Cells *cells, EtaRecordRow *child, EtaRow *row)
{
  g_autoptr (EtaRecord) conflict = eta_store_get (cells->store, eta_row_get_id (row), NULL);
  const char *id = conflict ? eta_json_get_string (eta_record_get_doc (conflict), "/of") : NULL;
  g_autoptr (EtaRecord) of = id ? eta_store_get (cells->store, id, NULL) : NULL;
  const char *title, *kind;

  if (!of)
    return eta_row_dup_spoken (row);
  title = eta_record_get_title (of);
  kind = _ (eta_record_get_kind (of)->label);
  eta_record_row_set_words (child, title, kind);
  return g_strdup_printf ("%s, %s", title, kind);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  GtkWidget *child = get_content (item);
  EtaRow *row = gtk_list_item_get_item (item);
  g_autofree char *spoken = NULL;

  if (ETA_IS_RECORD_TILE (child))
    eta_record_tile_bind (ETA_RECORD_TILE (child), row, cells->thumbnails);
  else
    eta_record_row_bind (ETA_RECORD_ROW (child), row, cells->thumbnails);
  if (eta_row_get_kind (row) == &eta_kind_conflict)
    spoken = name_conflict (cells, ETA_RECORD_ROW (child), row);
  else
    spoken = eta_row_dup_spoken (row);
  /* The cell around our widget is what has the focus, and what a screen reader reads. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *child = get_content (item);

  if (ETA_IS_RECORD_TILE (child))
    eta_record_tile_unbind (ETA_RECORD_TILE (child));
  else
    eta_record_row_unbind (ETA_RECORD_ROW (child));
}

/**
 * eta_record_cells_new:
 * @tiles: photos in a grid; else lines
 * @checks: with a box before each that shows whether it is marked
 *
 * Returns: (transfer full): what makes the cells of a GtkGridView over an #EtaRowList
 */
GtkListItemFactory *
eta_record_cells_new (EtaStore *store, EtaThumbnails *thumbnails, gboolean tiles, gboolean checks)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new0 (Cells, 1);

  cells->store = g_object_ref (store);
  cells->thumbnails = g_object_ref (thumbnails);
  cells->tiles = tiles;
  cells->checks = checks;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), cells);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), cells, free_cells, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
