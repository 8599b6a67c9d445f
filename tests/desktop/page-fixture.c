/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "eta-test-store.h"

#define PATIENCE_SECONDS 30

static void
say_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PageFixture *fixture = data;
  g_autoptr (GVariant) first = g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING)
                                   ? g_variant_ref (parameter)
                                   : g_variant_get_child_value (parameter, 0);

  g_ptr_array_add (fixture->said, g_variant_dup_string (first, NULL));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_ptr_array_add (((PageFixture *) data)->opened, g_variant_dup_string (parameter, NULL));
}

static void
add_actions (PageFixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "say", .activate = say_cb, .parameter_type = "s" },
    { .name = "say-undo", .activate = say_cb, .parameter_type = "(sx)" },
    { .name = "open-record", .activate = open_cb, .parameter_type = "s" },
    { .name = "new-product", .activate = open_cb, .parameter_type = "s" },
    { .name = "trash-record", .activate = open_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
}

void
page_fixture_set_up (PageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *photos = NULL;

  fixture->store = eta_test_store_new ();
  photos = eta_store_dup_photo_folder (fixture->store);
  fixture->vault = eta_vault_new (photos, &error);
  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("etalase-page-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->said = g_ptr_array_new_with_free_func (g_free);
  fixture->opened = g_ptr_array_new_with_free_func (g_free);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  add_actions (fixture);
}

static void
show_page (PageFixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page;

  page = eta_record_page_new (fixture->store, fixture->vault, fixture->id);
  fixture->page = ETA_RECORD_PAGE (page);
  fixture->form = eta_record_page_get_form (fixture->page);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), eta_record_page_get_header (fixture->page));
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* @doc: with ' for " */
void
page_fixture_show (PageFixture *fixture, const EtaKind *kind, const char *doc)
{
  fixture->id = eta_test_add (fixture->store, kind, "%s", doc);
  show_page (fixture);
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

void
page_wait (gboolean (*done) (gpointer data), gpointer data)
{
  gboolean late = FALSE;
  guint guard = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, &late);

  while (!done (data)) {
    g_main_context_iteration (NULL, TRUE);
    g_assert_false (late);
  }
  g_source_remove (guard);
}

static gboolean
is_gone (gpointer object)
{
  return *(GObject **) object == NULL;
}

/* Takes the page out of its window, and waits until it is gone. */
void
page_fixture_close (PageFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  g_object_add_weak_pointer (G_OBJECT (fixture->form), (gpointer *) &fixture->form);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  page_wait (is_gone, &fixture->page);
  page_wait (is_gone, &fixture->form);
}

void
page_fixture_reopen (PageFixture *fixture)
{
  page_fixture_close (fixture);
  show_page (fixture);
}

/* What is under way (a change, an assessment) holds the form, and with it the store. */
void
page_fixture_tear_down (PageFixture *fixture)
{
  if (fixture->form)
    g_object_add_weak_pointer (G_OBJECT (fixture->form), (gpointer *) &fixture->form);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  page_wait (is_gone, &fixture->form);
  g_object_unref (fixture->vault);
  eta_test_store_free (fixture->store);
  eta_test_remove_folder (fixture->folder);
  g_ptr_array_unref (fixture->said);
  g_ptr_array_unref (fixture->opened);
  g_free (fixture->folder);
  g_free (fixture->id);
}

static void
assessed_cb (gpointer count)
{
  ++*(guint *) count;
}

static gboolean
is_positive (gpointer count)
{
  return *(guint *) count > 0;
}

static gboolean
is_written (gpointer form)
{
  return !eta_form_is_writing (form);
}

/* Until what is saved now has been assessed: an assessment under way may be of what was before. */
void
page_wait_assessed (PageFixture *fixture)
{
  guint count = 0;
  gulong handler =
      g_signal_connect_swapped (fixture->form, "assessed", G_CALLBACK (assessed_cb), &count);

  eta_form_flush (fixture->form);
  page_wait (is_written, fixture->form);
  eta_form_assess (fixture->form);
  page_wait (is_positive, &count);
  while (eta_form_is_assessing (fixture->form))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->form, handler);
}

EtaJson *
page_saved (PageFixture *fixture)
{
  g_autoptr (EtaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  eta_record_page_flush (fixture->page);
  eta_store_flush (fixture->store);
  record = eta_store_get (fixture->store, fixture->id, &error);
  g_assert_no_error (error);
  return eta_json_copy (eta_record_get_doc (record));
}

EtaEdit *
page_edit (PageFixture *fixture, const char *pointer)
{
  EtaEdit *edit = eta_form_find_edit (fixture->form, pointer);

  g_assert_nonnull (edit);
  g_assert_cmpstr (eta_edit_get_pointer (edit), ==, pointer);
  return edit;
}

GtkWidget *
page_control (PageFixture *fixture, const char *pointer)
{
  GtkWidget *control = eta_edit_get_control (page_edit (fixture, pointer));

  g_assert_nonnull (control);
  return control;
}

void
page_type (PageFixture *fixture, const char *pointer, const char *text)
{
  GtkWidget *control = page_control (fixture, pointer);

  if (GTK_IS_TEXT_VIEW (control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (control), text);
}

char *
page_text (PageFixture *fixture, const char *pointer)
{
  GtkWidget *control = page_control (fixture, pointer);
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (!GTK_IS_TEXT_VIEW (control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The first widget of a type below @within, itself included; NULL: none */
GtkWidget *
page_find (GtkWidget *within, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (within), type))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = page_find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

GtkWidget *
page_find_button (GtkWidget *within, const char *label)
{
  if (GTK_IS_BUTTON (within)) {
    GtkWidget *words = page_find (within, GTK_TYPE_LABEL);

    return words && g_str_equal (gtk_label_get_label (GTK_LABEL (words)), label) ? within : NULL;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (within); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = page_find_button (child, label);

    if (found)
      return found;
  }
  return NULL;
}
