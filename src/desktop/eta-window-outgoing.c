/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-live.h"
#include "eta-outgoing-bar.h"
#include "eta-print.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What goes out of the window: a spreadsheet, a catalogue, product sheets, to a file or a printer. Each
 * action takes the ids of what is meant ("as"); none means all that the list shows.
 */

/* What is asked for, while the user chooses a file */
typedef struct {
  EtaWindow *window; /* borrowed: the chooser is its own */
  EtaSelection *what;
  EtaOutgoingForm form;
} Wish;

#define FORMS (ETA_OUTGOING_SHEETS + 1)

static const struct {
  const char *title; /* of the file chooser */
  const char *name; /* of the file that it offers */
} forms[FORMS] = {
  [ETA_OUTGOING_SPREADSHEET] = { N_ ("Export to a spreadsheet"), NULL },
  [ETA_OUTGOING_CATALOGUE] = { N_ ("Catalogue as PDF"), N_ ("Product catalogue") },
  [ETA_OUTGOING_SHEETS] = { N_ ("Product sheets as PDF"), N_ ("Product sheet") },
};

static void
free_wish (gpointer data, GClosure *closure)
{
  Wish *wish = data;

  eta_selection_unref (wish->what);
  g_free (wish);
}

/* -- what is meant -------------------------------------------------------------------------- */

static EtaSelection *
read_selection (EtaWindow *self, GVariant *parameter)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  EtaQuery query = { .kind = self->place->kind };

  if (ids[0])
    return eta_selection_new_for_ids (NULL, ids);
  if (eta_window_get_list (self))
    query = eta_filters_get_query (eta_record_list_get_filters (eta_window_get_list (self)));
  return eta_selection_new (&query);
}

/* -- the end -------------------------------------------------------------------------------- */

static void
open_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *folder = g_path_get_dirname (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

static char *
describe (EtaOutgoing *outgoing)
{
  guint n = eta_outgoing_get_count (outgoing);

  if (eta_outgoing_get_form (outgoing) == ETA_OUTGOING_SPREADSHEET)
    return g_strdup_printf (ngettext ("%u record exported", "%u records exported", n), n);
  return g_strdup_printf (ngettext ("A PDF of %u page is made", "A PDF of %u pages is made", n), n);
}

static void
say_done (EtaWindow *self, EtaOutgoing *outgoing)
{
  g_autofree char *words = describe (outgoing);
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_button_label (toast, _ ("_Open folder"));
  adw_toast_set_timeout (toast, 10); /* time enough to find it by the keyboard */
  adw_toast_set_action_name (toast, "win.open-folder");
  adw_toast_set_action_target_value (toast,
                                     g_variant_new_string (eta_outgoing_get_path (outgoing)));
  eta_live_toast (self->toasts, toast);
}

static void
printed_cb (const GError *error, gpointer owner)
{
  if (error)
    eta_window_warn (owner, error->message);
}

static void
print (EtaWindow *self, EtaBrochure *brochure)
{
  g_autoptr (GtkPrintOperation) operation = eta_print_new (brochure, printed_cb, G_OBJECT (self));
  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           &error);
  if (error)
    eta_window_warn (self, error->message);
}

static void
finished_cb (EtaWindow *self, EtaOutgoing *outgoing)
{
  const GError *error = eta_outgoing_get_error (outgoing);

  if (!self->store) /* the window is closed */
    return;
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    eta_window_warn (self, error->message);
  else if (!error && eta_outgoing_get_path (outgoing))
    say_done (self, outgoing);
  else if (!error)
    print (self, eta_outgoing_get_brochure (outgoing));
}

/* The program stays until a cancelled file is taken away, though its window may be gone. */
static void
hold (EtaWindow *self, EtaOutgoing *outgoing)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (!application)
    return;
  g_application_hold (application);
  g_signal_connect_object (outgoing, "finished", G_CALLBACK (g_application_release), application,
                           G_CONNECT_SWAPPED);
}

static void
begin (EtaWindow *self, EtaSelection *what, EtaOutgoingForm form, const char *path)
{
  g_autoptr (EtaOutgoing) outgoing = eta_outgoing_new (self->store, self->vault, what, form, path);

  gtk_box_append (self->frame, eta_outgoing_bar_new (outgoing));
  g_signal_connect_object (outgoing, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "unrealize", G_CALLBACK (eta_outgoing_cancel), outgoing,
                           G_CONNECT_SWAPPED);
  hold (self, outgoing);
  eta_outgoing_start (outgoing);
}

/* -- the file ------------------------------------------------------------------------------- */

static void
add_filter (GtkFileChooserNative *chooser, const char *name, const char *ending)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, ending);
  g_object_set_data (G_OBJECT (filter), "eta-ending", (gpointer) ending);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

/* "Produk 2026-11-25.xlsx" */
static char *
suggest_name (const Wish *wish)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  const EtaKind *kind = eta_selection_get_kind (wish->what);
  const char *name = forms[wish->form].name;

  if (!name)
    name = kind ? kind->plural : "Etalase";
  return g_strdup_printf ("%s %s.%s", _ (name), day,
                          wish->form == ETA_OUTGOING_SPREADSHEET ? "xlsx" : "pdf");
}

