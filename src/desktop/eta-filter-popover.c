/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-filter-popover.h"

#include <glib/gi18n.h>

/**
 * EtaFilterPopover:
 *
 * What a list can be narrowed by, a line each. Places and categories are those that its records have,
 * with their number; they are counted in a thread each time that the popover opens. Main thread.
 */
struct _EtaFilterPopover {
  GtkPopover parent_instance;

  /* Owned */
  EtaStore *store;
  EtaFilters *filters;
  GPtrArray *values[ETA_N_FILTERS]; /* beside the lines of each list; the first is NULL: any */
  GCancellable *counting;

  /* Borrowed */
  GtkDropDown *lines[ETA_N_FILTERS]; /* NULL: not of this place */
  GtkWidget *clear;
  gboolean filling; /* what is selected is not the user's choice */
};

G_DEFINE_FINAL_TYPE (EtaFilterPopover, eta_filter_popover, GTK_TYPE_POPOVER)

#define SPACING 12
#define LINE_WIDTH 240 /* a town and its number */

static void
add_value (EtaFilterPopover *self, GtkStringList *labels, EtaFilter filter, const char *value,
           gint64 count)
{
  const char *words = eta_filters_words (self->filters, filter, value);
  g_autofree char *counted =
      count ? g_strdup_printf ("%s · %'" G_GINT64_FORMAT, words, count) : NULL;

  gtk_string_list_append (labels, counted ? counted : words);
  g_ptr_array_add (self->values[filter], g_strdup (value));
}

static guint
find_value (EtaFilterPopover *self, EtaFilter filter, const char *value)
{
  for (guint i = 1; value && i < self->values[filter]->len; i++)
    if (g_str_equal (self->values[filter]->pdata[i], value))
      return i;
  return 0;
}

static void
show_value (EtaFilterPopover *self, EtaFilter filter)
{
  const char *value = eta_filters_get (self->filters, filter);

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->lines[filter], find_value (self, filter, value));
  self->filling = FALSE;
}

/* @facets: (nullable): the codes, where the filter has no choices of its own */
static void
fill_line (EtaFilterPopover *self, EtaFilter filter, GPtrArray *facets)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *value = eta_filters_get (self->filters, filter);

  g_ptr_array_set_size (self->values[filter], 0);
  g_ptr_array_add (self->values[filter], NULL);
  /* Translators: in a list of choices: not narrowed by it */
  gtk_string_list_append (labels, _ ("Any"));
  for (const EtaChoice *choice = eta_filter_choices (filter); choice && choice->value; choice++)
    add_value (self, labels, filter, choice->value, 0);
  for (guint i = 0; facets && i < facets->len; i++) {
    const EtaFacet *facet = facets->pdata[i];
    add_value (self, labels, filter, facet->value, facet->count);
  }
  if (value && find_value (self, filter, value) == 0)
    add_value (self, labels, filter, value, 0);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->lines[filter], G_LIST_MODEL (labels));
  self->filling = FALSE;
  show_value (self, filter);
}

/* The codes that the records of a query have, on their way */
typedef struct {
  EtaFilter filter;
  EtaStore *store;
  EtaQuery query;
} Counting;

static void
free_counting (gpointer data)
{
  Counting *counting = data;

  eta_query_clear (&counting->query);
  g_object_unref (counting->store);
  g_free (counting);
}

/* In a thread. Provinces come before their regencies, when there are several to choose from. */
static void
count_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Counting *counting = data;
  EtaFacetKind kind =
      counting->filter == ETA_FILTER_CATEGORY ? ETA_FACET_CATEGORY : ETA_FACET_REGENCY;
  g_autoptr (GPtrArray) facets =
      eta_store_dup_facets (counting->store, &counting->query, kind, NULL);
  g_autoptr (GPtrArray) provinces = NULL;

  if (facets && kind == ETA_FACET_REGENCY)
    provinces = eta_store_dup_facets (counting->store, &counting->query, ETA_FACET_PROVINCE, NULL);
  if (provinces && provinces->len > 1) {
    g_ptr_array_extend_and_steal (provinces, g_steal_pointer (&facets));
    facets = g_steal_pointer (&provinces);
  }
  g_task_return_pointer (task, g_steal_pointer (&facets), (GDestroyNotify) g_ptr_array_unref);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaFilterPopover *self = ETA_FILTER_POPOVER (source);
  const Counting *counting = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) facets = g_task_propagate_pointer (G_TASK (result), NULL);

  if (facets && self->store)
    fill_line (self, counting->filter, facets);
}

