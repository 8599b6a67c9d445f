/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-detail.h"

#include "eta-conflict-page.h"
#include "eta-named.h"
#include "eta-reader-page.h"
#include "eta-record-page.h"
#include "eta-scroll-back.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaDetail:
 *
 * The pane that shows one record: as a form, as a text to read (what the centre wrote, what lies in
 * the trash), or as a conflict to settle. Main thread.
 */
struct _EtaDetail {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  char *id;
  GType page_type;
  gulong changed_id;
  GHashTable *scrolls; /* of char * to double *: how far each record was read */

  /* Borrowed: in the stack, and at the end of the header bar */
  GtkWidget *page;
  GtkWidget *page_header;

  /* Template */
  GtkWidget *content;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (EtaDetail, eta_detail, GTK_TYPE_WIDGET)

typedef enum { PROP_SHOW_BACK = 1 } EtaDetailProperty;

static GParamSpec *properties[PROP_SHOW_BACK + 1];

static void
drop_page (EtaDetail *self)
{
  if (self->page_header)
    adw_header_bar_remove (self->header, g_steal_pointer (&self->page_header));
  if (self->page)
    gtk_stack_remove (self->stack, g_steal_pointer (&self->page));
  self->page_type = G_TYPE_NONE;
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  adw_window_title_set_title (self->title, "");
  adw_window_title_set_subtitle (self->title, "");
}

/* Names are long, and the bar is short. */
static void
title_changed_cb (EtaDetail *self)
{
  g_autofree char *words = g_strjoin ("\n", adw_window_title_get_title (self->title),
                                      adw_window_title_get_subtitle (self->title), NULL);

  eta_set_tooltip (GTK_WIDGET (self->title), g_strstrip (words));
}

static GType
page_type_for (EtaRecord *record)
{
  const EtaKind *kind = eta_record_get_kind (record);

  if (eta_record_is_deleted (record) || !kind->by_office)
    return ETA_TYPE_READER_PAGE;
  return kind == &eta_kind_conflict ? ETA_TYPE_CONFLICT_PAGE : ETA_TYPE_RECORD_PAGE;
}

static GtkWidget *
make_page (EtaDetail *self, GType type)
{
  if (type == ETA_TYPE_READER_PAGE)
    return eta_reader_page_new (self->store, self->id);
  if (type == ETA_TYPE_CONFLICT_PAGE)
    return eta_conflict_page_new (self->store, self->id);
  return eta_record_page_new (self->store, self->vault, self->id);
}

static void
show_page (EtaDetail *self, GType type)
{
  drop_page (self);
  self->page_type = type;
  self->page = make_page (self, type);
  gtk_stack_add_child (self->stack, self->page);
  gtk_stack_set_visible_child (self->stack, self->page);
  g_object_bind_property (self->page, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->page, "subtitle", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  if (ETA_IS_RECORD_PAGE (self->page)) {
    self->page_header = eta_record_page_get_header (ETA_RECORD_PAGE (self->page));
    adw_header_bar_pack_end (self->header, self->page_header);
  }
}

/* The outermost one: a page is one scrolled column. */
static GtkScrolledWindow *
find_scroller (GtkWidget *widget)
{
  GtkScrolledWindow *found = GTK_IS_SCROLLED_WINDOW (widget) ? GTK_SCROLLED_WINDOW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);
  return found;
}

static void
remember_scroll (EtaDetail *self)
{
  double scroll = eta_detail_get_scroll (self);

  if (self->id && scroll > 0)
    g_hash_table_replace (self->scrolls, g_strdup (self->id), g_memdup2 (&scroll, sizeof scroll));
  else if (self->id)
    g_hash_table_remove (self->scrolls, self->id);
}

static void
recall_scroll (EtaDetail *self)
{
  const double *scroll = g_hash_table_lookup (self->scrolls, self->id);

  if (scroll)
    eta_detail_set_scroll (self, *scroll);
}

/* What is shown may have gone to the trash, or come back: then it is another page's. */
static void
store_changed_cb (EtaDetail *self, const char *id)
{
  g_autoptr (EtaRecord) record = NULL;

  if (!self->id || (id && !g_str_equal (id, self->id)))
    return;
  record = eta_store_get (self->store, self->id, NULL);
  if (!record)
    eta_detail_show (self, NULL);
  else if (page_type_for (record) != self->page_type)
    show_page (self, page_type_for (record));
}

static void
eta_detail_dispose (GObject *object)
{
  EtaDetail *self = ETA_DETAIL (object);

  g_clear_signal_handler (&self->changed_id, self->store);
  if (self->content)
    drop_page (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->scrolls, g_hash_table_unref);
  g_clear_object (&self->vault);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_detail_parent_class)->dispose (object);
}

