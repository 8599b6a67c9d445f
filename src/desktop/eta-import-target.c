/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-target.h"

#include "eta-text.h"
#include "eta-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* One choice of the popover: what its row knows */
typedef struct {
  EtaColumn to; /* no field: not taken */
  char *folded; /* what is searched */
} Choice;

typedef struct {
  EtaImportWork *work;
  guint column;
  EtaTargetFunc chosen;
  gpointer owner; /* borrowed: the button lies in it */
} Attached;

static void
free_attached (gpointer data)
{
  g_object_unref (((Attached *) data)->work);
  g_free (data);
}

static const EtaHeader *
header_of (EtaImportWork *work)
{
  return eta_import_get_header (eta_import_work_get_import (work));
}

static const char *
name_language (EtaImportWork *work, const char *language)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (eta_import_work_get_store (work));
  EtaCodes *codes = eta_catalogue_get_codes (catalogue, "languages");
  const EtaCode *code = codes ? eta_codes_find (codes, language) : NULL;

  return code ? eta_code_title (code, eta_words_language ()) : language;
}

/** eta_import_target_dup_words: @to: with a field. Its kind is said where the list is of another */
char *
eta_import_target_dup_words (EtaImportWork *work, const EtaColumn *to)
{
  gboolean foreign = to->kind != header_of (work)->kind;

  return g_strconcat (foreign ? _ (to->kind->label) : "", foreign ? ": " : "", _ (to->field->label),
                      to->language ? " (" : "",
                      to->language ? name_language (work, to->language) : "",
                      to->language ? ")" : "", NULL);
}

static void
free_choice (gpointer data)
{
  g_free (((Choice *) data)->folded);
  g_free (data);
}

static Choice *
choice_of (gpointer row)
{
  return g_object_get_data (row, "choice");
}

static GtkWidget *
make_row (EtaImportWork *work, const EtaColumn *to)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (NULL);
  g_autofree char *words =
      to->field ? eta_import_target_dup_words (work, to) : g_strdup (_ ("Not taken"));
  Choice *choice = g_new0 (Choice, 1);

  choice->to = *to;
  choice->folded = eta_text_fold (words);
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "choice", choice, free_choice);
  return row;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer search)
{
  g_autofree char *folded = eta_text_fold (gtk_editable_get_text (search));

  return strstr (choice_of (row)->folded, folded) != NULL;
}

static void
fill (GtkListBox *list, EtaImportWork *work)
{
  static const EtaColumn nowhere = { NULL, NULL, NULL };
  g_autoptr (GArray) targets = eta_header_list_targets (header_of (work));

  gtk_list_box_append (list, make_row (work, &nowhere));
  for (guint i = 0; i < targets->len; i++)
    gtk_list_box_append (list, make_row (work, &g_array_index (targets, EtaColumn, i)));
}

static void
choose (GtkMenuButton *button, GtkListBoxRow *row)
{
  Attached *attached = g_object_get_data (G_OBJECT (button), "attached");
  EtaColumn to = choice_of (row)->to;

  gtk_menu_button_popdown (button);
  attached->chosen (attached->owner, attached->column, to.field ? &to : NULL);
}

static void
row_activated_cb (GtkMenuButton *button, GtkListBoxRow *row)
{
  choose (button, row);
}

static GtkListBoxRow *
find_visible (GtkListBox *list)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* Enter takes what stands first. */
static void
search_activate_cb (GtkListBox *list)
{
  GtkListBoxRow *row = find_visible (list);

  if (row)
    g_signal_emit_by_name (list, "row-activated", row);
}

static GtkWidget *
make_popover (GtkMenuButton *button, EtaImportWork *work)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  fill (GTK_LIST_BOX (list), work);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), filter_cb, search, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), button,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                           list, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (search_activate_cb), list,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where does this column go?"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where does this column go?"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "picker");
  return popover;
}

/* A list has up to a hundred columns, each with a hundred choices: they are made when they are wanted. */
static void
create_cb (GtkMenuButton *button, gpointer data)
{
  Attached *attached = data;

  if (!gtk_menu_button_get_popover (button))
    gtk_menu_button_set_popover (button, make_popover (button, attached->work));
}

/** eta_import_target_attach: @chosen: called with @owner, which the button lies in */
void
eta_import_target_attach (GtkMenuButton *button, EtaImportWork *work, guint column,
                          EtaTargetFunc chosen, gpointer owner)
{
  Attached *attached = g_new0 (Attached, 1);

  attached->work = g_object_ref (work);
  attached->column = column;
  attached->chosen = chosen;
  attached->owner = owner;
  g_object_set_data (G_OBJECT (button), "attached", attached);
  gtk_menu_button_set_create_popup_func (button, create_cb, attached, free_attached);
}