static const char *
find_ending (const char *path)
{
  static const char *const endings[] = { ".xlsx", ".csv", ".pdf", NULL };

  for (guint i = 0; endings[i]; i++)
    if (g_str_has_suffix (path, endings[i]))
      return path + strlen (path) - strlen (endings[i]);
  return NULL;
}

/* The ending counts that the user has typed, or else the kind of file that they have chosen. */
static char *
end_name (GtkFileChooser *chooser, const char *path)
{
  g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (chooser);
  g_autoptr (GObject) first = g_list_model_get_item (filters, 0);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *ending = filter ? g_object_get_data (G_OBJECT (filter), "eta-ending") : NULL;
  const char *typed = find_ending (path);
  g_autofree char *bare = NULL;

  if (!ending || (typed && (G_OBJECT (filter) == first || g_str_equal (typed + 1, ending))))
    return g_strdup (path);
  bare = g_strndup (path, typed ? (gsize) (typed - path) : strlen (path));
  return g_strconcat (bare, ".", ending, NULL);
}

/* The chooser has asked about the name that it knows, and of no other. */
static gboolean
would_overwrite (const char *chosen, const char *ended)
{
  return !g_str_equal (chosen, ended) && g_file_test (ended, G_FILE_TEST_EXISTS);
}

static void
begin_file (Wish *wish, const char *chosen, const char *ended)
{
  g_autofree char *name = g_filename_display_basename (ended);
  g_autofree char *words = NULL;

  if (!would_overwrite (chosen, ended)) {
    begin (wish->window, wish->what, wish->form, ended);
    return;
  }
  words = g_strdup_printf (_ ("“%s” is there already. Choose another name."), name);
  eta_window_warn (wish->window, words);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Wish *wish)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *ended = path ? end_name (chooser, path) : NULL;

  if (ended)
    begin_file (wish, path, ended);
  else if (file)
    eta_window_warn (wish->window, _ ("Choose a folder of this computer."));
  g_object_set_data (G_OBJECT (wish->window), "eta-chooser", NULL);
}

/* Where people look for what they have made */
static void
set_folder (GtkFileChooser *chooser)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = documents ? g_file_new_for_path (documents) : NULL;

  if (folder)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

static void
choose_file (EtaWindow *self, EtaSelection *what, EtaOutgoingForm form)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ (forms[form].title), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Wish *wish = g_new0 (Wish, 1);
  g_autofree char *name = NULL;

  wish->window = self;
  wish->what = eta_selection_ref (what);
  wish->form = form;
  name = suggest_name (wish);
  if (form == ETA_OUTGOING_SPREADSHEET) {
    add_filter (chooser, _ ("Spreadsheet (XLSX)"), "xlsx");
    add_filter (chooser, _ ("Plain table (CSV)"), "csv");
  } else {
    add_filter (chooser, _ ("PDF"), "pdf");
  }
  set_folder (GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), wish, free_wish, 0);
  g_object_set_data_full (G_OBJECT (self), "eta-chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* -- actions -------------------------------------------------------------------------------- */

static void
to_file (GtkWidget *widget, GVariant *parameter, EtaOutgoingForm form)
{
  EtaWindow *self = ETA_WINDOW (widget);
  g_autoptr (EtaSelection) what = read_selection (self, parameter);

  eta_detail_flush (self->detail);
  choose_file (self, what, form);
}

static void
to_printer (GtkWidget *widget, GVariant *parameter, EtaOutgoingForm form)
{
  EtaWindow *self = ETA_WINDOW (widget);
  g_autoptr (EtaSelection) what = read_selection (self, parameter);

  eta_detail_flush (self->detail);
  begin (self, what, form, NULL);
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  to_file (widget, parameter, ETA_OUTGOING_SPREADSHEET);
}

static void
catalogue_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  to_file (widget, parameter, ETA_OUTGOING_CATALOGUE);
}

static void
sheets_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  to_file (widget, parameter, ETA_OUTGOING_SHEETS);
}

static void
print_catalogue_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  to_printer (widget, parameter, ETA_OUTGOING_CATALOGUE);
}

static void
print_sheets_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  to_printer (widget, parameter, ETA_OUTGOING_SHEETS);
}

/**
 * eta_window_write:
 * @what: what goes out
 * @path: replaced whole
 *
 * As the actions do once a file is chosen: with a line at the foot of the window, and a word at the end.
 */
void
eta_window_write (EtaWindow *self, EtaSelection *what, EtaOutgoingForm form, const char *path)
{
  g_return_if_fail (ETA_IS_WINDOW (self));
  begin (self, what, form, path);
}

void
eta_window_install_outgoing_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.export", export_cb },
    { "win.catalogue", catalogue_cb },
    { "win.product-sheets", sheets_cb },
    { "win.print-catalogue", print_catalogue_cb },
    { "win.print-product-sheets", print_sheets_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, "as", actions[i].activate);
  gtk_widget_class_install_action (widget_class, "win.open-folder", "s", open_folder_cb);
}
