/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-prose.h"

#include <cmark.h>

/*
 * A text in CommonMark, drawn with widgets: headings, paragraphs, lists and pictures; within them bold,
 * words of the program (`so`) and links. It takes no HTML: what is not in this list is not shown.
 * Main thread.
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

typedef struct {
  const char *folder; /* of the pictures, in the resources */
  GtkBox *box;
} EtaProse;

static void draw_blocks (const EtaProse *prose, cmark_node *parent);

static cmark_node *
parse (const char *text)
{
  return cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
}

static void
append_link (GString *markup, cmark_node *link, gboolean enter)
{
  g_autofree char *address = g_markup_escape_text (cmark_node_get_url (link), -1);

  if (enter)
    g_string_append_printf (markup, "<a href=\"%s\">", address);
  else
    g_string_append (markup, "</a>");
}

/* A word that stands on a button is as bold as one that matters: both are what the eye looks for. */
static void
append_literal (GString *markup, cmark_node *node)
{
  g_autofree char *escaped = g_markup_escape_text (cmark_node_get_literal (node), -1);
  gboolean button = cmark_node_get_type (node) == CMARK_NODE_CODE;

  g_string_append_printf (markup, button ? "<b>%s</b>" : "%s", escaped);
}

static void
append_node (GString *markup, cmark_node *node, gboolean enter)
{
  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_TEXT:
  case CMARK_NODE_CODE:
    append_literal (markup, node);
    break;
  case CMARK_NODE_SOFTBREAK:
    g_string_append_c (markup, ' ');
    break;
  case CMARK_NODE_LINEBREAK:
    g_string_append_c (markup, '\n');
    break;
  case CMARK_NODE_STRONG:
    g_string_append (markup, enter ? "<b>" : "</b>");
    break;
  case CMARK_NODE_EMPH:
    g_string_append (markup, enter ? "<i>" : "</i>");
    break;
  case CMARK_NODE_LINK:
    append_link (markup, node, enter);
    break;
  default:
    break;
  }
}

static char *
dup_markup (cmark_node *block)
{
  g_autoptr (cmark_iter) iter = cmark_iter_new (block);
  GString *markup = g_string_new (NULL);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    append_node (markup, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  return g_string_free (markup, FALSE);
}

static gboolean
link_cb (GtkWidget *label, const char *address)
{
  return *address == '#' && gtk_widget_activate_action (label, "handbook.go-to", "s", address + 1);
}

static GtkWidget *
make_label (const char *markup, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", markup,
                                   "use-markup", TRUE, "xalign", 0.0, "wrap", TRUE, NULL);

  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
  return label;
}

static void
draw_heading (const EtaProse *prose, cmark_node *heading)
{
  int level = cmark_node_get_heading_level (heading);
  g_autofree char *markup = dup_markup (heading);
  GtkWidget *label = make_label (markup, GTK_ACCESSIBLE_ROLE_HEADING);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  gtk_widget_add_css_class (label, level == 1 ? "title-1" : "title-4");
  if (level > 1)
    gtk_widget_set_margin_top (label, 12);
  gtk_box_append (prose->box, label);
}

/* What is said of a picture stands in the text's brackets. A picture that was never made is left out: its
 * page reads well without it. */
static void
draw_picture (const EtaProse *prose, cmark_node *image)
{
  g_autofree char *path = g_strconcat (prose->folder, cmark_node_get_url (image), NULL);
  g_autofree char *words = dup_markup (image);
  GtkWidget *picture;

  if (!g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    return;
  picture = gtk_picture_new_for_resource (path);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), words);
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "handbook-picture");
  gtk_box_append (prose->box, picture);
}

static void
draw_paragraph (const EtaProse *prose, cmark_node *paragraph)
{
  cmark_node *first = cmark_node_first_child (paragraph);
  g_autofree char *markup = NULL;

  if (cmark_node_get_type (first) == CMARK_NODE_IMAGE) {
    draw_picture (prose, first);
    return;
  }
  markup = dup_markup (paragraph);
  gtk_box_append (prose->box, make_label (markup, GTK_ACCESSIBLE_ROLE_LABEL));
}

static void
draw_item (GtkBox *list, const EtaProse *prose, cmark_node *item, int number)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "spacing", 9, NULL);
  g_autofree char *mark = number > 0 ? g_strdup_printf ("%d.", number) : g_strdup ("•");
  GtkWidget *marker = gtk_label_new (mark);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  EtaProse inner = { prose->folder, GTK_BOX (content) };

  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (marker), 2);
  gtk_label_set_xalign (GTK_LABEL (marker), 1);
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (row), marker);
  gtk_box_append (GTK_BOX (row), content);
  draw_blocks (&inner, item);
  gtk_box_append (list, row);
}

static void
draw_list (const EtaProse *prose, cmark_node *list)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                                 "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  gboolean steps = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = 0;

  for (cmark_node *item = cmark_node_first_child (list); item; item = cmark_node_next (item))
    draw_item (GTK_BOX (box), prose, item, steps ? ++number : 0);
  gtk_box_append (prose->box, box);
}

static void
draw_blocks (const EtaProse *prose, cmark_node *parent)
{
  for (cmark_node *block = cmark_node_first_child (parent); block;
       block = cmark_node_next (block)) {
    switch (cmark_node_get_type (block)) {
    case CMARK_NODE_HEADING:
      draw_heading (prose, block);
      break;
    case CMARK_NODE_PARAGRAPH:
      draw_paragraph (prose, block);
      break;
    case CMARK_NODE_LIST:
      draw_list (prose, block);
      break;
    default:
      break;
    }
  }
}

/**
 * eta_prose_dup_title:
 * @text: CommonMark
 *
 * Returns: (transfer full): what its first heading says, without markup; empty when there is none
 */
char *
eta_prose_dup_title (const char *text)
{
  g_autofree char *plain = eta_prose_dup_plain (text);

  return g_strndup (plain, strcspn (plain, "\n"));
}

/**
 * eta_prose_dup_plain:
 * @text: CommonMark
 *
 * What is searched.
 *
 * Returns: (transfer full): its words, one line a heading, paragraph or item
 */
char *
eta_prose_dup_plain (const char *text)
{
  g_autoptr (cmark_node) document = parse (text);
  g_autoptr (cmark_iter) iter = cmark_iter_new (document);
  GString *plain = g_string_new (NULL);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node (iter);
    cmark_node_type type = cmark_node_get_type (node);

    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
      g_string_append (plain, cmark_node_get_literal (node));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
      g_string_append_c (plain, ' ');
    else if (event == CMARK_EVENT_EXIT &&
             (type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH))
      g_string_append_c (plain, '\n');
  }
  return g_string_free (plain, FALSE);
}

/**
 * eta_prose_fill:
 * @box: (transfer none): an upright box, emptied first
 * @text: CommonMark
 * @folder: the path in the resources that pictures are named from, with a slash at its end
 *
 * A link to `#name` becomes the action "handbook.go-to" with that name; others are opened as GTK does.
 */
void
eta_prose_fill (GtkBox *box, const char *text, const char *folder)
{
  g_autoptr (cmark_node) document = parse (text);
  EtaProse prose = { folder, box };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  draw_blocks (&prose, document);
}
