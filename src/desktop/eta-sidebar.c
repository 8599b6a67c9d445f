/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-sidebar.h"

#include "eta-late-menu.h"
#include "eta-named.h"
#include "eta-office-button.h"
#include "eta-view-line.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaSidebar:
 *
 * The places of the catalogue with their counts, below them the views that are kept, and at the foot what the
 * window puts there (the sync corner). Knows nothing of the store: the window hands it counts and views. Main
 * thread.
 */
struct _EtaSidebar {
  GtkWidget parent_instance;

  /* Owned */
  EtaViews *views;
  char *view; /* id of the one that is shown; NULL: a place as it is */
  guint refill; /* idle source */
  gboolean modified; /* it asks for something else than what was kept */

  /* Borrowed: parts of the lines */
  GtkListBoxRow *rows[ETA_N_PLACES];
  GtkLabel *counts[ETA_N_PLACES];
  const EtaPlace *place; /* that is shown */

  /* Template */
  GtkWidget *content;
  AdwHeaderBar *header;
  EtaOfficeButton *office;
  GtkListBox *list;
  AdwBin *foot;
  GtkMenuButton *menu;
  GMenuModel *main_menu;
  GMenu *undo_section;
};

G_DEFINE_FINAL_TYPE (EtaSidebar, eta_sidebar, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef enum { PROP_SHOW_END_BUTTONS = 1, PROP_FOOT } EtaSidebarProperty;

static GParamSpec *properties[PROP_FOOT + 1];

static GtkWidget *
make_line (EtaSidebar *self, int index)
{
  const EtaPlace *place = &eta_places[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ (place->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  self->counts[index] = GTK_LABEL (count);
  return box;
}

static void
add_lines (EtaSidebar *self)
{
  for (int i = 0; i < ETA_N_PLACES; i++) {
    GtkWidget *row = gtk_list_box_row_new ();

    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_line (self, i));
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (eta_places[i].title), -1);
    gtk_list_box_append (self->list, row);
    self->rows[i] = GTK_LIST_BOX_ROW (row);
  }
}

static GtkWidget *
make_heading (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: above the lists that the user has kept under names of their own */
  GtkWidget *label = gtk_label_new (_ ("Views"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "views-heading");
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* Lines part what the catalogue holds from questions asked of it, and these from the user's own ones. */
static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  int index = gtk_list_box_row_get_index (row);
  GtkWidget *header = NULL;

  if (gtk_list_box_row_get_header (row) && index <= ETA_N_PLACES)
    return;
  if (index == ETA_N_PLACES)
    header = make_heading ();
  else if (index < ETA_N_PLACES && before && eta_places[index].is_view &&
           !eta_places[index - 1].is_view)
    header = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_list_box_row_set_header (row, header);
}

static void
row_activated_cb (EtaSidebar *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  g_signal_emit (self, signals[CHOSEN], 0,
                 index < ETA_N_PLACES ? eta_places[index].name
                                      : eta_view_line_get_id (ETA_VIEW_LINE (row)));
}

/* NULL: past the last one */
static EtaViewLine *
get_view_line (EtaSidebar *self, guint position)
{
  return (EtaViewLine *) gtk_list_box_get_row_at_index (self->list, ETA_N_PLACES + position);
}

static void
show_current (EtaSidebar *self)
{
  GtkListBoxRow *row = self->place ? self->rows[self->place - eta_places] : NULL;
  EtaViewLine *line;

  for (guint i = 0; (line = get_view_line (self, i)); i++) {
    gboolean current = g_strcmp0 (eta_view_line_get_id (line), self->view) == 0;

    eta_view_line_set_current (line, current, current && self->modified);
    if (current)
      row = GTK_LIST_BOX_ROW (line);
  }
  gtk_list_box_select_row (self->list, row);
}

static void
views_counted_cb (EtaSidebar *self)
{
  EtaViewLine *line;

  for (guint i = 0; (line = get_view_line (self, i)); i++) {
    const EtaKeptView *view = eta_views_find (self->views, eta_view_line_get_id (line));

    if (view)
      eta_view_line_set_count (line, view->count);
  }
}

static void
fill_views (EtaSidebar *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  EtaViewLine *line;

  while ((line = get_view_line (self, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (line));
  for (guint i = 0; i < eta_views_get_n (self->views); i++)
    gtk_list_box_append (self->list, eta_view_line_new (eta_views_get (self->views, i)));
  show_current (self);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static gboolean
refill_cb (gpointer data)
{
  EtaSidebar *self = data;

  self->refill = 0;
  fill_views (self);
  return G_SOURCE_REMOVE;
}

/* Later: the menu of a line that is to go may have asked for it. */
static void
views_changed_cb (EtaSidebar *self)
{
  if (!self->refill)
    self->refill = g_idle_add (refill_cb, self);
}

/* Passing over the lines with the Tab key selects each; what is marked is what is shown. */
static void
focus_left_cb (EtaSidebar *self)
{
  show_current (self);
}

static void
eta_sidebar_dispose (GObject *object)
{
  EtaSidebar *self = ETA_SIDEBAR (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_handle_id (&self->refill, g_source_remove);
  g_clear_pointer (&self->view, g_free);
  g_clear_object (&self->views);
  G_OBJECT_CLASS (eta_sidebar_parent_class)->dispose (object);
}

static void
eta_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaSidebar *self = ETA_SIDEBAR (object);

  switch ((EtaSidebarProperty) id) {
  case PROP_SHOW_END_BUTTONS:
    g_value_set_boolean (value, adw_header_bar_get_show_end_title_buttons (self->header));
    break;
  case PROP_FOOT:
    g_value_set_object (value, adw_bin_get_child (self->foot));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaSidebar *self = ETA_SIDEBAR (object);

  switch ((EtaSidebarProperty) id) {
  case PROP_SHOW_END_BUTTONS:
    adw_header_bar_set_show_end_title_buttons (self->header, g_value_get_boolean (value));
    break;
  case PROP_FOOT:
    adw_bin_set_child (self->foot, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_sidebar_class_init (EtaSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_sidebar_dispose;
  object_class->get_property = eta_sidebar_get_property;
  object_class->set_property = eta_sidebar_set_property;

  properties[PROP_SHOW_END_BUTTONS] = g_param_spec_boolean (
      "show-end-buttons", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOOT] = g_param_spec_object ("foot", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[CHOSEN] = g_signal_new ("chosen", ETA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ETA_TYPE_OFFICE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, content);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, office);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, foot);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, menu);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, EtaSidebar, undo_section);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
eta_sidebar_init (EtaSidebar *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  eta_set_tooltip (GTK_WIDGET (self->menu), _ ("Main menu"));
  eta_late_menu_attach (self->menu, self->main_menu);
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  add_lines (self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), focus);
}

/**
 * eta_sidebar_set_place:
 * @view: (nullable): the id of a kept view
 * @modified: whether that asks for something else than what was kept
 *
 * Marks the line of @view, else of @place; does not emit "chosen".
 */
void
eta_sidebar_set_place (EtaSidebar *self, const EtaPlace *place, const char *view, gboolean modified)
{
  g_autofree char *old = NULL;

  g_return_if_fail (ETA_IS_SIDEBAR (self));

  old = g_steal_pointer (&self->view);
  self->place = place;
  self->view = g_strdup (view);
  self->modified = modified;
  show_current (self);
}

/* To be called once. */
void
eta_sidebar_set_views (EtaSidebar *self, EtaViews *views)
{
  g_return_if_fail (ETA_IS_SIDEBAR (self) && !self->views);

  self->views = g_object_ref (views);
  g_signal_connect_object (views, "changed", G_CALLBACK (views_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (views, "counted", G_CALLBACK (views_counted_cb), self,
                           G_CONNECT_SWAPPED);
  fill_views (self);
}

/**
 * eta_sidebar_set_count:
 * @count: shown at the end of the line; 0 shows nothing
 */
void
eta_sidebar_set_count (EtaSidebar *self, const EtaPlace *place, gint64 count)
{
  int index = place - eta_places;
  g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, count);
  g_autofree char *label = NULL;

  g_return_if_fail (ETA_IS_SIDEBAR (self));

  gtk_label_set_label (self->counts[index], count > 0 ? text : "");
  label =
      count > 0 ? g_strdup_printf ("%s, %s", _ (place->title), text) : g_strdup (_ (place->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[index]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/**
 * eta_sidebar_set_office:
 * @name: (nullable): stands above the places
 */
void
eta_sidebar_set_office (EtaSidebar *self, const char *name)
{
  g_return_if_fail (ETA_IS_SIDEBAR (self));
  eta_office_button_set_name (self->office, name);
}

/** eta_sidebar_get_undo_section: Returns: (transfer none): of the menu, where undo and redo say of what */
GMenu *
eta_sidebar_get_undo_section (EtaSidebar *self)
{
  g_return_val_if_fail (ETA_IS_SIDEBAR (self), NULL);
  return self->undo_section;
}
