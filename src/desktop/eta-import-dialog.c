/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-dialog.h"

#include "eta-handbook.h"
#include "eta-import-line.h"

#include <glib/gi18n.h>

/**
 * EtaImportDialog:
 *
 * A spreadsheet into the catalogue: choose a file, see what each row will become, import, see what was
 * refused. Nothing is written before the user has seen the plan, and all of it is one step of undo.
 * Main thread; the import runs on the store's.
 */
struct _EtaImportDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaImport *import;
  GCancellable *cancellable; /* of what runs; NULL: nothing does */
  GtkFileChooserNative *chooser;
  char *path;
  char *photos; /* folder; NULL: none */
  guint progress_source;
  gboolean done;

  /* Template */
  GtkStack *pages;
  GtkWidget *start;
  GtkWidget *trouble;
  GtkLabel *trouble_words;
  GtkLabel *busy_words;
  GtkProgressBar *progress;
  GtkLabel *summary;
  AdwActionRow *photos_row;
  GtkWidget *photos_group;
  GtkGridView *lines;
  GtkWidget *save_refused;
};

G_DEFINE_FINAL_TYPE (EtaImportDialog, eta_import_dialog, ADW_TYPE_WINDOW)

enum { IMPORTED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define PROGRESS_MS 150

static void plan (EtaImportDialog *self);

static void
say (EtaImportDialog *self, const char *words)
{
  gtk_label_set_label (self->trouble_words, words ? words : "");
  gtk_widget_set_visible (self->trouble, words != NULL);
}

static guint
count (EtaImportDialog *self, EtaImportFate fate)
{
  return eta_import_count (self->import, fate);
}

static void
append_count (GString *words, const char *part, guint n)
{
  if (n == 0)
    return;
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

/* "12 new · 3 updated · 1 refused" */
static char *
format_summary (EtaImportDialog *self)
{
  guint created = count (self, ETA_IMPORT_CREATE), updated = count (self, ETA_IMPORT_UPDATE);
  guint unchanged = count (self, ETA_IMPORT_UNCHANGED), refused = count (self, ETA_IMPORT_REFUSE);
  g_autofree char *a = g_strdup_printf (ngettext ("%u new", "%u new", created), created);
  g_autofree char *b = g_strdup_printf (ngettext ("%u updated", "%u updated", updated), updated);
  g_autofree char *c =
      g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", unchanged), unchanged);
  g_autofree char *d = g_strdup_printf (ngettext ("%u refused", "%u refused", refused), refused);
  GString *words = g_string_new (NULL);

  append_count (words, a, created);
  append_count (words, b, updated);
  append_count (words, c, unchanged);
  append_count (words, d, refused);
  if (words->len == 0)
    g_string_append (words, _ ("No rows"));
  return g_string_free (words, FALSE);
}

static void
show_photos (EtaImportDialog *self)
{
  guint added = eta_import_get_photos_added (self->import);
  GPtrArray *failed = eta_import_get_photos_failed (self->import);
  g_autofree char *name = self->photos ? g_filename_display_basename (self->photos) : NULL;
  g_autofree char *words = NULL;

  if (self->done && self->photos)
    /* Translators: photos that were taken in, and those that could not be */
    words = g_strdup_printf (_ ("%s: %u added, %u failed"), name, added, failed ? failed->len : 0);
  adw_action_row_set_subtitle (self->photos_row, words  ? words
                                                 : name ? name
                                                        : _ ("None; files are matched by name"));
  gtk_widget_set_visible (self->photos_group, !self->done || self->photos);
}

static void
show_rows (EtaImportDialog *self)
{
  g_autofree char *summary = format_summary (self);
  g_autoptr (GListModel) lines = eta_import_lines (self->import);
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (g_steal_pointer (&lines));
  guint changes = count (self, ETA_IMPORT_CREATE) + count (self, ETA_IMPORT_UPDATE);

  gtk_label_set_label (self->summary, summary);
  gtk_grid_view_set_model (self->lines, GTK_SELECTION_MODEL (model));
  gtk_widget_set_visible (self->save_refused, count (self, ETA_IMPORT_REFUSE) > 0);
  gtk_widget_set_visible (self->start, !self->done);
  gtk_widget_set_sensitive (self->start, changes > 0 || self->photos);
  show_photos (self);
  gtk_stack_set_visible_child_name (self->pages, "rows");
}

static gboolean
progress_cb (gpointer data)
{
  EtaImportDialog *self = data;
  guint done = 0, total = 0;

  eta_import_get_progress (self->import, &done, &total);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / total));
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_busy (EtaImportDialog *self, const char *words)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (!words)
    return;
  say (self, NULL);
  gtk_label_set_label (self->busy_words, words);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_stack_set_visible_child_name (self->pages, "busy");
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

/* On the store's thread */
static gboolean
plan_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_import_plan (data, cancellable, error);
}

static gboolean
run_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_import_run (data, cancellable, error);
}

static gboolean
finish (EtaImportDialog *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean good = eta_store_run_finish (ETA_STORE (source), result, &error);

  g_clear_object (&self->cancellable);
  set_busy (self, NULL);
  if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
  return good;
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaImportDialog) self = data;

  if (finish (self, source, result))
    show_rows (self);
  else
    gtk_stack_set_visible_child_name (self->pages, "choose");
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaImportDialog) self = data;

  self->done = finish (self, source, result);
  if (self->done)
    show_rows (self);
  else
    plan (self); /* cancelled or failed: nothing was kept, and the rows stand as they stood */
}

