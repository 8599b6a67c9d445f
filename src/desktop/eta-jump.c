/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-jump.h"

#include "eta-record-row.h"
#include "eta-row-words.h"

#include <glib/gi18n.h>

/**
 * EtaJump:
 *
 * The short way to anything by its name or code: a place of the sidebar, a kept view, or a record of any kind. Before
 * anything is typed it offers what was changed last. It closes itself when something is chosen.
 * Main thread.
 */
struct _EtaJump {
  AdwWindow parent_instance;

  /* Owned */
  EtaStore *store;
  EtaThumbnails *thumbnails;
  EtaViews *views;

  /* Template */
  GtkEditable *search;
  GtkStack *body;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (EtaJump, eta_jump, ADW_TYPE_WINDOW)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

#define LOOKED_AT 200
#define SHOWN 20

typedef struct {
  const char *action;
  char *target;
} Goal;

static void
free_goal (gpointer data)
{
  g_free (((Goal *) data)->target);
  g_free (data);
}

static void
add_row (EtaJump *self, GtkWidget *child, const char *spoken, const char *action,
         const char *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  Goal *goal = g_new0 (Goal, 1);

  goal->action = action;
  goal->target = g_strdup (target);
  g_object_set_data_full (G_OBJECT (row), "goal", goal, free_goal);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static GtkWidget *
make_place (const EtaPlace *place, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "jump-place");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  return box;
}

/* Places and views are few; they are found by the beginning of any of their words. */
static void
add_places (EtaJump *self, const char *text)
{
  eta_places_foreach (place)
  {
    const char *title = _ (place->title);

    if (*text && g_str_match_string (text, title, TRUE))
      add_row (self, make_place (place, title), title, "win.go-to", place->name);
  }
  for (guint i = 0; i < eta_views_get_n (self->views); i++) {
    const EtaKeptView *view = eta_views_get (self->views, i);

    if (*text && g_str_match_string (text, view->name, TRUE))
      add_row (self, make_place (view->place, view->name), view->name, "win.go-to", view->id);
  }
}

static void
add_record (EtaJump *self, EtaRow *row)
{
  GtkWidget *child = eta_record_row_new ();
  g_autofree char *spoken = eta_row_dup_spoken (row);

  eta_record_row_bind (ETA_RECORD_ROW (child), row, self->thumbnails);
  add_row (self, child, spoken, "win.open-record", eta_row_get_id (row));
}

/* The search finds words anywhere in a record, the newest first. Who jumps most likely types what the
 * record is called: those come before the others. */
static void
add_records (EtaJump *self, const char *text)
{
  EtaQuery query = { .sort = ETA_SORT_CHANGED, .text = *text ? text : NULL };
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (self->store, &query, NULL, LOOKED_AT, NULL);
  guint added = 0;

  for (int named = *text ? 1 : 0; named >= 0; named--) {
    for (guint i = 0; rows && i < rows->len && added < SHOWN; i++) {
      EtaRow *row = g_ptr_array_index (rows, i);

      if (*text && named != g_str_match_string (text, eta_row_get_title (row), TRUE))
        continue;
      add_record (self, row);
      added++;
    }
  }
}

static void
clear_list (EtaJump *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
}

static void
fill (EtaJump *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  clear_list (self);
  add_places (self, text);
  add_records (self, text);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (
      self->body, gtk_widget_get_first_child (GTK_WIDGET (self->list)) ? "list" : "nothing");
}

static void
choose (EtaJump *self, GtkListBoxRow *row)
{
  Goal *goal = row ? g_object_get_data (G_OBJECT (row), "goal") : NULL;

  if (!goal) {
    gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  g_signal_emit (self, signals[CHOSEN], 0, goal->action, goal->target);
  gtk_window_close (GTK_WINDOW (self));
}

/* Enter takes what stands first: the search may lag behind the keys. */
static void
search_activate_cb (EtaJump *self)
{
  fill (self);
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (EtaJump *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
eta_jump_dispose (GObject *object)
{
  EtaJump *self = ETA_JUMP (object);

  g_clear_object (&self->store);
  g_clear_object (&self->views);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (eta_jump_parent_class)->dispose (object);
}

static void
eta_jump_class_init (EtaJumpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_jump_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", ETA_TYPE_JUMP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-jump.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaJump, search);
  gtk_widget_class_bind_template_child (widget_class, EtaJump, body);
  gtk_widget_class_bind_template_child (widget_class, EtaJump, list);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
eta_jump_init (EtaJump *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
}

EtaJump *
eta_jump_new (GtkWindow *parent, EtaStore *store, EtaThumbnails *thumbnails, EtaViews *views)
{
  EtaJump *self = g_object_new (ETA_TYPE_JUMP, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->thumbnails = g_object_ref (thumbnails);
  self->views = g_object_ref (views);
  fill (self);
  return self;
}
