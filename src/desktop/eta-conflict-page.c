/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-conflict-page.h"

#include "eta-deed.h"
#include "eta-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaConflictPage:
 *
 * What two people wrote into the same field, side by side. A click keeps one of them: the field in the
 * record and the conflict are written in one step, which one undo takes back. Main thread.
 */
struct _EtaConflictPage {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  char *id;
  char *of;
  char *title;
  char *subtitle;

  /* Template */
  GtkWidget *content;
  GtkBox *fields;
  GtkWidget *for_all;
};

G_DEFINE_FINAL_TYPE (EtaConflictPage, eta_conflict_page, GTK_TYPE_WIDGET)

typedef enum { PROP_TITLE = 1, PROP_SUBTITLE } EtaConflictPageProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

static void
settled_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  GtkWidget *self = owner;

  if (error)
    gtk_widget_activate_action (self, "win.warn", "s", error->message);
  else
    gtk_widget_activate_action (self, "win.say-undo", "(sx)",
                                deed->keep_ours ? _ ("Ours was kept") : _ ("The centre's was kept"),
                                deed->step);
}

static void
settle (EtaConflictPage *self, const char *pointer, gboolean keep_ours)
{
  EtaDeed *deed = eta_deed_new (ETA_DEED_SETTLE, self->id);

  deed->pointer = g_strdup (pointer);
  deed->keep_ours = keep_ours;
  eta_deed_run (deed, self->store, settled_cb, G_OBJECT (self));
}

static void
keep_ours_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *pointer = g_variant_get_string (parameter, NULL);

  settle (ETA_CONFLICT_PAGE (widget), *pointer ? pointer : NULL, TRUE);
}

static void
keep_theirs_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *pointer = g_variant_get_string (parameter, NULL);

  settle (ETA_CONFLICT_PAGE (widget), *pointer ? pointer : NULL, FALSE);
}

static void
open_record_cb (EtaConflictPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", self->of);
}

/* A pointer may lead below a field: a language of a text, a part of a photo. */
static char *
format_value (EtaConflictPage *self, const EtaField *field, const EtaJson *value)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (self->store);

  if (!value || eta_json_is (value, ETA_JSON_NULL))
    return g_strdup (_ ("Empty"));
  if (field && eta_field_fits (field, value))
    return eta_field_format (field, value, eta_catalogue_codes_of (catalogue, field),
                             eta_words_language ());
  return eta_json_is (value, ETA_JSON_STRING) ? g_strdup (eta_json_string (value))
                                              : eta_json_pretty (value);
}

/* "Desk 2, 23 Nov, 09:14" */
static char *
format_author (const EtaJson *side)
{
  const char *by = eta_json_get_string (side, "/by"), *at = eta_json_get_string (side, "/at");
  g_autoptr (GDateTime) time = at ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  g_autoptr (GDateTime) local = time ? g_date_time_to_local (time) : NULL;
  g_autofree char *when =
      local ? g_date_time_format (local, C_ ("earlier time", "%-d %b, %H:%M")) : NULL;

  if (by && when)
    return g_strdup_printf ("%s, %s", by, when);
  return g_strdup (by ? by : when ? when : "");
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_keep_button (const char *words, const char *action, const char *pointer, const char *field)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", words, field);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", pointer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

typedef struct {
  const char *heading;
  const char *button;
  const char *action;
  const char *member; /* of the field, and of the conflict */
} Side;

static const Side sides[] = {
  { N_ ("Ours"), N_ ("Keep ours"), "conflict.keep-ours", "ours" },
  { N_ ("The centre's"), N_ ("Keep the centre's"), "conflict.keep-theirs", "theirs" },
};

static GtkWidget *
make_side (EtaConflictPage *self, const Side *side, const EtaJson *conflict, const EtaJson *entry,
           const EtaField *field, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *value = format_value (self, field, eta_json_member (entry, side->member));
  g_autofree char *author = format_author (eta_json_member (conflict, side->member));
  GtkWidget *text = make_label (value, NULL);
  const char *kept = eta_json_string (eta_json_member (entry, "kept"));

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_widget_set_vexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (_ (side->heading), "heading"));
  if (*author)
    gtk_box_append (GTK_BOX (box), make_label (author, "caption"));
  gtk_box_append (GTK_BOX (box), text);
  if (!kept)
    gtk_box_append (GTK_BOX (box),
                    make_keep_button (_ (side->button), side->action, eta_json_key (entry), words));
  else if (g_str_equal (kept, side->member))
    gtk_box_append (GTK_BOX (box), make_label (_ ("Kept"), "success"));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "conflict-side");
  return box;
}