/* Beside the search and the other filters: what can be chosen finds something. */
static void
count_codes (EtaFilterPopover *self, EtaFilter filter)
{
  EtaQuery query = eta_filters_get_query (self->filters);
  g_autoptr (GTask) task = g_task_new (self, self->counting, counted_cb, NULL);
  Counting *counting = g_new0 (Counting, 1);

  if (filter == ETA_FILTER_CATEGORY)
    query.category = NULL;
  else
    query.region = NULL;
  counting->filter = filter;
  counting->store = g_object_ref (self->store);
  eta_query_copy (&query, &counting->query);
  g_task_set_task_data (task, counting, free_counting);
  g_task_run_in_thread (task, count_cb);
}

static void
show (GtkWidget *widget)
{
  EtaFilterPopover *self = ETA_FILTER_POPOVER (widget);

  g_cancellable_cancel (self->counting);
  g_object_unref (self->counting);
  self->counting = g_cancellable_new ();
  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++)
    if (self->lines[filter] && !eta_filter_choices (filter))
      count_codes (self, filter);
  GTK_WIDGET_CLASS (eta_filter_popover_parent_class)->show (widget);
}

static void
selected_cb (GtkDropDown *line, GParamSpec *pspec, EtaFilterPopover *self)
{
  EtaFilter filter = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (line), "filter"));
  guint at = gtk_drop_down_get_selected (line);

  if (!self->filling && at < self->values[filter]->len)
    eta_filters_set (self->filters, filter, self->values[filter]->pdata[at]);
}

static void
filters_changed_cb (EtaFilterPopover *self)
{
  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++) {
    const char *value = eta_filters_get (self->filters, filter);

    if (!self->lines[filter])
      continue;
    if (value && find_value (self, filter, value) == 0)
      fill_line (self, filter, NULL);
    else
      show_value (self, filter);
  }
  gtk_widget_set_sensitive (self->clear, !eta_filters_is_empty (self->filters));
}

static void
clear_clicked_cb (EtaFilterPopover *self)
{
  eta_filters_clear (self->filters);
}

static void
add_line (EtaFilterPopover *self, GtkGrid *grid, EtaFilter filter, int at)
{
  GtkWidget *label = gtk_label_new (eta_filter_label (filter));
  GtkWidget *line = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_size_request (line, LINE_WIDTH, -1);
  g_object_set_data (G_OBJECT (line), "filter", GINT_TO_POINTER (filter));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_filter_label (filter), -1);
  g_signal_connect_object (line, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_grid_attach (grid, label, 0, at, 1, 1);
  gtk_grid_attach (grid, line, 1, at, 1, 1);
  self->lines[filter] = GTK_DROP_DOWN (line);
  fill_line (self, filter, NULL);
}

/* Under a name, to be had again from the sidebar */
static GtkWidget *
make_keep_button (EtaFilterPopover *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Keep this view…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.keep-view");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
add_buttons (EtaFilterPopover *self, GtkGrid *grid, int at)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  self->clear = gtk_button_new_with_mnemonic (_ ("_Clear filters"));
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), self->clear);
  gtk_box_append (GTK_BOX (box), make_keep_button (self));
  gtk_grid_attach (grid, box, 0, at, 2, 1);
}

static void
eta_filter_popover_dispose (GObject *object)
{
  EtaFilterPopover *self = ETA_FILTER_POPOVER (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->filters);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_filter_popover_parent_class)->dispose (object);
}

static void
eta_filter_popover_finalize (GObject *object)
{
  for (int i = 0; i < ETA_N_FILTERS; i++)
    g_ptr_array_unref (ETA_FILTER_POPOVER (object)->values[i]);
  G_OBJECT_CLASS (eta_filter_popover_parent_class)->finalize (object);
}

static void
eta_filter_popover_class_init (EtaFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_filter_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_filter_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = show;
}

static void
eta_filter_popover_init (EtaFilterPopover *self)
{
  self->counting = g_cancellable_new ();
  for (int i = 0; i < ETA_N_FILTERS; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-popover");
}

GtkWidget *
eta_filter_popover_new (EtaStore *store, EtaFilters *filters)
{
  EtaFilterPopover *self = g_object_new (ETA_TYPE_FILTER_POPOVER, NULL);
  GtkWidget *grid = gtk_grid_new ();
  int n = 0;

  self->store = g_object_ref (store);
  self->filters = g_object_ref (filters);
  gtk_grid_set_row_spacing (GTK_GRID (grid), SPACING / 2);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++)
    if (eta_filters_has (filters, filter))
      add_line (self, GTK_GRID (grid), filter, n++);
  add_buttons (self, GTK_GRID (grid), n);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  g_signal_connect_object (filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  filters_changed_cb (self);
  return GTK_WIDGET (self);
}

/** eta_filter_popover_get_line: Returns: (nullable): where @filter is chosen; %NULL: not asked here */
GtkDropDown *
eta_filter_popover_get_line (EtaFilterPopover *self, EtaFilter filter)
{
  g_return_val_if_fail (ETA_IS_FILTER_POPOVER (self) && filter < ETA_N_FILTERS, NULL);
  return self->lines[filter];
}
