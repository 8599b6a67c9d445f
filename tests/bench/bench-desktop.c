/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import.h"
#include "eta-record-list.h"
#include "eta-record-page.h"
#include "eta-record-row.h"
#include "eta-row-words.h"
#include "eta-scheduler.h"
#include "eta-thumbnail.h"
#include "eta-window.h"

#include <adwaita.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What ./dev bench desktop asks of the window; each command prints figures, one a line, "name value". A gap
 * is the time for which the main loop does one thing, so that keys and frames wait: milliseconds.
 *
 *   bench-desktop scroll DIR N      N frames through the products, by lines and by jumps: gaps, and the rows
 *                                   that did not stand where the model has them
 *   bench-desktop search DIR        words typed letter by letter: gaps
 *   bench-desktop import DIR CSV    a spreadsheet comes in while the list is scrolled: gaps
 *   bench-desktop sync DIR          the whole catalogue goes to the centre meanwhile: gaps
 *   bench-desktop page DIR ID       from the click to the frame with the record's page: milliseconds
 *   bench-desktop thumbnails DIR    all photos of the vault as thumbnails: seconds, count
 */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
  EtaScheduler *scheduler;
  EtaWindow *window;
  EtaRecordList *list;
  GtkAdjustment *scroll;
  GRand *dice;
  guint frames; /* still to come */
  guint wrong;
} Desk;

static void
demand (gboolean good, GError *error)
{
  if (good)
    return;
  fprintf (stderr, "bench-desktop: %s\n", error ? error->message : "failed");
  exit (3);
}

/* A source that is asked before and after each wait of the loop, and so knows what lay between. */
typedef struct {
  GSource source;
  gint64 woken;
  double woken_cpu;
  double worst_cpu;
  GArray *gaps; /* double: ms */
} Watch;

/* What this thread has worked, which other programs' noise does not touch: ms */
static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gboolean
watch_prepare (GSource *source, int *timeout)
{
  Watch *watch = (Watch *) source;
  double gap = (double) (g_get_monotonic_time () - watch->woken) / 1000;

  if (watch->woken) {
    g_array_append_val (watch->gaps, gap);
    watch->worst_cpu = MAX (watch->worst_cpu, get_cpu () - watch->woken_cpu);
  }
  *timeout = -1;
  return FALSE;
}

static gboolean
watch_check (GSource *source)
{
  ((Watch *) source)->woken = g_get_monotonic_time ();
  ((Watch *) source)->woken_cpu = get_cpu ();
  return FALSE;
}

static gboolean
watch_dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static Watch *
begin_watch (void)
{
  static GSourceFuncs funcs = { watch_prepare, watch_check, watch_dispatch, NULL, NULL, NULL };
  GSource *source = g_source_new (&funcs, sizeof (Watch));
  Watch *watch = (Watch *) source;

  watch->gaps = g_array_new (FALSE, FALSE, sizeof (double));
  g_source_set_priority (source, G_PRIORITY_HIGH - 100);
  g_source_attach (source, NULL);
  return watch;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
end_watch (Watch *watch)
{
  g_array_sort (watch->gaps, compare);
  printf ("gap-p999 %.2f\n",
          g_array_index (watch->gaps, double, (guint) (0.999 * (watch->gaps->len - 1))));
  printf ("gap-worst %.2f\n", g_array_index (watch->gaps, double, watch->gaps->len - 1));
  printf ("gap-worst-cpu %.2f\n", watch->worst_cpu);
  printf ("turns %u\n", watch->gaps->len);
  g_array_unref (watch->gaps);
  g_source_destroy (&watch->source);
  g_source_unref (&watch->source);
}

static gpointer
find (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    gpointer found = find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static void
open_desk (Desk *desk, const char *folder)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autofree char *photos = g_build_filename (folder, ETA_STORE_PHOTOS, NULL);
  g_autoptr (GError) error = NULL;

  desk->store = eta_store_open (folder, catalogue, &error);
  demand (desk->store != NULL, error);
  desk->vault = eta_vault_new (photos, &error);
  demand (desk->vault != NULL, error);
  desk->scheduler = eta_scheduler_new (desk->store, desk->vault);
  desk->dice = g_rand_new_with_seed (1);
  desk->window = eta_window_new (NULL, desk->store, desk->vault, desk->scheduler, NULL);
  eta_window_go_to (desk->window, eta_place_find ("products"));
  gtk_window_present (GTK_WINDOW (desk->window));
  while (!(desk->list = find (GTK_WIDGET (desk->window), ETA_TYPE_RECORD_LIST)) ||
         !find (GTK_WIDGET (desk->list), ETA_TYPE_RECORD_ROW))
    g_main_context_iteration (NULL, TRUE);
  desk->scroll = gtk_scrolled_window_get_vadjustment (
      find (GTK_WIDGET (desk->list), GTK_TYPE_SCROLLED_WINDOW));
}

/* A cell of the list in sight, and where its upper edge is in the list */
typedef struct {
  double y;
  const char *title;
} Cell;

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  return compare (&((const Cell *) a)->y, &((const Cell *) b)->y);
}

