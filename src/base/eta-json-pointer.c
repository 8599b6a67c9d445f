/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <string.h>

/* Reading and writing by JSON pointer (RFC 6901). */

/* One step of a pointer: the text between two slashes, still escaped */
typedef struct {
  const char *text;
  gsize length;
} Step;

/* Takes the next step off @pointer; FALSE at its end */
static gboolean
next_step (const char **pointer, Step *step)
{
  if (**pointer != '/')
    return FALSE;
  step->text = *pointer + 1;
  *pointer = strchrnul (step->text, '/');
  step->length = *pointer - step->text;
  return TRUE;
}

static gboolean
is_pointer (const char *pointer)
{
  return pointer && (pointer[0] == '\0' || pointer[0] == '/');
}

static char *
step_to_key (const Step *step)
{
  GString *key;

  if (!memchr (step->text, '~', step->length))
    return g_strndup (step->text, step->length);
  key = g_string_new_len (step->text, step->length);
  /* in this order, see RFC 6901, section 4 */
  g_string_replace (key, "~1", "/", 0);
  g_string_replace (key, "~0", "~", 0);
  return g_string_free (key, FALSE);
}

/* "0" or digits without a leading zero */
static gboolean
step_to_index (const Step *step, guint *index)
{
  guint64 value = 0;

  if (step->length == 0 || step->length > 9 || (step->length > 1 && step->text[0] == '0'))
    return FALSE;
  for (gsize i = 0; i < step->length; i++) {
    if (!g_ascii_isdigit (step->text[i]))
      return FALSE;
    value = value * 10 + (step->text[i] - '0');
  }
  *index = value;
  return TRUE;
}

static EtaJson *
find_child (const EtaJson *parent, const Step *step)
{
  guint index;

  if (eta_json_is (parent, ETA_JSON_ARRAY))
    return step_to_index (step, &index) ? _eta_json_nth ((EtaJson *) parent, index) : NULL;
  return (EtaJson *) _eta_json_find_step (parent, step->text);
}

/**
 * eta_json_get:
 * @root: (nullable): a value
 * @pointer: a JSON pointer; "" is @root itself
 *
 * Returns: (nullable) (transfer none): what stands there; %NULL when there is nothing or @pointer
 * is none
 */
const EtaJson *
eta_json_get (const EtaJson *root, const char *pointer)
{
  const EtaJson *value = root;
  Step step;

  if (!is_pointer (pointer))
    return NULL;
  while (value && next_step (&pointer, &step))
    value = find_child (value, &step);
  return value;
}

/**
 * eta_json_get_string:
 *
 * Returns: (nullable) (transfer none): the string at @pointer; %NULL when there is none
 */
const char *
eta_json_get_string (const EtaJson *root, const char *pointer)
{
  return eta_json_string (eta_json_get (root, pointer));
}

/**
 * eta_json_get_int:
 *
 * Returns: the whole number at @pointer, else @fallback
 */
gint64
eta_json_get_int (const EtaJson *root, const char *pointer, gint64 fallback)
{
  return eta_json_int (eta_json_get (root, pointer), fallback);
}

/**
 * eta_json_get_bool:
 *
 * Returns: whether `true` stands at @pointer
 */
gboolean
eta_json_get_bool (const EtaJson *root, const char *pointer)
{
  return eta_json_bool (eta_json_get (root, pointer));
}

static gboolean
can_hold (const EtaJson *parent, const Step *step)
{
  guint index;

  if (eta_json_is (parent, ETA_JSON_ARRAY))
    return step_to_index (step, &index) || (step->length == 1 && step->text[0] == '-');
  return eta_json_is (parent, ETA_JSON_OBJECT);
}

static void
put_child (EtaJson *parent, const Step *step, EtaJson *value)
{
  guint index = G_MAXUINT;

  if (!can_hold (parent, step))
    _eta_json_become (parent, eta_json_new_object ());

  if (eta_json_is (parent, ETA_JSON_ARRAY)) {
    step_to_index (step, &index);
    _eta_json_put_element (parent, index, value);
  } else {
    g_autofree char *key = step_to_key (step);

    _eta_json_put_member (parent, key, value);
  }
}

