/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-print.h"

/*
 * A brochure on its way to a printer. GTK asks for one page at a time; each is drawn in a thread, since
 * its photos are decoded there, and the window goes on. GTK leaves the page's surface alone until it
 * hears that it is done.
 */

typedef struct {
  EtaBrochure *brochure;
  EtaPrintFunc done;
  GWeakRef owner;
  GError *error; /* the first of drawing */
} Printing;

typedef struct {
  EtaBrochure *brochure;
  cairo_t *cr;
  double width, height; /* of the paper */
  guint number;
} Page;

static void
free_printing (gpointer data)
{
  Printing *printing = data;

  g_object_unref (printing->brochure);
  g_weak_ref_clear (&printing->owner);
  g_clear_error (&printing->error);
  g_free (printing);
}

static void
free_page (gpointer data)
{
  Page *page = data;

  g_object_unref (page->brochure);
  cairo_destroy (page->cr);
  g_free (page);
}

/* On other paper than A4 it stands in the middle, as large as it can. */
static void
draw_page_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  double scale = MIN (page->width / ETA_PAGE_WIDTH, page->height / ETA_PAGE_HEIGHT);
  GError *error = NULL;

  cairo_save (page->cr);
  cairo_translate (page->cr, (page->width - ETA_PAGE_WIDTH * scale) / 2,
                   (page->height - ETA_PAGE_HEIGHT * scale) / 2);
  cairo_scale (page->cr, scale, scale);
  if (eta_brochure_draw_page (page->brochure, page->cr, page->number, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  cairo_restore (page->cr);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (source);
  Printing *printing = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (!printing->error)
      printing->error = g_steal_pointer (&error);
    gtk_print_operation_cancel (operation);
  }
  gtk_print_operation_draw_page_finish (operation);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GTask) task = g_task_new (operation, NULL, drawn_cb, printing);
  Page *page = g_new0 (Page, 1);

  page->brochure = g_object_ref (printing->brochure);
  page->cr = cairo_reference (gtk_print_context_get_cairo_context (context));
  page->width = gtk_print_context_get_width (context);
  page->height = gtk_print_context_get_height (context);
  page->number = (guint) number;
  g_task_set_task_data (task, page, free_page);
  gtk_print_operation_set_defer_drawing (operation);
  g_task_run_in_thread (task, draw_page_cb);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&printing->owner);
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (owner)
    printing->done (printing->error ? printing->error : error, owner);
}

static GtkPageSetup *
make_page (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  return setup;
}

/**
 * eta_print_new:
 * @brochure: laid out; nobody else may use it until @done
 * @owner: whom @done is called for; held weakly
 *
 * Returns: (transfer full): to be run; it keeps what it needs
 */
GtkPrintOperation *
eta_print_new (EtaBrochure *brochure, EtaPrintFunc done, GObject *owner)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page ();
  g_autofree char *title = eta_brochure_dup_title (brochure);
  Printing *printing = g_new0 (Printing, 1);

  printing->brochure = g_object_ref (brochure);
  printing->done = done;
  g_weak_ref_init (&printing->owner, owner);
  g_object_set_data_full (G_OBJECT (operation), "eta-printing", printing, free_printing);
  gtk_print_operation_set_n_pages (operation, (int) eta_brochure_get_n_pages (brochure));
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  return operation;
}
