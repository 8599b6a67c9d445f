/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-welcome.h"

#include "eta-handbook.h"
#include "eta-live.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaWelcome:
 *
 * The first start, in three steps: which province, what the office is called, and whether to pair with
 * the centre now. Only the first is needed. The example stays apart from all this: it opens in a folder
 * of its own. Main thread.
 */
struct _EtaWelcome {
  AdwApplicationWindow parent_instance;

  /* Owned */
  EtaCatalogue *catalogue;
  GPtrArray *countries; /* EtaCode */
  const EtaCode *province;

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack *steps;
  GtkWidget *back;
  AdwWindowTitle *title;
  AdwComboRow *country;
  GtkEditable *search;
  GtkListBox *provinces;
  GtkWidget *next;
  GtkEditable *office;
  GtkWidget *pair;
  GtkWidget *later;
};

G_DEFINE_FINAL_TYPE (EtaWelcome, eta_welcome, ADW_TYPE_APPLICATION_WINDOW)

enum { DONE, EXAMPLE, RESTORE, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *const step_names[] = { "province", "office", "pair", NULL };

static EtaCodes *
get_regions (EtaWelcome *self)
{
  return eta_catalogue_get_codes (self->catalogue, "regions");
}

static int
get_step (EtaWelcome *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->steps);
  int step = 0;

  while (step_names[step] && g_strcmp0 (step_names[step], name) != 0)
    step++;
  return step;
}

static void
show_step (EtaWelcome *self, int step)
{
  g_autofree char *words = NULL;

  /* Translators: step 1 of 3 of the first start */
  words = g_strdup_printf (_ ("Step %d of %d"), step + 1, (int) G_N_ELEMENTS (step_names) - 1);
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  adw_window_title_set_subtitle (self->title, words);
  gtk_widget_set_visible (self->back, step > 0);
  if (step == 1)
    gtk_widget_grab_focus (GTK_WIDGET (self->office));
  else if (step == 2)
    gtk_widget_grab_focus (self->later);
}

static const EtaCode *
get_code (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "code");
}

static void
province_selected_cb (EtaWelcome *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->provinces);

  self->province = row ? get_code (row) : NULL;
  gtk_widget_set_sensitive (self->next, self->province != NULL);
}

static void
next_clicked_cb (EtaWelcome *self)
{
  if (self->province && get_step (self) + 1 < (int) G_N_ELEMENTS (step_names) - 1)
    show_step (self, get_step (self) + 1);
}

static void
back_clicked_cb (EtaWelcome *self)
{
  if (get_step (self) > 0)
    show_step (self, get_step (self) - 1);
}

static void
finish (EtaWelcome *self, gboolean pair)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->office)));

  g_signal_emit (self, signals[DONE], 0, self->province->code, name, pair);
}

static void
pair_clicked_cb (EtaWelcome *self)
{
  finish (self, TRUE);
}

static void
later_clicked_cb (EtaWelcome *self)
{
  finish (self, FALSE);
}

static void
example_clicked_cb (EtaWelcome *self)
{
  g_signal_emit (self, signals[EXAMPLE], 0);
}

static void
restore_clicked_cb (EtaWelcome *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

static void
add_province (EtaWelcome *self, const EtaCode *code)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (eta_code_title (code, eta_words_language ()));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  g_object_set_data (G_OBJECT (row), "code", (gpointer) code);
  gtk_list_box_append (self->provinces, row);
  if (code == self->province)
    gtk_list_box_select_row (self->provinces, GTK_LIST_BOX_ROW (row));
}

static const char *
get_country (EtaWelcome *self)
{
  guint selected = adw_combo_row_get_selected (self->country);

  return selected < self->countries->len
             ? ((const EtaCode *) self->countries->pdata[selected])->code
             : NULL;
}

/* All provinces of the country; with a search, those that it finds */
static void
show_provinces (EtaWelcome *self)
{
  const char *text = gtk_editable_get_text (self->search);
  const char *country = get_country (self);
  const EtaCode *chosen = self->province;
  g_autoptr (GPtrArray) codes = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->provinces, 0)))
    gtk_list_box_remove (self->provinces, GTK_WIDGET (row));
  self->province = chosen;
  codes = *text ? eta_codes_search (get_regions (self), text, country, 100)
                : eta_codes_children (get_regions (self), country);
  for (guint i = 0; i < codes->len; i++)
    add_province (self, codes->pdata[i]);
  province_selected_cb (self);
}

static void
search_changed_cb (EtaWelcome *self)
{
  GtkListBoxRow *first;

  show_provinces (self);
  first = gtk_list_box_get_row_at_index (self->provinces, 0);
  if (first && !self->province && *gtk_editable_get_text (self->search))
    gtk_list_box_select_row (self->provinces, first);
}

static void
country_changed_cb (EtaWelcome *self)
{
  if (self->countries)
    show_provinces (self);
}

static void
show_countries (EtaWelcome *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint home = 0;

  self->countries = eta_codes_children (get_regions (self), NULL);
  for (guint i = 0; i < self->countries->len; i++) {
    const EtaCode *code = self->countries->pdata[i];

    gtk_string_list_append (names, eta_code_title (code, eta_words_language ()));
    if (g_str_equal (code->code, "ID"))
      home = i;
  }
  adw_combo_row_set_model (self->country, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->country, home);
  show_provinces (self);
}

static void
eta_welcome_dispose (GObject *object)
{
  EtaWelcome *self = ETA_WELCOME (object);

  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (eta_welcome_parent_class)->dispose (object);
}

static void
eta_welcome_class_init (EtaWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_welcome_dispose;

  signals[DONE] = g_signal_new ("done", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RESTORE] = g_signal_new ("restore", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[EXAMPLE] = g_signal_new ("example", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  eta_handbook_bind_key (widget_class, "first-steps");
  g_type_ensure (ETA_TYPE_LIVE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, steps);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, back);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, title);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, country);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, search);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, provinces);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, next);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, office);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, pair);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, later);
  gtk_widget_class_bind_template_callback (widget_class, province_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pair_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, example_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, country_changed_cb);
}

static void
eta_welcome_init (EtaWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

EtaWelcome *
eta_welcome_new (GtkApplication *application, EtaCatalogue *catalogue)
{
  EtaWelcome *self = g_object_new (ETA_TYPE_WELCOME, "application", application, NULL);

  self->catalogue = g_object_ref (catalogue);
  show_countries (self);
  show_step (self, 0);
  return self;
}

/**
 * eta_welcome_choose_province:
 * @code: of the list of regions
 *
 * Marks a province as a click would.
 */
void
eta_welcome_choose_province (EtaWelcome *self, const char *code)
{
  GtkListBoxRow *row;

  g_return_if_fail (ETA_IS_WELCOME (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->provinces, i)); i++) {
    if (g_strcmp0 (get_code (row)->code, code) == 0)
      gtk_list_box_select_row (self->provinces, row);
  }
}

/* While the catalogue is made, nothing can be pressed twice. */
void
eta_welcome_set_busy (EtaWelcome *self, gboolean busy)
{
  g_return_if_fail (ETA_IS_WELCOME (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps), !busy);
}

void
eta_welcome_say (EtaWelcome *self, const char *words)
{
  g_return_if_fail (ETA_IS_WELCOME (self));
  eta_live_toast (self->toasts, adw_toast_new (words));
}