static void
eta_detail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((EtaDetailProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, gtk_widget_get_visible (ETA_DETAIL (object)->back));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_detail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaDetail *self = ETA_DETAIL (object);

  switch ((EtaDetailProperty) id) {
  case PROP_SHOW_BACK:
    gtk_widget_set_visible (self->back, g_value_get_boolean (value));
    adw_header_bar_set_show_start_title_buttons (self->header, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_detail_class_init (EtaDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_detail_dispose;
  object_class->get_property = eta_detail_get_property;
  object_class->set_property = eta_detail_set_property;

  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaDetail, content);
  gtk_widget_class_bind_template_child (widget_class, EtaDetail, header);
  gtk_widget_class_bind_template_child (widget_class, EtaDetail, title);
  gtk_widget_class_bind_template_child (widget_class, EtaDetail, back);
  gtk_widget_class_bind_template_child (widget_class, EtaDetail, stack);
}

static void
eta_detail_init (EtaDetail *self)
{
  self->page_type = G_TYPE_NONE;
  self->scrolls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_set_tooltip (self->back, _ ("Back to the list"));
  g_signal_connect_swapped (self->title, "notify::title", G_CALLBACK (title_changed_cb), self);
  g_signal_connect_swapped (self->title, "notify::subtitle", G_CALLBACK (title_changed_cb), self);
}

void
eta_detail_set_store (EtaDetail *self, EtaStore *store, EtaVault *vault)
{
  g_return_if_fail (ETA_IS_DETAIL (self) && !self->store);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  self->changed_id =
      g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
}

/**
 * eta_detail_show:
 * @id: (nullable): a record; %NULL, or one that is not there, shows that nothing is chosen
 */
void
eta_detail_show (EtaDetail *self, const char *id)
{
  g_autoptr (EtaRecord) record = NULL;

  g_return_if_fail (ETA_IS_DETAIL (self));

  if (self->page && g_strcmp0 (id, self->id) == 0)
    return;
  eta_detail_flush (self);
  remember_scroll (self);
  record = id ? eta_store_get (self->store, id, NULL) : NULL;
  g_free (self->id);
  self->id = record ? g_strdup (id) : NULL;
  if (record) {
    show_page (self, page_type_for (record));
    recall_scroll (self);
  } else {
    drop_page (self);
  }
}

/** eta_detail_get_scroll: Returns: how far down the page is scrolled, pixels */
double
eta_detail_get_scroll (EtaDetail *self)
{
  GtkScrolledWindow *scroller = self->page ? find_scroller (self->page) : NULL;

  return scroller ? gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller)) : 0;
}

void
eta_detail_set_scroll (EtaDetail *self, double scroll)
{
  GtkScrolledWindow *scroller = self->page ? find_scroller (self->page) : NULL;

  if (scroller)
    eta_scroll_back (scroller, scroll);
}

/**
 * eta_detail_get_id:
 *
 * Returns: (nullable): the record that is shown
 */
const char *
eta_detail_get_id (EtaDetail *self)
{
  g_return_val_if_fail (ETA_IS_DETAIL (self), NULL);
  return self->id;
}

/**
 * eta_detail_get_page:
 *
 * Returns: (transfer none) (nullable): the page that shows it
 */
GtkWidget *
eta_detail_get_page (EtaDetail *self)
{
  g_return_val_if_fail (ETA_IS_DETAIL (self), NULL);
  return self->page;
}

/* Puts the cursor into a field of the form; a page that is only read takes the focus as a whole. */
void
eta_detail_focus (EtaDetail *self, const char *pointer)
{
  g_return_if_fail (ETA_IS_DETAIL (self));

  if (self->page && ETA_IS_RECORD_PAGE (self->page))
    eta_record_page_focus (ETA_RECORD_PAGE (self->page), pointer);
  else if (self->page)
    gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

/* What is typed and not yet written is queued for the store. */
void
eta_detail_flush (EtaDetail *self)
{
  g_return_if_fail (ETA_IS_DETAIL (self));

  if (self->page && ETA_IS_RECORD_PAGE (self->page))
    eta_record_page_flush (ETA_RECORD_PAGE (self->page));
}
