/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-list-head.h"

#include "eta-filter-chips.h"
#include "eta-filter-popover.h"
#include "eta-late-menu.h"
#include "eta-named.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaListHead:
 *
 * What is asked of a list, above it: the search, the filters with their chips, the order, and whether it
 * shows lines or photos. What the user says goes into the list's EtaFilters, and is shown as it stands
 * there. Main thread.
 */
struct _EtaListHead {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaFilters *filters;
  gboolean show_back;
  gboolean show_end_buttons;

  /* Template */
  GtkWidget *content;
  GtkWidget *back;
  GtkEditable *search;
  GtkMenuButton *filter;
  GtkImage *funnel;
  GtkMenuButton *more;
  GtkToggleButton *as_tiles;
  GtkWidget *add;
  EtaFilterChips *chips;
  GMenu *list_menu;
  GMenu *out_menu; /* its part for what may go out */
};

G_DEFINE_FINAL_TYPE (EtaListHead, eta_list_head, GTK_TYPE_WIDGET)

typedef enum {
  PROP_SHOW_BACK = 1,
  PROP_SHOW_END_BUTTONS,
  PROP_SORT,
  PROP_TILES
} EtaListHeadProperty;

static GParamSpec *properties[PROP_TILES + 1];

enum { SEARCH_ACTIVATED, SEARCH_STOPPED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
search_changed_cb (EtaListHead *self)
{
  eta_filters_set_text (self->filters, gtk_editable_get_text (self->search));
}

static void
stop_search_cb (EtaListHead *self)
{
  gtk_editable_set_text (self->search, "");
  g_signal_emit (self, signals[SEARCH_STOPPED], 0);
}

/* The search may lag behind the keys. */
static void
search_activated_cb (EtaListHead *self)
{
  search_changed_cb (self);
  g_signal_emit (self, signals[SEARCH_ACTIVATED], 0);
}

static void
tiles_toggled_cb (EtaListHead *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TILES]);
}

/* What is typed is the text but for its blanks: the entry then keeps those. */
static void
show_text (EtaListHead *self)
{
  const char *text = eta_filters_get_text (self->filters);
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  if (g_strcmp0 (typed, text ? text : "") == 0)
    return;
  /* An entry whose text is replaced says in between that it is empty. */
  g_signal_handlers_block_by_func (self->search, search_changed_cb, self);
  gtk_editable_set_text (self->search, text ? text : "");
  g_signal_handlers_unblock_by_func (self->search, search_changed_cb, self);
}

static void
filters_changed_cb (EtaListHead *self)
{
  show_text (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/* The popover is made when it is first wanted. */
static void
create_filter_cb (GtkMenuButton *button, gpointer data)
{
  EtaListHead *self = data;

  if (!gtk_menu_button_get_popover (button))
    gtk_menu_button_set_popover (button, eta_filter_popover_new (self->store, self->filters));
}

static void
eta_list_head_dispose (GObject *object)
{
  EtaListHead *self = ETA_LIST_HEAD (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->filters);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_list_head_parent_class)->dispose (object);
}

static void
eta_list_head_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaListHead *self = ETA_LIST_HEAD (object);

  switch ((EtaListHeadProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, self->show_back);
    break;
  case PROP_SHOW_END_BUTTONS:
    g_value_set_boolean (value, self->show_end_buttons);
    break;
  case PROP_SORT:
    g_value_set_string (value, self->filters ? eta_filters_get_sort (self->filters) : NULL);
    break;
  case PROP_TILES:
    g_value_set_boolean (value, eta_list_head_get_tiles (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_list_head_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaListHead *self = ETA_LIST_HEAD (object);

  switch ((EtaListHeadProperty) id) {
  case PROP_SHOW_BACK:
    self->show_back = g_value_get_boolean (value);
    break;
  case PROP_SHOW_END_BUTTONS:
    self->show_end_buttons = g_value_get_boolean (value);
    break;
  case PROP_SORT:
    eta_filters_set_sort (self->filters, g_value_get_string (value));
    break;
  case PROP_TILES:
    gtk_toggle_button_set_active (self->as_tiles, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_FILTER_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-list-head.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, content);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, back);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, search);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, filter);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, funnel);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, more);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, as_tiles);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, add);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, chips);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, list_menu);
  gtk_widget_class_bind_template_child (widget_class, EtaListHead, out_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tiles_toggled_cb);
}

