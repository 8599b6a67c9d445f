/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-page.h"

#include "eta-deed.h"
#include "eta-import-busy.h"
#include "eta-import-columns.h"
#include "eta-import-file.h"
#include "eta-import-report.h"
#include "eta-import-rows.h"
#include "eta-import-table.h"
#include "eta-place.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Long because the order of the steps, and what each end of work leads to, is one thing; each step is a
 * widget of its own. */
struct _EtaImportPage {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaImportWork *work; /* NULL: no file is chosen */

  EtaImportStep step;
  gboolean planned; /* the rows are what the columns say */
  gboolean done;
  int wanted; /* step to go to when the import is free; its number of steps: to start; -1: none */

  /* Template */
  GtkWidget *content;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *places;
  GtkWidget *back;
  GtkButton *next;
  EtaImportSteps *steps;
  GtkWidget *trouble;
  GtkLabel *trouble_words;
  GtkStack *stack;
  EtaImportFile *file;
  EtaImportBusy *busy;
  EtaImportTable *table;
  EtaImportColumns *columns;
  EtaImportRows *rows;
  EtaImportReport *report;
};

G_DEFINE_FINAL_TYPE (EtaImportPage, eta_import_page, GTK_TYPE_WIDGET)

typedef enum { PROP_SHOW_BACK = 1 } EtaImportPageProperty;

static GParamSpec *properties[PROP_SHOW_BACK + 1];

