/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-product-group.h"

#include "eta-named.h"
#include "eta-query.h"
#include "eta-row-words.h"
#include "eta-score-ring.h"
#include "eta-thumbnail.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/**
 * EtaProductGroup:
 *
 * The products of a business, each a row that leads to it, and a button that makes a new one. Main thread.
 */
struct _EtaProductGroup {
  AdwPreferencesGroup parent_instance;

  /* Owned */
  EtaForm *form;
  GPtrArray *rows; /* widgets, borrowed */
  guint limit;
  guint refill; /* source */
};

G_DEFINE_FINAL_TYPE (EtaProductGroup, eta_product_group, ADW_TYPE_PREFERENCES_GROUP)

#define PAGE 25
#define THUMBNAIL 40
#define REFILL_MS 300

static void fill (EtaProductGroup *self);

static void
activated_cb (GtkWidget *row, EtaProductGroup *self)
{
  gtk_widget_activate_action (row, "win.open-record", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "id"));
}

static void
more_cb (GtkWidget *row, EtaProductGroup *self)
{
  self->limit += PAGE;
  fill (self);
}

static void
add_row (EtaProductGroup *self, GtkWidget *row)
{
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_product (EtaProductGroup *self, EtaRow *product)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *thumbnail = eta_thumbnail_new (THUMBNAIL, THUMBNAIL);
  GtkWidget *ring = eta_score_ring_new ();
  const char *state = eta_row_state_words (product);
  g_autofree char *title = g_markup_escape_text (eta_row_title_words (product), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state ? _ (state) : "");
  eta_thumbnail_show (ETA_THUMBNAIL (thumbnail), eta_form_get_thumbnails (self->form),
                      eta_row_get_cover (product));
  eta_score_ring_set_score (ETA_SCORE_RING (ring), eta_row_get_score (product));
  gtk_widget_set_valign (thumbnail, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), thumbnail);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), ring);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (eta_row_get_id (product)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  add_row (self, row);
}

static void
add_words (EtaProductGroup *self, const char *words, gboolean more)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), more);
  gtk_widget_set_sensitive (row, more);
  if (more)
    g_signal_connect_object (row, "activated", G_CALLBACK (more_cb), self, 0);
  add_row (self, row);
}

static void
update_title (EtaProductGroup *self, const EtaQuery *query)
{
  gint64 total = eta_store_count (eta_form_get_store (self->form), query, NULL);
  /* Translators: a heading: "Products (4)" */
  g_autofree char *title = total > 0 ? g_strdup_printf (_ ("Products (%" PRId64 ")"), total)
                                     : g_strdup (_ (eta_kind_product.plural));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
}

static void
clear (EtaProductGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* One row more than is shown is asked for: it tells whether there are more. */
static void
fill (EtaProductGroup *self)
{
  EtaQuery query = { .kind = &eta_kind_product, .business = eta_form_get_id (self->form) };
  g_autoptr (GPtrArray) found =
      eta_store_dup_rows (eta_form_get_store (self->form), &query, NULL, self->limit + 1, NULL);

  clear (self);
  update_title (self, &query);
  for (guint i = 0; found && i < found->len && i < self->limit; i++)
    add_product (self, g_ptr_array_index (found, i));
  if (!found || found->len == 0)
    add_words (self, _ ("None yet"), FALSE);
  else if (found->len > self->limit)
    add_words (self, _ ("Show more"), TRUE);
}

static gboolean
refill_cb (gpointer data)
{
  EtaProductGroup *self = data;

  self->refill = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Whose products changed is not told: look again, but not at every key that is typed here. */
static void
store_changed_cb (EtaProductGroup *self, const char *id)
{
  if (g_strcmp0 (id, eta_form_get_id (self->form)) == 0 || self->refill)
    return;
  self->refill = g_timeout_add (REFILL_MS, refill_cb, self);
}

static void
add_clicked_cb (EtaProductGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-product", "s",
                              eta_form_get_id (self->form));
}

static void
eta_product_group_dispose (GObject *object)
{
  EtaProductGroup *self = ETA_PRODUCT_GROUP (object);

  g_clear_handle_id (&self->refill, g_source_remove);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_product_group_parent_class)->dispose (object);
}

static void
eta_product_group_finalize (GObject *object)
{
  g_ptr_array_unref (ETA_PRODUCT_GROUP (object)->rows);
  G_OBJECT_CLASS (eta_product_group_parent_class)->finalize (object);
}

static void
eta_product_group_class_init (EtaProductGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_product_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_product_group_finalize;
}

static void
eta_product_group_init (EtaProductGroup *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  self->limit = PAGE;
  eta_name_button (button, _ ("New product of this business"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_clicked_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

/** eta_product_group_new: @form: of a business */
GtkWidget *
eta_product_group_new (EtaForm *form)
{
  EtaProductGroup *self = g_object_new (ETA_TYPE_PRODUCT_GROUP, NULL);

  self->form = g_object_ref (form);
  g_signal_connect_object (eta_form_get_store (form), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
