/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-change-view.h"

#include "eta-change-words.h"
#include "eta-word-diff.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define THIN_SPACE "\342\200\211"

/*
 * What differs between two states of a record, field by field, to be read: what stood there and what stands
 * there now under words that say which is which; in long texts the words that went are struck out and those
 * that came are underlined, and a screen reader hears them apart. Nothing is told by colour. Main thread.
 */

static GtkWidget *
make_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
make_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
add_side (GtkWidget *box, const char *caption, const char *text)
{
  GtkWidget *heading = make_caption (caption), *label = make_text (text);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_sides (GtkWidget *box, const EtaChangeWords *words)
{
  gboolean both = *words->before && *words->after;

  if (*words->before)
    add_side (box, both ? _ ("Before") : _ ("Removed"), words->before);
  if (*words->after)
    add_side (box, both ? _ ("After") : _ ("Added"), words->after);
}

static void
append_marked (GString *markup, const EtaPiece *piece)
{
  static const char *const forms[] = {
    [ETA_PIECE_SAME] = "%s",
    [ETA_PIECE_REMOVED] = "<span strikethrough=\"true\" alpha=\"70%%\">%s</span>",
    [ETA_PIECE_ADDED] = "<span underline=\"single\" weight=\"bold\">%s</span>",
  };
  g_autofree char *escaped = g_markup_escape_text (piece->text, -1);
  g_autoptr (GString) marked = g_string_new (forms[piece->kind]);

  g_string_replace (marked, "%%", "%", 0);
  g_string_replace (marked, "%s", escaped, 1);
  g_string_append (markup, marked->str);
}

static void
append_heard (GString *heard, const EtaPiece *piece)
{
  if (piece->kind == ETA_PIECE_SAME)
    return;
  g_string_append_printf (heard, "%s%s: %s", heard->len ? "; " : "",
                          piece->kind == ETA_PIECE_ADDED ? _ ("Added") : _ ("Removed"),
                          piece->text);
}

static void
add_prose (GtkWidget *box, const EtaChangeWords *words)
{
  g_autoptr (GPtrArray) pieces = eta_word_diff (words->before, words->after);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autoptr (GString) heard = g_string_new (NULL);
  GtkWidget *label = make_text (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const EtaPiece *piece = pieces->pdata[i];

    append_marked (markup, piece);
    if (piece->kind == ETA_PIECE_REMOVED)
      g_string_append (markup, THIN_SPACE); /* or it and what came for it read as one word */
    append_heard (heard, pieces->pdata[i]);
  }
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  heard->str, -1);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const EtaChangeWords *words)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = make_text (words->label);

  gtk_label_set_selectable (GTK_LABEL (heading), FALSE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (box, "change");
  gtk_box_append (GTK_BOX (box), heading);
  if (words->is_prose)
    add_prose (box, words);
  else
    add_sides (box, words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words->label,
                                  -1);
  return row;
}

/**
 * eta_change_view_new:
 * @before: (nullable): %NULL: it was not there
 * @after: (nullable): %NULL: it is deleted
 *
 * Returns: (nullable): a list of what differs; %NULL when nothing that people read does
 */
GtkWidget *
eta_change_view_new (EtaStore *store, const EtaKind *kind, const EtaJson *before,
                     const EtaJson *after)
{
  g_autoptr (GPtrArray) changes = eta_changes_between (kind, before, after);
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < changes->len; i++) {
    g_autoptr (EtaChangeWords) words = eta_change_words_new (store, changes->pdata[i]);

    if (words)
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (words));
  }
  if (!gtk_widget_get_first_child (list)) {
    g_object_unref (list);
    return NULL;
  }
  g_object_force_floating (G_OBJECT (list));
  return list;
}