enum { DONE, CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define WANTS_NOTHING (-1)
#define WANTS_TO_START ETA_IMPORT_N_STEPS

/* In the stack */
static const char *const names[ETA_IMPORT_N_STEPS] = {
  [ETA_IMPORT_STEP_FILE] = "file",       [ETA_IMPORT_STEP_SHEET] = "sheet",
  [ETA_IMPORT_STEP_COLUMNS] = "columns", [ETA_IMPORT_STEP_ROWS] = "rows",
  [ETA_IMPORT_STEP_REPORT] = "report",
};

static EtaImport *
get_import (EtaImportPage *self)
{
  return eta_import_work_get_import (self->work);
}

/* Mending and saving are a moment's work, which nobody is kept waiting for. */
static gboolean
is_busy (EtaImportPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy");
}

static void
say (EtaImportPage *self, const char *words)
{
  gtk_label_set_label (self->trouble_words, words ? words : "");
  gtk_widget_set_visible (self->trouble, words != NULL);
}

/* -- where one can go ----------------------------------------------------------------------- */

static gboolean
is_open (EtaImportPage *self)
{
  return self->work && !is_busy (self) && eta_import_get_sheet (get_import (self));
}

static gboolean
can_go_to (EtaImportPage *self, EtaImportStep step)
{
  EtaHeader *header;

  if (is_busy (self) || (self->done && step != ETA_IMPORT_STEP_FILE))
    return self->done && !is_busy (self) && step == ETA_IMPORT_STEP_REPORT;
  if (step == ETA_IMPORT_STEP_FILE)
    return TRUE;
  if (!is_open (self) || step == ETA_IMPORT_STEP_REPORT)
    return FALSE;
  header = eta_import_get_header (get_import (self));
  if (step == ETA_IMPORT_STEP_SHEET)
    return TRUE;
  return header && (step == ETA_IMPORT_STEP_COLUMNS || eta_header_names_things (header));
}

static gboolean
has_something_to_do (EtaImportPage *self)
{
  EtaImport *import = get_import (self);

  return eta_import_count (import, ETA_IMPORT_CREATE) > 0 ||
         eta_import_count (import, ETA_IMPORT_UPDATE) > 0 ||
         (eta_import_get_photo_folder (import) && eta_import_get_photos_found (import) > 0);
}

static void
show_next (EtaImportPage *self)
{
  static const char *const labels[ETA_IMPORT_N_STEPS] = {
    [ETA_IMPORT_STEP_FILE] = N_ ("_Next"),    [ETA_IMPORT_STEP_SHEET] = N_ ("_Next"),
    [ETA_IMPORT_STEP_COLUMNS] = N_ ("_Next"), [ETA_IMPORT_STEP_ROWS] = N_ ("_Import"),
    [ETA_IMPORT_STEP_REPORT] = N_ ("_Done"),
  };
  gboolean ready = self->step == ETA_IMPORT_STEP_REPORT ||
                   (self->step == ETA_IMPORT_STEP_ROWS && self->planned && !is_busy (self)
                        ? has_something_to_do (self)
                        : can_go_to (self, self->step + 1));

  gtk_button_set_label (self->next, _ (labels[self->step]));
  gtk_widget_set_visible (GTK_WIDGET (self->next),
                          !is_busy (self) &&
                              (self->step != ETA_IMPORT_STEP_FILE || is_open (self)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), ready);
  gtk_widget_set_visible (self->back,
                          self->step != ETA_IMPORT_STEP_FILE && !self->done && !is_busy (self));
}

static void
show_controls (EtaImportPage *self)
{
  g_autofree char *name =
      self->work ? g_filename_display_basename (eta_import_get_path (get_import (self))) : NULL;

  adw_window_title_set_subtitle (self->title, name ? name : "");
  for (EtaImportStep step = 0; step < ETA_IMPORT_N_STEPS; step++)
    eta_import_steps_show (self->steps, step, step == self->step, can_go_to (self, step));
  show_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* -- steps ---------------------------------------------------------------------------------- */

static void
focus_step (EtaImportPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
show_step (EtaImportPage *self, EtaImportStep step)
{
  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, names[step]);
  if (step == ETA_IMPORT_STEP_SHEET)
    eta_import_table_show (self->table, self->work);
  else if (step == ETA_IMPORT_STEP_COLUMNS)
    eta_import_columns_show (self->columns, self->work);
  else if (step == ETA_IMPORT_STEP_ROWS)
    eta_import_rows_show (self->rows, self->work);
  else if (step == ETA_IMPORT_STEP_REPORT)
    eta_import_report_show (self->report, self->work);
  show_controls (self);
  focus_step (self);
}

/* What was typed into a row goes into its cells first; then the import is soon free. */
static gboolean
is_free (EtaImportPage *self)
{
  if (self->step == ETA_IMPORT_STEP_ROWS)
    eta_import_rows_flush (self->rows);
  return !self->work || !eta_import_work_is_busy (self->work);
}

/** eta_import_page_go_to: as a click on that step does, if it can be gone to */
void
eta_import_page_go_to (EtaImportPage *self, EtaImportStep step)
{
  g_return_if_fail (ETA_IS_IMPORT_PAGE (self));

  if (!can_go_to (self, step) || step == self->step)
    return;
  say (self, NULL);
  if (!is_free (self))
    self->wanted = step;
  else if (step == ETA_IMPORT_STEP_ROWS && !self->planned)
    eta_import_work_plan (self->work);
  else
    show_step (self, step);
}

static void
header_changed_cb (EtaImportPage *self)
{
  self->planned = FALSE;
  say (self, NULL);
  show_controls (self);
}

static void
tab_chosen_cb (EtaImportPage *self, int tab)
{
  if (is_free (self))
    eta_import_work_open (self->work, tab);
}

static void
photos_chosen_cb (EtaImportPage *self, const char *folder)
{
  if (!is_free (self))
    return;
  eta_import_set_photo_folder (get_import (self), folder);
  eta_import_work_plan (self->work);
}

/* -- work ----------------------------------------------------------------------------------- */

static void
started_cb (EtaImportPage *self, int task)
{
  const char *words[] = {
    [ETA_IMPORT_OPENS] = _ ("Reading the spreadsheet…"),
    [ETA_IMPORT_PLANS] = _ ("Looking at each row…"),
    [ETA_IMPORT_RUNS] = _ ("Importing…"),
  };

  if (task > ETA_IMPORT_RUNS)
    return;
  say (self, NULL);
  eta_import_busy_show (self->busy, self->work, words[task], task == ETA_IMPORT_RUNS);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  show_controls (self);
  focus_step (self);
}

/* A list that was imported here before is read as it was then: its rows are what there is to see. */
static void
opened (EtaImportPage *self)
{
  EtaImport *import = get_import (self);
  EtaHeader *header = eta_import_get_header (import);

  self->planned = FALSE;
  if (header && eta_import_get_kept_on (import) && eta_header_names_things (header)) {
    eta_import_work_plan (self->work);
  } else if (header) {
    show_step (self, ETA_IMPORT_STEP_COLUMNS);
  } else {
    show_step (self, ETA_IMPORT_STEP_SHEET);
    say (self, _ ("No row names columns that are known here. Choose the row that names them, then "
                  "say where each of them goes."));
  }
}

static void
ran (EtaImportPage *self)
{
  EtaImport *import = get_import (self);

  self->done = TRUE;
  show_step (self, ETA_IMPORT_STEP_REPORT);
  g_signal_emit (self, signals[DONE], 0, eta_import_get_step (import),
                 eta_import_count (import, ETA_IMPORT_CREATE) +
                     eta_import_count (import, ETA_IMPORT_UPDATE));
}

static void
succeed (EtaImportPage *self, int task)
{
  if (task == ETA_IMPORT_OPENS) {
    opened (self);
  } else if (task == ETA_IMPORT_PLANS) {
    self->planned = TRUE;
    show_step (self, ETA_IMPORT_STEP_ROWS);
  } else if (task == ETA_IMPORT_RUNS) {
    ran (self);
  } else if (task == ETA_IMPORT_SAVES) {
    eta_import_report_say (self->report, _ ("They are saved. Mend them there, then import that."));
  }
}

/* Nothing was kept: what was set still stands, and can be tried again. */
static void
fail (EtaImportPage *self, int task, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  EtaImportStep step = self->step;

  if (task == ETA_IMPORT_OPENS && !eta_import_get_sheet (get_import (self)))
    step = ETA_IMPORT_STEP_FILE;
  if (task == ETA_IMPORT_PLANS) {
    step = ETA_IMPORT_STEP_COLUMNS;
    self->planned = FALSE;
    if (!cancelled) /* the folder of photos may be what cannot be read */
      eta_import_set_photo_folder (get_import (self), NULL);
  }
  if (task <= ETA_IMPORT_RUNS)
    show_step (self, step);
  if (!cancelled)
    say (self, error->message);
}

static void
do_wanted (EtaImportPage *self)
{
  int wanted = self->wanted;

  if (wanted == WANTS_NOTHING || eta_import_work_is_busy (self->work))
    return;
  self->wanted = WANTS_NOTHING;
  if (wanted == WANTS_TO_START)
    eta_import_page_start (self);
  else
    eta_import_page_go_to (self, (EtaImportStep) wanted);
}

static void
ended_cb (EtaImportPage *self, int task, const GError *error)
{
  if (task <= ETA_IMPORT_RUNS)
    gtk_stack_set_visible_child_name (self->stack, names[self->step]);
  if (error)
    fail (self, task, error);
  else
    succeed (self, task);
  show_controls (self);
  do_wanted (self);
}

static void
drop_work (EtaImportPage *self)
{
  if (self->work) {
    g_signal_handlers_disconnect_by_data (self->work, self);
    eta_import_work_cancel (self->work);
  }
  g_clear_object (&self->work);
  self->planned = self->done = FALSE;
  self->wanted = WANTS_NOTHING;
}

/* -- undo ----------------------------------------------------------------------------------- */

/* Back to the rows, as they are now that nothing of them is in the catalogue */
static void
undone_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaImportPage *self = owner;

  if (error) {
    say (self, error->message);
    return;
  }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _ ("The import is undone"));
  self->done = self->planned = FALSE;
  if (self->work && is_free (self))
    eta_import_work_plan (self->work);
}

