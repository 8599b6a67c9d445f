/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-overview.h"

#include "eta-record-row.h"
#include "eta-row-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaOverview:
 *
 * The first page: how much there is, what needs a look, and what to do next. Every line leads there.
 * Main thread.
 */
struct _EtaOverview {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaCounts *counts;
  EtaThumbnails *thumbnails;
  gboolean paired;
  gboolean show_back;

  /* Borrowed: lines of "attention" */
  GtkWidget *attention_rows[ETA_N_PLACES];

  /* Template */
  GtkWidget *content;
  GtkWidget *filled;
  GtkLabel *businesses;
  GtkLabel *products;
  GtkLabel *drafts;
  GtkWidget *attention;
  GtkListBox *attention_list;
  GtkWidget *next;
  GtkListBox *next_list;
  GtkWidget *start;
  GtkWidget *pair_row;
  GtkWidget *import_row;
  GtkWidget *add_row;
};

G_DEFINE_FINAL_TYPE (EtaOverview, eta_overview, GTK_TYPE_WIDGET)

typedef enum { PROP_SHOW_BACK = 1 } EtaOverviewProperty;

static GParamSpec *properties[PROP_SHOW_BACK + 1];

#define NEXT_ROWS 5

static gint64
count_of (EtaOverview *self, const char *place)
{
  return eta_counts_get (self->counts, eta_place_find (place));
}

static void
show_number (GtkLabel *label, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, number);

  gtk_label_set_label (label, text);
}

static void
show_attention (EtaOverview *self)
{
  gboolean any = FALSE;

  eta_places_foreach (place)
  {
    GtkWidget *row = self->attention_rows[place - eta_places];
    gint64 count = eta_counts_get (self->counts, place);

    if (!row)
      continue;
    gtk_widget_set_visible (row, count > 0);
    any |= count > 0;
    g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, count);
    gtk_label_set_label (g_object_get_data (G_OBJECT (row), "count"), text);
  }
  gtk_widget_set_visible (self->attention, any);
}

static GtkWidget *
make_next_row (EtaOverview *self, EtaRow *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *child = eta_record_row_new ();
  g_autofree char *spoken = eta_row_dup_spoken (record);

  eta_record_row_bind (ETA_RECORD_ROW (child), record, self->thumbnails);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", eta_row_get_id (record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* Drafts that are nearly done: there the next hour is spent best. */
static void
show_next (EtaOverview *self)
{
  EtaQuery query = { .kind = &eta_kind_product, .sort = ETA_SORT_SCORE, .state = "draft" };
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (self->store, &query, NULL, NEXT_ROWS, NULL);
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->next_list, 0)))
    gtk_list_box_remove (self->next_list, GTK_WIDGET (old));
  for (guint i = 0; rows && i < rows->len; i++)
    gtk_list_box_append (self->next_list, make_next_row (self, rows->pdata[i]));
  gtk_widget_set_visible (self->next, rows && rows->len > 0);
}

static void
show_start (EtaOverview *self)
{
  gboolean known = eta_counts_are_known (self->counts);
  gboolean empty = known && count_of (self, "businesses") == 0 && count_of (self, "products") == 0;

  gtk_widget_set_visible (self->filled, known && !empty);
  gtk_widget_set_visible (self->import_row, empty);
  gtk_widget_set_visible (self->add_row, empty);
  gtk_widget_set_visible (self->pair_row, !self->paired);
  gtk_widget_set_visible (self->start, empty || !self->paired);
}

static void
show_all (EtaOverview *self)
{
  show_number (self->businesses, count_of (self, "businesses"));
  show_number (self->products, count_of (self, "products"));
  show_number (self->drafts, eta_counts_get_drafts (self->counts));
  show_start (self);
  show_attention (self);
  show_next (self);
}

/* While another page is looked at, an import need not build this one again and again. */
static void
counts_changed_cb (EtaOverview *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
map_cb (EtaOverview *self)
{
  show_all (self);
}

static const struct {
  const char *place;
  const char *words;
} attentions[] = {
  { "returned", N_ ("Returned for correction") },
  { "conflicts", N_ ("Two versions of the same field") },
  { "to-send", N_ ("Waiting to be sent") },
};

static void
add_attention_rows (EtaOverview *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (attentions); i++) {
    const EtaPlace *place = eta_place_find (attentions[i].place);
    GtkWidget *row = adw_action_row_new (), *count = gtk_label_new (NULL);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (attentions[i].words));
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), place->icon);
    gtk_widget_add_css_class (count, "numeric");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("go-next-symbolic"));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go-to");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", place->name);
    g_object_set_data (G_OBJECT (row), "count", count);
    gtk_list_box_append (self->attention_list, row);
    self->attention_rows[place - eta_places] = row;
  }
}

static void
eta_overview_dispose (GObject *object)
{
  EtaOverview *self = ETA_OVERVIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->counts);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_overview_parent_class)->dispose (object);
}

static void
eta_overview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((EtaOverviewProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, ETA_OVERVIEW (object)->show_back);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_overview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((EtaOverviewProperty) id) {
  case PROP_SHOW_BACK:
    ETA_OVERVIEW (object)->show_back = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_overview_class_init (EtaOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_overview_dispose;
  object_class->get_property = eta_overview_get_property;
  object_class->set_property = eta_overview_set_property;

  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, content);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, filled);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, businesses);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, products);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, drafts);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, attention);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, attention_list);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, next);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, next_list);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, start);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, pair_row);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, import_row);
  gtk_widget_class_bind_template_child (widget_class, EtaOverview, add_row);
}

static void
eta_overview_init (EtaOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_attention_rows (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

EtaOverview *
eta_overview_new (EtaStore *store, EtaCounts *counts, EtaThumbnails *thumbnails)
{
  EtaOverview *self = g_object_new (ETA_TYPE_OVERVIEW, NULL);

  self->store = g_object_ref (store);
  self->counts = g_object_ref (counts);
  self->thumbnails = g_object_ref (thumbnails);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * eta_overview_set_paired:
 * @paired: whether this desk knows a centre; if not, the page offers to pair
 */
void
eta_overview_set_paired (EtaOverview *self, gboolean paired)
{
  g_return_if_fail (ETA_IS_OVERVIEW (self));

  if (paired == self->paired)
    return;
  self->paired = paired;
  counts_changed_cb (self);
}
