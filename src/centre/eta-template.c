/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-template.h"

#include <string.h>

#define DEPTH 32 /* of sections and parts */

typedef enum {
  NODE_TEXT,
  NODE_VALUE, /* {{name}} */
  NODE_RAW, /* {{{name}}} */
  NODE_SECTION, /* {{#name}} */
  NODE_INVERSE, /* {{^name}} */
  NODE_PART, /* {{>name}} */
  NODE_WORDS, /* {{_("text")}} */
} NodeType;

typedef struct {
  NodeType type;
  char *text; /* the text, name or words */
  GPtrArray *children;
} Node;

struct _EtaTemplates {
  GHashTable *pages; /* name → GPtrArray of Node */
};

typedef struct {
  EtaTemplates *templates;
  const EtaWords *words;
  GString *out;
  const EtaJson *stack[DEPTH];
  guint depth;
} Render;

G_DEFINE_QUARK (eta_template_error, eta_template_error)

static void
node_free (gpointer data)
{
  Node *node = data;

  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (node_free);
}

static Node *
add_node (GPtrArray *list, NodeType type, const char *text, gsize length)
{
  Node *node = g_new0 (Node, 1);

  node->type = type;
  node->text = g_strndup (text, length);
  g_ptr_array_add (list, node);

  return node;
}

/* -- parsing -------------------------------------------------------------------------------- */

/* _("text") → text, with \" and \n undone */
static char *
read_words (const char *tag)
{
  gsize length = strlen (tag);
  if (length < 5 || !g_str_has_prefix (tag, "_(\"") || !g_str_has_suffix (tag, "\")"))
    return NULL;

  g_autofree char *inner = g_strndup (tag + 3, length - 5);
  return g_strcompress (inner);
}

static gboolean
fail (GError **error, const char *what, const char *tag)
{
  g_set_error (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_SYNTAX, "%s: {{%s}}", what, tag);
  return FALSE;
}

static gboolean
add_tag (GPtrArray *list, const char *tag, GError **error)
{
  g_autofree char *words = NULL;

  switch (tag[0]) {
  case '!':
    return TRUE;
  case '>':
    add_node (list, NODE_PART, tag + 1, strlen (tag + 1));
    return TRUE;
  case '_':
    words = read_words (tag);
    if (!words)
      return fail (error, "words want quotes", tag);
    add_node (list, NODE_WORDS, words, strlen (words));
    return TRUE;
  case '{':
    add_node (list, NODE_RAW, tag + 1, strlen (tag + 1));
    return TRUE;
  default:
    add_node (list, NODE_VALUE, tag, strlen (tag));
    return TRUE;
  }
}

/* Takes the next tag off @text; what stands before it is added as text.
 * Returns: (transfer full) (nullable): the tag without its braces ("{name" of a raw one); %NULL at the end */
static char *
next_tag (const char **text, GPtrArray *list, GError **error)
{
  const char *open = strstr (*text, "{{");
  gsize before = open ? (gsize) (open - *text) : strlen (*text);
  if (before > 0)
    add_node (list, NODE_TEXT, *text, before);
  if (!open) {
    *text += before;
    return NULL;
  }

  gboolean raw = open[2] == '{';
  const char *close = strstr (open, raw ? "}}}" : "}}");
  if (!close) {
    fail (error, "does not close", open + 2);
    return NULL;
  }
  *text = close + (raw ? 3 : 2);
  return g_strstrip (g_strndup (open + 2, close - open - 2));
}

/* Parses up to the tag that closes @section, or to the end. */
static gboolean
parse (const char **text, const char *section, guint depth, GPtrArray *list, GError **error)
{
  for (;;) {
    GError *problem = NULL;
    g_autofree char *tag = next_tag (text, list, &problem);
    if (problem) {
      g_propagate_error (error, problem);
      return FALSE;
    }
    if (!tag)
      return !section || fail (error, "section does not end", section);
    if (tag[0] == '/')
      return (section && g_str_equal (tag + 1, section)) || fail (error, "closes another", tag);

    if (tag[0] != '#' && tag[0] != '^') {
      if (!add_tag (list, tag, error))
        return FALSE;
      continue;
    }
    if (depth >= DEPTH)
      return fail (error, "too deep", tag);
    Node *node =
        add_node (list, tag[0] == '#' ? NODE_SECTION : NODE_INVERSE, tag + 1, strlen (tag + 1));
    node->children = new_list ();
    if (!parse (text, node->text, depth + 1, node->children, error))
      return FALSE;
  }
}

/**
 * eta_templates_add:
 * @name: as `{{>name}}` calls it
 *
 * Parses a template. Only before the templates are shared.
 */
gboolean
eta_templates_add (EtaTemplates *self, const char *name, const char *text, GError **error)
{
  g_autoptr (GPtrArray) list = new_list ();
  if (!parse (&text, NULL, 0, list, error)) {
    g_prefix_error (error, "%s: ", name);
    return FALSE;
  }

  g_hash_table_replace (self->pages, g_strdup (name), g_steal_pointer (&list));
  return TRUE;
}

