/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-reader-page.h"

#include "eta-deed.h"
#include "eta-named.h"
#include "eta-trash.h"
#include "eta-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaReaderPage:
 *
 * A record to be read: training and notices, which the centre writes, and what lies in the trash, which
 * can be restored from here. Made from the field table. Main thread.
 */
struct _EtaReaderPage {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  char *id;
  char *title;
  char *subtitle;

  /* Template */
  GtkWidget *content;
  GtkWidget *deleted;
  GtkLabel *time_left;
  GtkWidget *purge;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (EtaReaderPage, eta_reader_page, GTK_TYPE_WIDGET)

typedef enum { PROP_TITLE = 1, PROP_SUBTITLE } EtaReaderPageProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

static char *
format_value (EtaReaderPage *self, const EtaField *field, const EtaJson *value)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (self->store);

  return eta_field_format (field, value, eta_catalogue_codes_of (catalogue, field),
                           eta_words_language ());
}

static GtkWidget *
make_text (const EtaField *field, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_ (field->label));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_link (const char *address)
{
  GtkWidget *link = gtk_link_button_new_with_label (address, _ ("Open"));

  gtk_widget_set_valign (link, GTK_ALIGN_CENTER);
  eta_set_tooltip (link, address);
  return link;
}

static GtkWidget *
make_row (const EtaField *field, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  if (field->type == ETA_FIELD_LINK)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_link (text));
  return row;
}

static gboolean
is_read (const EtaField *field)
{
  return !(field->flags & (ETA_FIELD_HIDDEN | ETA_FIELD_TITLE)) && field->type != ETA_FIELD_KEYED &&
         field->type != ETA_FIELD_PHOTO && field->type != ETA_FIELD_REFERENCE;
}

static void
add_field (EtaReaderPage *self, const EtaField *field, const EtaJson *doc, GtkWidget **group)
{
  const EtaJson *value = eta_field_get (field, doc);
  g_autofree char *text = NULL;

  if (!is_read (field) || eta_json_is_empty (value))
    return;
  text = format_value (self, field, value);
  if (!text || !*text)
    return;
  if (field->type == ETA_FIELD_TEXT) {
    gtk_box_append (self->groups, make_text (field, text));
    *group = NULL;
    return;
  }
  if (!*group) {
    *group = adw_preferences_group_new ();
    gtk_box_append (self->groups, *group);
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (*group), make_row (field, text));
}

static void
show_fields (EtaReaderPage *self, EtaRecord *record)
{
  GtkWidget *child, *group = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))))
    gtk_box_remove (self->groups, child);
  eta_kind_foreach (field, eta_record_get_kind (record))
      add_field (self, field, eta_record_get_doc (record), &group);
}

static char *
dup_time_left (EtaTrashState state, int days)
{
  if (state == ETA_TRASH_WAITS && days == 0)
    return g_strdup (_ ("This is in the trash until the centre knows that it is deleted."));
  return g_strdup_printf (ngettext ("This is in the trash, for %d more day.",
                                    "This is in the trash, for %d more days.", days),
                          days);
}

static void
show_trash (EtaReaderPage *self)
{
  int days;
  EtaTrashState state = eta_trash_look (self->store, self->id, &days);
  g_autofree char *words = dup_time_left (state, days);
  gboolean may_go = state == ETA_TRASH_MAY_GO;

  gtk_widget_set_visible (self->deleted, state != ETA_TRASH_NOT_THERE);
  gtk_label_set_label (self->time_left, words);
  gtk_widget_set_sensitive (self->purge, may_go);
  eta_set_tooltip (self->purge, may_go ? NULL : _ ("Once the centre knows that it is deleted"));
}

static void
show_record (EtaReaderPage *self)
{
  g_autoptr (EtaRecord) record = eta_store_get (self->store, self->id, NULL);
  const char *title;

  if (!record)
    return;
  title = eta_record_get_title (record);
  g_free (self->title);
  g_free (self->subtitle);
  self->title = g_strdup (title && *title ? title : _ ("Without a name"));
  self->subtitle = g_strdup (_ (eta_record_get_kind (record)->label));
  show_trash (self);
  show_fields (self, record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

static void
store_changed_cb (EtaReaderPage *self, const char *id)
{
  if (!id || g_str_equal (id, self->id))
    show_record (self);
}

static void
restored_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  GtkWidget *self = owner;

  if (error)
    gtk_widget_activate_action (self, "win.warn", "s", error->message);
  else
    gtk_widget_activate_action (self, "win.say-undo", "(sx)", _ ("Restored"), deed->step);
}

static void
restore_clicked_cb (EtaReaderPage *self)
{
  eta_deed_run (eta_deed_new (ETA_DEED_RESTORE, self->id), self->store, restored_cb,
                G_OBJECT (self));
}

static void
purge_clicked_cb (EtaReaderPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.purge-record", "s", self->id);
}

static void
eta_reader_page_dispose (GObject *object)
{
  EtaReaderPage *self = ETA_READER_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_reader_page_parent_class)->dispose (object);
}

static void
eta_reader_page_finalize (GObject *object)
{
  EtaReaderPage *self = ETA_READER_PAGE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (eta_reader_page_parent_class)->finalize (object);
}

static void
eta_reader_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaReaderPage *self = ETA_READER_PAGE (object);

  switch ((EtaReaderPageProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, self->subtitle);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_reader_page_class_init (EtaReaderPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_reader_page_dispose;
  object_class->finalize = eta_reader_page_finalize;
  object_class->get_property = eta_reader_page_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-reader-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaReaderPage, content);
  gtk_widget_class_bind_template_child (widget_class, EtaReaderPage, deleted);
  gtk_widget_class_bind_template_child (widget_class, EtaReaderPage, time_left);
  gtk_widget_class_bind_template_child (widget_class, EtaReaderPage, purge);
  gtk_widget_class_bind_template_child (widget_class, EtaReaderPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, purge_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
}

static void
eta_reader_page_init (EtaReaderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_reader_page_new (EtaStore *store, const char *id)
{
  EtaReaderPage *self = g_object_new (ETA_TYPE_READER_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = g_strdup (id);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_record (self);
  return GTK_WIDGET (self);
}