static void
undo_cb (EtaImportPage *self)
{
  EtaDeed *deed = eta_deed_new (ETA_DEED_UNDO, NULL);

  deed->step = eta_import_get_step (get_import (self));
  eta_deed_run (deed, self->store, undone_cb, G_OBJECT (self));
}

static void
save_cb (EtaImportPage *self, const char *path)
{
  if (is_free (self))
    eta_import_work_save_refused (self->work, path);
}

/* -- the header bar ------------------------------------------------------------------------- */

static void
step_chosen_cb (EtaImportPage *self, int step)
{
  if (self->done && step == ETA_IMPORT_STEP_FILE)
    eta_import_page_put_away (self);
  else
    eta_import_page_go_to (self, (EtaImportStep) step);
}

static void
back_clicked_cb (EtaImportPage *self)
{
  if (self->step > ETA_IMPORT_STEP_FILE)
    eta_import_page_go_to (self, self->step - 1);
}

/* To what was imported */
static void
leave (EtaImportPage *self)
{
  const EtaHeader *header = eta_import_get_header (get_import (self));
  const EtaPlace *place = eta_place_of_kind (header->kind);

  eta_import_page_put_away (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to", "s", place->name);
}

static void
next_clicked_cb (EtaImportPage *self)
{
  if (self->step == ETA_IMPORT_STEP_ROWS)
    eta_import_page_start (self);
  else if (self->step == ETA_IMPORT_STEP_REPORT)
    leave (self);
  else
    eta_import_page_go_to (self, self->step == ETA_IMPORT_STEP_FILE &&
                                         can_go_to (self, ETA_IMPORT_STEP_COLUMNS)
                                     ? ETA_IMPORT_STEP_COLUMNS
                                     : self->step + 1);
}

/* -- class ---------------------------------------------------------------------------------- */

static void
eta_import_page_dispose (GObject *object)
{
  EtaImportPage *self = ETA_IMPORT_PAGE (object);

  drop_work (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->vault);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_import_page_parent_class)->dispose (object);
}