static void
add_cells (GtkWidget *widget, GtkWidget *view, double height, GArray *cells)
{
  graphene_rect_t box;
  Cell cell;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (ETA_IS_RECORD_ROW (widget) && gtk_widget_compute_bounds (widget, view, &box)) {
    if (box.origin.y + box.size.height <= 0 || box.origin.y >= height)
      return;
    cell.y = box.origin.y;
    cell.title = eta_record_row_get_title (ETA_RECORD_ROW (widget));
    g_array_append_val (cells, cell);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_cells (child, view, height, cells);
}

/* Titles are unique in what bench-store makes. */
static gboolean
shows (Desk *desk, guint position, const char *title)
{
  g_autoptr (EtaRow) row =
      g_list_model_get_item (G_LIST_MODEL (eta_record_list_get_model (desk->list)), position);

  return row && g_strcmp0 (eta_row_title_words (row), title) == 0;
}

/* Counts the rows in sight that are not the model's at their place, or that leave a hole. */
static void
check_rows (Desk *desk)
{
  GtkWidget *view = find (GTK_WIDGET (desk->list), GTK_TYPE_GRID_VIEW);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (eta_record_list_get_model (desk->list)));
  double line = gtk_adjustment_get_upper (desk->scroll) / n;
  double height = gtk_adjustment_get_page_size (desk->scroll);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  gint64 first = -1;

  add_cells (view, view, height, cells);
  g_array_sort (cells, compare_cells);
  if (cells->len < MIN (n, (guint) (height / line)))
    desk->wrong++;
  for (guint i = 0; i < cells->len; i++) {
    Cell cell = g_array_index (cells, Cell, i);
    gint64 here = llround ((gtk_adjustment_get_value (desk->scroll) + cell.y) / line);

    /* Half a line of doubt about the first; those that follow have none. */
    for (gint64 at = MAX (here - 1, 0); first < 0 && at <= here + 1; at++)
      if (shows (desk, (guint) at, cell.title))
        first = at;
    desk->wrong += first < 0 || !shows (desk, (guint) (first + i), cell.title);
    desk->wrong += i > 0 && fabs (cell.y - g_array_index (cells, Cell, i - 1).y - line) > 1.5;
  }
}

static void
step (Desk *desk)
{
  double top = gtk_adjustment_get_value (desk->scroll);
  double room =
      gtk_adjustment_get_upper (desk->scroll) - gtk_adjustment_get_page_size (desk->scroll);

  if (desk->frames % 8 == 0)
    gtk_adjustment_set_value (desk->scroll, g_rand_double_range (desk->dice, 0, room));
  else
    gtk_adjustment_set_value (desk->scroll,
                              CLAMP (top + g_rand_double_range (desk->dice, -90, 180), 0, room));
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  Desk *desk = data;

  if (desk->frames == 0)
    return;
  check_rows (desk);
  desk->frames--;
  step (desk);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

/* Frame after frame, checked and moved on, until there were @frames or @done is set */
static void
scroll_on (Desk *desk, guint frames, gboolean *done)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk->window));
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), desk);

  desk->frames = frames;
  step (desk);
  while (desk->frames > 0 && !(done && *done))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static void
scroll (Desk *desk, const char *n)
{
  Watch *watch = begin_watch ();

  scroll_on (desk, (guint) atoi (n), NULL);
  end_watch (watch);
  printf ("frames %s\nwrong %u\n", n, desk->wrong);
}

static gboolean
flag_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
search (Desk *desk, const char *unused)
{
  static const char *const words[] = { "kopi",    "pala tenun", "ikat 12", "rotan", "xyz",
                                       "mutiara", "b",          "an",      "ke",    "gula aren" };
  Watch *watch = begin_watch ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    for (gsize n = 1; n <= strlen (words[i]); n++) {
      g_autofree char *text = g_strndup (words[i], n);

      eta_filters_set_text (eta_record_list_get_filters (desk->list), text);
      wait_ms (60); /* a quick hand */
    }
    eta_filters_set_text (eta_record_list_get_filters (desk->list), "");
    wait_ms (200);
  }
  end_watch (watch);
}

typedef struct {
  EtaImport *import;
  gboolean done;
} Intake;

