/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-history-dialog.h"

#include "eta-change-view.h"
#include "eta-handbook.h"
#include "eta-when.h"

#include <glib/gi18n.h>

/**
 * EtaHistoryDialog:
 *
 * What became of a record: its steps, newest first, with who and when; of the chosen one what it changed,
 * and what going back to it would change. The list grows as it is scrolled, and reads no documents; those
 * of one step are read when it is chosen. Main thread.
 */
struct _EtaHistoryDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaForm *form;
  GPtrArray *versions; /* EtaVersion, one for each row of the list */
  char *here; /* what this computer is called */
  gboolean complete; /* all of them */

  /* Template */
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *step_pane;
  AdwWindowTitle *title;
  GtkListBox *list;
  GtkLabel *step_title;
  GtkLabel *step_author;
  AdwBin *changed;
  GtkWidget *return_group;
  GtkWidget *return_button;
  AdwBin *returned;
};

G_DEFINE_FINAL_TYPE (EtaHistoryDialog, eta_history_dialog, ADW_TYPE_WINDOW)

#define PAGE 100

typedef struct {
  char *id;
  gint64 seq;
} Return;

static void
free_return (gpointer data)
{
  g_free (((Return *) data)->id);
  g_free (data);
}

/* On the store's thread */
static gboolean
return_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Return *back = data;

  return eta_store_back_to (store, back->id, back->seq, error);
}

static const EtaVersion *
get_version (EtaHistoryDialog *self, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);

  return index < self->versions->len ? self->versions->pdata[index] : NULL;
}

static char *
dup_title (const EtaVersion *version)
{
  if (version->label)
    return g_strdup (version->label);
  if (version->by)
    /* Translators: a change that came with a synchronisation; %s is a desk, or "the centre" */
    return g_strdup_printf (_ ("Change from %s"), version->by);
  return g_strdup (_ ("Change"));
}

static char *
dup_author (EtaHistoryDialog *self, const EtaVersion *version)
{
  g_autofree char *when = eta_when_words (version->at);

  return g_strdup_printf ("%s · %s", when, version->by ? version->by : self->here);
}

static GtkWidget *
make_line (const char *text, const char *css_class, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (EtaHistoryDialog *self, const EtaVersion *version)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *title = dup_title (version);
  g_autofree char *author = dup_author (self, version);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, author);

  gtk_box_append (GTK_BOX (box), make_line (title, NULL, 2));
  gtk_box_append (GTK_BOX (box), make_line (author, "caption", 1));
  gtk_widget_add_css_class (box, "history-step");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static gboolean
read_page (EtaHistoryDialog *self)
{
  gint64 until = self->versions->len
                     ? ((EtaVersion *) self->versions->pdata[self->versions->len - 1])->first
                     : 0;
  g_autoptr (GPtrArray) page = eta_store_dup_history (
      eta_form_get_store (self->form), eta_form_get_id (self->form), until, PAGE, NULL);

  self->complete = !page || page->len < PAGE;
  while (page && page->len > 0) {
    EtaVersion *version = g_ptr_array_steal_index (page, 0);

    g_ptr_array_add (self->versions, version);
    add_row (self, version);
  }
  return page != NULL;
}

static void
edge_reached_cb (EtaHistoryDialog *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM && !self->complete)
    read_page (self);
}

static GtkWidget *
make_note (const char *words)
{
  GtkWidget *label = make_line (words, "dim-label", -1);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  return label;
}

static void
show_changes (EtaHistoryDialog *self, AdwBin *bin, const EtaJson *before, const EtaJson *after,
              const char *otherwise)
{
  GtkWidget *view = eta_change_view_new (eta_form_get_store (self->form),
                                         eta_form_get_kind (self->form), before, after);

  adw_bin_set_child (bin, view ? view : make_note (otherwise));
}

static void
show_step (EtaHistoryDialog *self, const EtaVersion *version)
{
  g_autoptr (EtaJson) before = NULL;
  g_autoptr (EtaJson) after = NULL;
  g_autoptr (GError) error = NULL;

  if (!eta_store_read_version (eta_form_get_store (self->form), eta_form_get_id (self->form),
                               version, &before, &after, &error))
    adw_bin_set_child (self->changed, make_note (error->message));
  else if (!after)
    adw_bin_set_child (self->changed, make_note (_ ("It was moved to the trash.")));
  else
    show_changes (self, self->changed, before, after, _ ("Nothing that can be seen."));
}