EtaTemplates *
eta_templates_new (void)
{
  EtaTemplates *self = g_new0 (EtaTemplates, 1);

  self->pages =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
eta_templates_free (EtaTemplates *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

static gboolean
add_file (EtaTemplates *self, const char *folder, const char *file, GError **error)
{
  g_autofree char *path = g_build_path ("/", folder, file, NULL);
  g_autofree char *name = g_strndup (file, strcspn (file, "."));
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  return bytes && eta_templates_add (self, name, g_bytes_get_data (bytes, NULL), error);
}

/**
 * eta_templates_load:
 *
 * Parses every file of a resource folder; "page.html" is called "page".
 *
 * Returns: (transfer full) (nullable): the templates
 */
EtaTemplates *
eta_templates_load (const char *resource_folder, GError **error)
{
  g_auto (GStrv) files = g_resources_enumerate_children (resource_folder, 0, error);
  if (!files)
    return NULL;

  g_autoptr (EtaTemplates) self = eta_templates_new ();
  for (char **file = files; *file; file++)
    if (!add_file (self, resource_folder, *file, error))
      return NULL;

  return g_steal_pointer (&self);
}

/* -- rendering ------------------------------------------------------------------------------ */

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p; p++) {
    switch (*p) {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case '\'':
      g_string_append (out, "&#39;");
      break;
    default:
      g_string_append_c (out, *p);
    }
  }
}

static const EtaJson *
follow (const EtaJson *value, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);

  for (char **key = keys; *key && value; key++)
    value = eta_json_member (value, *key);

  return value;
}

static const EtaJson *
look_up (Render *render, const char *name)
{
  if (g_str_equal (name, "."))
    return render->stack[render->depth - 1];

  for (guint i = render->depth; i > 0; i--) {
    const EtaJson *value = follow (render->stack[i - 1], name);
    if (value)
      return value;
  }

  return NULL;
}

static void
append_value (Render *render, const EtaJson *value, gboolean raw)
{
  if (eta_json_is (value, ETA_JSON_NUMBER))
    g_string_append_printf (render->out, "%" G_GINT64_FORMAT, eta_json_int (value, 0));
  else if (eta_json_string (value) && raw)
    g_string_append (render->out, eta_json_string (value));
  else if (eta_json_string (value))
    append_escaped (render->out, eta_json_string (value));
}

static gboolean render_list (Render *render, GPtrArray *list, GError **error);

/* "Nothing": absent, null, false, "", [] or {} */
static gboolean
is_nothing (const EtaJson *value)
{
  return eta_json_is_empty (value) ||
         (eta_json_is (value, ETA_JSON_BOOLEAN) && !eta_json_bool (value));
}

static gboolean
render_within (Render *render, const EtaJson *value, GPtrArray *list, GError **error)
{
  if (render->depth >= DEPTH) {
    g_set_error_literal (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_SYNTAX, "too deep");
    return FALSE;
  }

  render->stack[render->depth++] = value;
  gboolean done = render_list (render, list, error);
  render->depth--;
  return done;
}

static gboolean
render_section (Render *render, const Node *node, GError **error)
{
  const EtaJson *value = look_up (render, node->text);

  if (is_nothing (value))
    return TRUE;
  if (!eta_json_is (value, ETA_JSON_ARRAY))
    return render_within (render, value, node->children, error);
  eta_json_foreach (member, value)
    if (!render_within (render, member, node->children, error))
      return FALSE;

  return TRUE;
}

static gboolean
render_part (Render *render, const char *name, GError **error)
{
  GPtrArray *list = g_hash_table_lookup (render->templates->pages, name);
  if (!list) {
    g_set_error (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_MISSING, "no template “%s”", name);
    return FALSE;
  }

  return render_within (render, render->stack[render->depth - 1], list, error);
}

static gboolean
render_node (Render *render, const Node *node, GError **error)
{
  switch (node->type) {
  case NODE_TEXT:
    g_string_append (render->out, node->text);
    return TRUE;
  case NODE_VALUE:
  case NODE_RAW:
    append_value (render, look_up (render, node->text), node->type == NODE_RAW);
    return TRUE;
  case NODE_WORDS:
    append_escaped (render->out, eta_words_get (render->words, node->text));
    return TRUE;
  case NODE_SECTION:
    return render_section (render, node, error);
  case NODE_INVERSE:
    return !is_nothing (look_up (render, node->text)) ||
           render_list (render, node->children, error);
  case NODE_PART:
    return render_part (render, node->text, error);
  }

  g_return_val_if_reached (FALSE);
}

static gboolean
render_list (Render *render, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!render_node (render, list->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * eta_templates_render:
 * @data: an object
 * @words: the visitor's language
 * @out: the page is appended
 *
 * Any thread.
 */
gboolean
eta_templates_render (EtaTemplates *self, const char *name, const EtaJson *data,
                      const EtaWords *words, GString *out, GError **error)
{
  Render render = { .templates = self, .words = words, .out = out, .stack = { data }, .depth = 1 };

  return render_part (&render, name, error);
}