static void
eta_import_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((EtaImportPageProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, gtk_widget_get_visible (ETA_IMPORT_PAGE (object)->places));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_import_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaImportPage *self = ETA_IMPORT_PAGE (object);

  switch ((EtaImportPageProperty) id) {
  case PROP_SHOW_BACK:
    gtk_widget_set_visible (self->places, g_value_get_boolean (value));
    adw_header_bar_set_show_start_title_buttons (self->header, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_IMPORT_BUSY);
  g_type_ensure (ETA_TYPE_IMPORT_FILE);
  g_type_ensure (ETA_TYPE_IMPORT_STEPS);
  g_type_ensure (ETA_TYPE_IMPORT_TABLE);
  g_type_ensure (ETA_TYPE_IMPORT_COLUMNS);
  g_type_ensure (ETA_TYPE_IMPORT_ROWS);
  g_type_ensure (ETA_TYPE_IMPORT_REPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, header);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, title);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, places);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, back);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, next);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, steps);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, trouble_words);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, file);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, busy);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, table);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, columns);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, rows);
  gtk_widget_class_bind_template_child (widget_class, EtaImportPage, report);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, eta_import_page_load);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, eta_import_page_stop);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, eta_import_page_put_away);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
eta_import_page_class_init (EtaImportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = eta_import_page_dispose;
  object_class->get_property = eta_import_page_get_property;
  object_class->set_property = eta_import_page_set_property;
  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_INT64, G_TYPE_UINT);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  bind_callbacks (widget_class);
}

static void
eta_import_page_init (EtaImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = WANTS_NOTHING;
  show_controls (self);
}

EtaImportPage *
eta_import_page_new (EtaStore *store, EtaVault *vault)
{
  EtaImportPage *self = g_object_new (ETA_TYPE_IMPORT_PAGE, NULL);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  return self;
}

/**
 * eta_import_page_load:
 * @path: a spreadsheet
 *
 * Reads it, and goes on to the first step at which there is something to say.
 */
void
eta_import_page_load (EtaImportPage *self, const char *path)
{
  g_return_if_fail (ETA_IS_IMPORT_PAGE (self) && path);

  if (is_busy (self))
    return;
  drop_work (self);
  self->step = ETA_IMPORT_STEP_FILE;
  self->work = eta_import_work_new (self->store, self->vault, path);
  g_signal_connect_object (self->work, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->work, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  eta_import_work_open (self->work, -1);
}

/* Imports what was planned, as the button does. */
void
eta_import_page_start (EtaImportPage *self)
{
  g_return_if_fail (ETA_IS_IMPORT_PAGE (self));

  if (self->step != ETA_IMPORT_STEP_ROWS || is_busy (self))
    return;
  if (is_free (self))
    eta_import_work_run (self->work);
  else
    self->wanted = WANTS_TO_START;
}

/** eta_import_page_stop: what is under way ends, and nothing of it is kept */
void
eta_import_page_stop (EtaImportPage *self)
{
  g_return_if_fail (ETA_IS_IMPORT_PAGE (self));

  self->wanted = WANTS_NOTHING;
  if (self->work)
    eta_import_work_cancel (self->work);
}

EtaImportStep
eta_import_page_get_step (EtaImportPage *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_PAGE (self), ETA_IMPORT_STEP_FILE);
  return self->step;
}

EtaImportWork *
eta_import_page_get_work (EtaImportPage *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_PAGE (self), NULL);
  return self->work;
}

/** eta_import_page_put_away: what is under way ends, nothing of it is kept, and the page is as it was at first */
void
eta_import_page_put_away (EtaImportPage *self)
{
  g_return_if_fail (ETA_IS_IMPORT_PAGE (self));
  drop_work (self);
  show_step (self, ETA_IMPORT_STEP_FILE);
}