static void
plan (EtaImportDialog *self)
{
  g_clear_object (&self->import);
  self->import = eta_import_new (self->store, self->vault, self->path, self->photos);
  self->cancellable = g_cancellable_new ();
  set_busy (self, _ ("Reading the spreadsheet…"));
  eta_store_run_async (self->store, plan_cb, g_object_ref (self->import), g_object_unref,
                       self->cancellable, planned_cb, g_object_ref (self));
}

static void
start_clicked_cb (EtaImportDialog *self)
{
  if (!self->import || self->cancellable || self->done)
    return;
  self->cancellable = g_cancellable_new ();
  set_busy (self, _ ("Importing…"));
  eta_store_run_async (self->store, run_cb, g_object_ref (self->import), g_object_unref,
                       self->cancellable, done_cb, g_object_ref (self));
}

static void
cancel_clicked_cb (EtaImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static GtkFileFilter *
make_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Spreadsheets (XLSX, CSV)"));
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  return filter;
}

static void
choose (EtaImportDialog *self, const char *title, GtkFileChooserAction action,
        GCallback response_cb)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", response_cb, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static char *
get_chosen (EtaImportDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  return file ? g_file_get_path (file) : NULL;
}

static void
file_chosen_cb (EtaImportDialog *self, int response)
{
  g_autofree char *path = get_chosen (self, response);

  if (path)
    eta_import_dialog_load (self, path);
}

static void
photos_chosen_cb (EtaImportDialog *self, int response)
{
  char *path = get_chosen (self, response);

  if (!path)
    return;
  g_free (self->photos);
  self->photos = path;
  plan (self);
}

static void
photos_clicked_cb (EtaImportDialog *self)
{
  if (!self->done)
    choose (self, _ ("Folder of photos"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
            G_CALLBACK (photos_chosen_cb));
}

static void
refused_chosen_cb (EtaImportDialog *self, int response)
{
  g_autofree char *path = get_chosen (self, response);
  g_autoptr (GError) error = NULL;

  if (path && !eta_import_save_refused (self->import, path, &error))
    say (self, error->message);
}

static void
save_refused_clicked_cb (EtaImportDialog *self)
{
  choose (self, _ ("Save the refused rows"), GTK_FILE_CHOOSER_ACTION_SAVE,
          G_CALLBACK (refused_chosen_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("refused rows.csv"));
}

static gboolean
eta_import_dialog_close_request (GtkWindow *window)
{
  EtaImportDialog *self = ETA_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  if (self->done && eta_import_get_step (self->import) > 0)
    g_signal_emit (self, signals[IMPORTED], 0, eta_import_get_step (self->import),
                   count (self, ETA_IMPORT_CREATE) + count (self, ETA_IMPORT_UPDATE));
  self->done = FALSE;
  return GTK_WINDOW_CLASS (eta_import_dialog_parent_class)->close_request (window);
}

static void
eta_import_dialog_dispose (GObject *object)
{
  EtaImportDialog *self = ETA_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->import);
  g_clear_object (&self->vault);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_import_dialog_parent_class)->dispose (object);
}

static void
eta_import_dialog_finalize (GObject *object)
{
  g_free (ETA_IMPORT_DIALOG (object)->path);
  g_free (ETA_IMPORT_DIALOG (object)->photos);
  G_OBJECT_CLASS (eta_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  eta_handbook_bind_key (widget_class, "import");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, start);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, trouble_words);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, busy_words);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, photos_row);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, photos_group);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, EtaImportDialog, save_refused);
  gtk_widget_class_bind_template_callback (widget_class, eta_import_dialog_choose);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_refused_clicked_cb);
}

static void
eta_import_dialog_class_init (EtaImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_import_dialog_dispose;
  object_class->finalize = eta_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = eta_import_dialog_close_request;

  signals[IMPORTED] = g_signal_new ("imported", ETA_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  bind_template (widget_class);
}

static void
eta_import_dialog_init (EtaImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = eta_import_line_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_grid_view_set_factory (self->lines, factory);
}

EtaImportDialog *
eta_import_dialog_new (GtkWindow *parent, EtaStore *store, EtaVault *vault)
{
  EtaImportDialog *self = g_object_new (ETA_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  return self;
}

/* Asks for the file. */
void
eta_import_dialog_choose (EtaImportDialog *self)
{
  g_autoptr (GtkFileFilter) filter = make_filter ();

  g_return_if_fail (ETA_IS_IMPORT_DIALOG (self));

  choose (self, _ ("Import a spreadsheet"), GTK_FILE_CHOOSER_ACTION_OPEN,
          G_CALLBACK (file_chosen_cb));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
}

/**
 * eta_import_dialog_load:
 * @path: a spreadsheet
 *
 * Reads it and shows what would become of each row.
 */
void
eta_import_dialog_load (EtaImportDialog *self, const char *path)
{
  g_return_if_fail (ETA_IS_IMPORT_DIALOG (self) && path);

  if (self->cancellable)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  plan (self);
}

/* Imports what was planned, as the button does. */
void
eta_import_dialog_start (EtaImportDialog *self)
{
  g_return_if_fail (ETA_IS_IMPORT_DIALOG (self));
  start_clicked_cb (self);
}