static void
add_entry (EtaConflictPage *self, const EtaKind *kind, const EtaJson *conflict,
           const EtaJson *entry)
{
  const EtaField *field = kind ? eta_kind_field (kind, eta_json_key (entry)) : NULL;
  const char *words = field ? _ (field->label) : eta_json_key (entry);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), make_label (words, "title-4"));
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    gtk_box_append (GTK_BOX (pair), make_side (self, &sides[i], conflict, entry, field, words));
  gtk_box_append (GTK_BOX (box), pair);
  gtk_box_append (self->fields, box);
}

static void
show_fields (EtaConflictPage *self, const EtaJson *conflict)
{
  const EtaKind *kind = eta_kind_find (eta_json_get_string (conflict, "/kind"));
  const EtaJson *fields = eta_json_get (conflict, "/fields");
  GtkWidget *child;
  guint open = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))))
    gtk_box_remove (self->fields, child);
  eta_json_foreach (entry, fields) {
    add_entry (self, kind, conflict, entry);
    open += !eta_json_member (entry, "kept");
  }
  gtk_widget_set_visible (self->for_all, open > 1);
}

static void
show_conflict (EtaConflictPage *self)
{
  g_autoptr (EtaRecord) record = eta_store_get (self->store, self->id, NULL);
  g_autoptr (EtaRecord) of = NULL;
  const EtaJson *conflict;

  if (!record)
    return;
  conflict = eta_record_get_doc (record);
  g_free (self->of);
  self->of = g_strdup (eta_json_get_string (conflict, "/of"));
  of = self->of ? eta_store_get (self->store, self->of, NULL) : NULL;
  g_free (self->title);
  self->title = g_strdup (of ? eta_record_get_title (of) : _ ("Conflict"));
  g_free (self->subtitle);
  self->subtitle = g_strdup (g_strcmp0 (eta_json_get_string (conflict, "/state"), "resolved") == 0
                                 ? _ ("Settled")
                                 : _ ("Two versions of the same field"));
  show_fields (self, conflict);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

static void
store_changed_cb (EtaConflictPage *self, const char *id)
{
  if (!id || g_str_equal (id, self->id))
    show_conflict (self);
}

static void
eta_conflict_page_dispose (GObject *object)
{
  EtaConflictPage *self = ETA_CONFLICT_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_conflict_page_parent_class)->dispose (object);
}

static void
eta_conflict_page_finalize (GObject *object)
{
  EtaConflictPage *self = ETA_CONFLICT_PAGE (object);

  g_free (self->id);
  g_free (self->of);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (eta_conflict_page_parent_class)->finalize (object);
}

static void
eta_conflict_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaConflictPage *self = ETA_CONFLICT_PAGE (object);

  switch ((EtaConflictPageProperty) id) {
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
eta_conflict_page_class_init (EtaConflictPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_conflict_page_dispose;
  object_class->finalize = eta_conflict_page_finalize;
  object_class->get_property = eta_conflict_page_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "conflict.keep-ours", "s", keep_ours_cb);
  gtk_widget_class_install_action (widget_class, "conflict.keep-theirs", "s", keep_theirs_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-conflict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaConflictPage, content);
  gtk_widget_class_bind_template_child (widget_class, EtaConflictPage, fields);
  gtk_widget_class_bind_template_child (widget_class, EtaConflictPage, for_all);
  gtk_widget_class_bind_template_callback (widget_class, open_record_cb);
}

static void
eta_conflict_page_init (EtaConflictPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_conflict_page_new (EtaStore *store, const char *id)
{
  EtaConflictPage *self = g_object_new (ETA_TYPE_CONFLICT_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = g_strdup (id);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_conflict (self);
  return GTK_WIDGET (self);
}