static gboolean
import_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_import_run (((Intake *) data)->import, cancellable, error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  demand (eta_store_run_finish (ETA_STORE (source), result, &error), error);
  ((Intake *) data)->done = TRUE;
}

static void
import (Desk *desk, const char *file)
{
  Intake intake = { eta_import_new (desk->store, desk->vault, file, NULL), FALSE };
  Watch *watch = begin_watch ();

  eta_store_run_async (desk->store, import_cb, &intake, NULL, NULL, imported_cb, &intake);
  scroll_on (desk, G_MAXUINT, &intake.done);
  wait_ms (500); /* the list follows */
  end_watch (watch);
  g_object_unref (intake.import);
}

static void
state_cb (EtaScheduler *scheduler, GParamSpec *pspec, gpointer done)
{
  if (eta_scheduler_get_state (scheduler) == ETA_SYNC_STATE_SYNCHRONISED)
    *(gboolean *) done = TRUE;
}

static void
sync_all (Desk *desk, const char *unused)
{
  gboolean done = FALSE;
  Watch *watch = begin_watch ();
  gulong id = g_signal_connect (desk->scheduler, "notify", G_CALLBACK (state_cb), &done);

  eta_scheduler_sync_now (desk->scheduler);
  scroll_on (desk, G_MAXUINT, &done);
  wait_ms (500);
  g_signal_handler_disconnect (desk->scheduler, id);
  end_watch (watch);
}

static void
shown_cb (GdkFrameClock *clock, gpointer data)
{
  Desk *desk = data;

  if (find (GTK_WIDGET (desk->window), ETA_TYPE_RECORD_PAGE))
    desk->frames++;
}

/* Other records before and between, as a clerk comes to it */
static void
open_page (Desk *desk, const char *id)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk->window));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  g_signal_connect (clock, "after-paint", G_CALLBACK (shown_cb), desk);
  for (guint i = 0; i < 11; i++) {
    g_autoptr (EtaRow) other =
        g_list_model_get_item (G_LIST_MODEL (eta_record_list_get_model (desk->list)), i);
    gint64 start;
    double took;

    eta_window_open_record (desk->window, eta_row_get_id (other));
    wait_ms (300);
    desk->frames = 0;
    start = g_get_monotonic_time ();
    eta_window_open_record (desk->window, id);
    while (desk->frames == 0)
      g_main_context_iteration (NULL, TRUE);
    took = (double) (g_get_monotonic_time () - start) / 1000;
    g_array_append_val (times, took);
    wait_ms (300);
  }
  g_array_sort (times, compare);
  printf ("page-median %.1f\npage-worst %.1f\n", g_array_index (times, double, 5),
          g_array_index (times, double, 10));
}

static void
thumbnail_cb (GdkTexture *texture, gpointer waiting)
{
  demand (texture != NULL, NULL);
  (*(guint *) waiting)--;
}

/* The desk is not opened for this: what is measured is how soon the photos can be seen. */
static void
thumbnails (const char *folder)
{
  g_autofree char *photos = g_build_filename (folder, ETA_STORE_PHOTOS, NULL);
  g_autofree char *manifest = g_build_filename (folder, "hashes", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaVault) vault = eta_vault_new (photos, &error);
  g_autoptr (EtaThumbnails) cache = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) hashes = NULL;
  gint64 start;
  guint waiting = 0;

  demand (vault && g_file_get_contents (manifest, &text, NULL, &error), error);
  hashes = g_strsplit (g_strstrip (text), "\n", -1);
  cache = eta_thumbnails_new (vault);
  start = g_get_monotonic_time ();
  for (char **hash = hashes; *hash; hash++) {
    waiting++;
    eta_thumbnails_request (cache, *hash, 96, thumbnail_cb, &waiting);
  }
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  printf ("seconds %.4f\ncount %u\n", (double) (g_get_monotonic_time () - start) / 1e6,
          g_strv_length (hashes));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*run) (Desk *desk, const char *argument);
  } commands[] = {
    { "scroll", scroll }, { "search", search },  { "import", import },
    { "sync", sync_all }, { "page", open_page },
  };
  Desk desk = { 0 };

  setlocale (LC_ALL, "");
  demand (argc >= 3, NULL);
  adw_init ();
  if (g_str_equal (argv[1], "thumbnails")) {
    thumbnails (argv[2]);
    return 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (argv[1], commands[i].name)) {
      open_desk (&desk, argv[2]);
      wait_ms (1000); /* counts and the like are over */
      commands[i].run (&desk, argv[3]);
      fflush (stdout);
      _Exit (0);
    }
  }
  demand (FALSE, NULL);
}