static void
put (EtaJson *root, const char *pointer, EtaJson *value)
{
  EtaJson *parent = root;
  Step step, next;

  if (!next_step (&pointer, &step)) {
    _eta_json_become (root, value);
    return;
  }
  while (next_step (&pointer, &next)) {
    EtaJson *child = can_hold (parent, &step) ? find_child (parent, &step) : NULL;

    if (!child) {
      child = eta_json_new_object ();
      put_child (parent, &step, child);
    }
    parent = child;
    step = next;
  }
  put_child (parent, &step, value);
}

/* Returns whether @parent has lost a child */
static gboolean
drop (EtaJson *parent, const char *pointer)
{
  EtaJson *child;
  Step step;

  child = next_step (&pointer, &step) ? find_child (parent, &step) : NULL;
  if (!child)
    return FALSE;
  if (*pointer) {
    /* elements of an array keep their numbers, so an emptied one stays */
    if (!drop (child, pointer) || eta_json_first (child) || !eta_json_is (child, ETA_JSON_OBJECT) ||
        eta_json_is (parent, ETA_JSON_ARRAY))
      return FALSE;
  }
  _eta_json_drop_child (parent, child);
  return TRUE;
}

/**
 * eta_json_take:
 * @root: an object or array
 * @pointer: a JSON pointer
 * @value: (nullable) (transfer full): what shall stand there; %NULL removes what stands there
 *
 * Writing makes the objects on the way; what stands in the way and cannot hold the next step (a
 * string, or an array asked for a name) gives way to an object. A replaced value keeps its place
 * among its neighbours. In an array, "-" and any number beyond the end append.
 *
 * Removing also removes the objects that become empty by it, up to but without @root or an element
 * of an array. The pointer "" replaces the content of @root, or empties it to `{}`.
 *
 * A @value that was put under a pointer other than "" stays where it is in memory, so that its maker
 * may go on filling it.
 */
void
eta_json_take (EtaJson *root, const char *pointer, EtaJson *value)
{
  g_return_if_fail (root);
  g_return_if_fail (is_pointer (pointer));

  if (value)
    put (root, pointer, value);
  else if (*pointer)
    drop (root, pointer);
  else
    _eta_json_become (root, eta_json_new_object ());
}

/**
 * eta_json_set_string:
 * @value: (nullable): a text; %NULL removes
 *
 * See eta_json_take().
 */
void
eta_json_set_string (EtaJson *root, const char *pointer, const char *value)
{
  eta_json_take (root, pointer, value ? eta_json_new_string (value) : NULL);
}

/**
 * eta_json_set_int:
 *
 * See eta_json_take().
 */
void
eta_json_set_int (EtaJson *root, const char *pointer, gint64 value)
{
  eta_json_take (root, pointer, eta_json_new_int (value));
}

/**
 * eta_json_remove:
 *
 * Removes what stands at @pointer, if anything does; see eta_json_take().
 */
void
eta_json_remove (EtaJson *root, const char *pointer)
{
  eta_json_take (root, pointer, NULL);
}

/**
 * eta_json_pointer_join:
 * @pointer: a JSON pointer
 * @key: a key as it is, or a number in digits
 *
 * Returns: (transfer full): the pointer to that child
 */
char *
eta_json_pointer_join (const char *pointer, const char *key)
{
  GString *joined = g_string_new (pointer);

  g_string_append_c (joined, '/');
  for (; *key; key++) {
    if (*key == '~')
      g_string_append (joined, "~0");
    else if (*key == '/')
      g_string_append (joined, "~1");
    else
      g_string_append_c (joined, *key);
  }
  return g_string_free (joined, FALSE);
}

/**
 * eta_json_pointer_prepend:
 * @pointer: a JSON pointer
 * @key: (nullable): a key as it is; %NULL: @index is the step
 *
 * Makes @pointer begin one step further out: for walks that know their way only once they have found
 * something.
 */
void
eta_json_pointer_prepend (GString *pointer, const char *key, guint index)
{
  g_autofree char *number = key ? NULL : g_strdup_printf ("%u", index);
  g_autofree char *step = eta_json_pointer_join ("", key ? key : number);

  g_string_prepend (pointer, step);
}