/* What going back would change now. Not offered for the newest step, and for one that deleted it. */
static void
show_return (EtaHistoryDialog *self, const EtaVersion *version)
{
  g_autoptr (EtaJson) back = eta_store_dup_back (eta_form_get_store (self->form),
                                                 eta_form_get_id (self->form), version->seq, NULL);
  const EtaJson *now = eta_form_get_doc (self->form);
  gboolean newest = version == self->versions->pdata[0];

  gtk_widget_set_visible (self->return_group, back && !newest);
  if (!back || newest)
    return;
  gtk_widget_set_sensitive (self->return_button, !eta_json_equal (back, now));
  show_changes (self, self->returned, now, back, _ ("Nothing: it is as it was then."));
}

static void
row_selected_cb (EtaHistoryDialog *self, GtkListBoxRow *row)
{
  const EtaVersion *version = row ? get_version (self, row) : NULL;
  g_autofree char *title = version ? dup_title (version) : NULL;
  g_autofree char *author = version ? dup_author (self, version) : NULL;

  if (!version)
    return;
  gtk_label_set_label (self->step_title, title);
  gtk_label_set_label (self->step_author, author);
  show_step (self, version);
  show_return (self, version);
}

static void
row_activated_cb (EtaHistoryDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->step_pane);
}

static void
back_clicked_cb (EtaHistoryDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
return_clicked_cb (EtaHistoryDialog *self)
{
  Return *back = g_new0 (Return, 1);

  back->id = g_strdup (eta_form_get_id (self->form));
  back->seq = get_version (self, gtk_list_box_get_selected_row (self->list))->seq;
  eta_form_run (self->form, return_cb, back, free_return, _ ("It is as it was then"));
  gtk_window_close (GTK_WINDOW (self));
}

/* The row of the step that was chosen before, or the newest */
static guint
find_row (EtaHistoryDialog *self, gint64 seq)
{
  for (guint i = 0; i < self->versions->len; i++)
    if (((EtaVersion *) self->versions->pdata[i])->seq == seq)
      return i;
  return 0;
}

/* Also when a synchronisation has brought a step meanwhile: who reads stays where they are. */
static void
fill (EtaHistoryDialog *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  const EtaVersion *version = selected ? get_version (self, selected) : NULL;
  gint64 seq = version ? version->seq : 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->versions, 0);
  if (!read_page (self) || self->versions->len == 0)
    return;
  selected = gtk_list_box_get_row_at_index (self->list, find_row (self, seq));
  gtk_list_box_select_row (self->list, selected);
}

static void
eta_history_dialog_dispose (GObject *object)
{
  EtaHistoryDialog *self = ETA_HISTORY_DIALOG (object);

  g_clear_object (&self->form);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->here, g_free);
  G_OBJECT_CLASS (eta_history_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, step_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, step_title);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, step_author);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, changed);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, return_group);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, return_button);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, returned);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, return_clicked_cb);
}

static void
eta_history_dialog_class_init (EtaHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_history_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  eta_handbook_bind_key (widget_class, "undo");
  bind_template (widget_class);
}

static void
eta_history_dialog_init (EtaHistoryDialog *self)
{
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_version_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_history_dialog_show:
 * @owner: a widget of the window that it belongs to
 *
 * Returns: (transfer none): the dialog, which ends itself when it is closed
 */
EtaHistoryDialog *
eta_history_dialog_show (EtaForm *form, GtkWidget *owner)
{
  EtaHistoryDialog *self = g_object_new (ETA_TYPE_HISTORY_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (owner);

  self->form = g_object_ref (form);
  self->here = eta_store_dup_setting (eta_form_get_store (form), "device-name");
  if (!self->here)
    self->here = g_strdup (_ ("this computer"));
  adw_window_title_set_subtitle (self->title, eta_record_get_title (eta_form_get_record (form)));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  fill (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