static void
eta_list_head_class_init (EtaListHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamFlags explicit = flags | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = eta_list_head_dispose;
  object_class->get_property = eta_list_head_get_property;
  object_class->set_property = eta_list_head_set_property;

  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_END_BUTTONS] =
      g_param_spec_boolean ("show-end-buttons", NULL, NULL, FALSE, flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, NULL, explicit);
  properties[PROP_TILES] = g_param_spec_boolean ("tiles", NULL, NULL, FALSE, explicit);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SEARCH_ACTIVATED] = g_signal_new ("search-activated", ETA_TYPE_LIST_HEAD,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH_STOPPED] = g_signal_new ("search-stopped", ETA_TYPE_LIST_HEAD, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");
  bind_template (widget_class);
}

/* An icon by its file: a folder of icons in the resources would make GTK read the whole theme twice before
 * the first frame, since libadwaita adds one as well. */
static void
show_funnel (EtaListHead *self)
{
  g_autoptr (GFile) file =
      g_file_new_for_uri ("resource:///org/bimpeaga/etalase/eta-filter-symbolic.svg");
  g_autoptr (GIcon) icon = g_file_icon_new (file);

  gtk_image_set_from_gicon (self->funnel, icon);
}

static void
eta_list_head_init (EtaListHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_set_tooltip (self->back, _ ("Back to the places"));
  eta_set_tooltip (GTK_WIDGET (self->filter), _ ("Filter"));
  eta_set_tooltip (GTK_WIDGET (self->more), _ ("Sort, export and print"));
  eta_set_tooltip (GTK_WIDGET (self->as_tiles), _ ("Show as photos"));
  show_funnel (self);
}

/**
 * eta_list_head_set_up:
 *
 * To be called once, before it is shown.
 */
void
eta_list_head_set_up (EtaListHead *self, EtaStore *store, EtaFilters *filters,
                      const EtaPlace *place)
{
  g_return_if_fail (ETA_IS_LIST_HEAD (self) && !self->filters);

  self->store = g_object_ref (store);
  self->filters = g_object_ref (filters);
  eta_filter_chips_set_filters (self->chips, filters);
  g_signal_connect_object (filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (eta_place_goes_out (place))
    g_menu_append_section (self->list_menu, NULL, G_MENU_MODEL (self->out_menu));
  eta_late_menu_attach (self->more, G_MENU_MODEL (self->list_menu));
  gtk_menu_button_set_create_popup_func (self->filter, create_filter_cb, self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), eta_filters_has (filters, ETA_FILTER_REGION));
  gtk_widget_set_visible (GTK_WIDGET (self->as_tiles), place->kind == &eta_kind_product);
  gtk_widget_set_visible (self->add, place->add_hint != NULL);
  if (place->add_hint)
    eta_name_button (self->add, _ (place->add_hint));
  show_text (self);
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL); /* all that has room */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->search_hint), -1);
}

/* Puts the keyboard into the search. */
void
eta_list_head_start_search (EtaListHead *self)
{
  g_return_if_fail (ETA_IS_LIST_HEAD (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** eta_list_head_get_tiles: Returns: whether photos are wanted, instead of lines */
gboolean
eta_list_head_get_tiles (EtaListHead *self)
{
  g_return_val_if_fail (ETA_IS_LIST_HEAD (self), FALSE);
  return gtk_toggle_button_get_active (self->as_tiles);
}
