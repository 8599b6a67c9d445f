/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <cjson/cJSON.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/*
 * The tree is cJSON's; this is the only file that knows so. Reading goes scan (eta-json-scan.c),
 * build (cJSON), weigh (double keys, infinite numbers). Writing is in eta-json-write.c, paths in
 * eta-json-pointer.c, comparing in eta-json-compare.c, the contract's own rules in eta-json-fault.c.
 */

G_DEFINE_QUARK (eta_json_error, eta_json_error)

/* GLib's rule: out of memory ends the program */
static EtaJson *
demand (cJSON *value)
{
  if (!value)
    g_error ("Out of memory for a JSON value");
  return value;
}

double
_eta_json_number (const EtaJson *value)
{
  return cJSON_IsNumber (value) ? value->valuedouble : 0;
}

/* Reading ------------------------------------------------------------------------------------- */

static gboolean
weigh (const EtaJson *value, GError **error)
{
  if (cJSON_IsNumber (value) && !isfinite (value->valuedouble)) {
    g_set_error_literal (error, ETA_JSON_ERROR, ETA_JSON_ERROR_SYNTAX, _ ("A number is too large"));
    return FALSE;
  }
  if (cJSON_IsObject (value)) {
    const char *key = _eta_json_find_double_key (value);

    if (key) {
      g_set_error (error, ETA_JSON_ERROR, ETA_JSON_ERROR_DOUBLE, _ ("“%s” stands twice"), key);
      return FALSE;
    }
  }
  eta_json_foreach (child, value) {
    if (!weigh (child, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_json_parse:
 * @text: a text; need not end with a NUL when @length is given
 * @length: its bytes, or -1
 * @error: %ETA_JSON_ERROR
 *
 * Reads one I-JSON value (RFC 7493) and nothing after it. Fractions and numbers beyond 2^53 - 1 are
 * read, as are strings that are not in NFC: eta_json_find_fault() tells them. Takes time in
 * proportion to @length (n log n in the members of one object). Any thread.
 *
 * Returns: (transfer full): the value, or %NULL with @error set
 */
EtaJson *
eta_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (EtaJson) value = NULL;
  gsize size;

  g_return_val_if_fail (text, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!_eta_json_scan (text, size, error))
    return NULL;

  value = demand (cJSON_ParseWithLengthOpts (text, size, NULL, FALSE));
  if (!weigh (value, error))
    return NULL;
  return g_steal_pointer (&value);
}

/* Making -------------------------------------------------------------------------------------- */

/**
 * eta_json_new_null:
 *
 * Returns: (transfer full): a new `null`
 */
EtaJson *
eta_json_new_null (void)
{
  return demand (cJSON_CreateNull ());
}

/**
 * eta_json_new_bool:
 *
 * Returns: (transfer full): a new boolean
 */
EtaJson *
eta_json_new_bool (gboolean value)
{
  return demand (cJSON_CreateBool (value != FALSE));
}

/**
 * eta_json_new_int:
 * @value: within ±%ETA_JSON_INT_MAX; beyond it the number is rounded and is a fault
 *
 * Returns: (transfer full): a new number
 */
EtaJson *
eta_json_new_int (gint64 value)
{
  return demand (cJSON_CreateNumber ((double) value));
}

/**
 * eta_json_new_string:
 * @value: (nullable): a text; %NULL makes a `null`. Bytes that are not UTF-8 become U+FFFD.
 *
 * Returns: (transfer full): a new string
 */
EtaJson *
eta_json_new_string (const char *value)
{
  g_autofree char *valid = NULL;

  if (!value)
    return eta_json_new_null ();
  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);
  return demand (cJSON_CreateString (value));
}

/**
 * eta_json_new_array:
 *
 * Returns: (transfer full): a new empty array
 */
EtaJson *
eta_json_new_array (void)
{
  return demand (cJSON_CreateArray ());
}

/**
 * eta_json_new_object:
 *
 * Returns: (transfer full): a new empty object
 */
EtaJson *
eta_json_new_object (void)
{
  return demand (cJSON_CreateObject ());
}

/**
 * eta_json_copy:
 * @value: (nullable): a value
 *
 * Returns: (transfer full) (nullable): a deep copy that stands alone; %NULL for %NULL
 */
EtaJson *
eta_json_copy (const EtaJson *value)
{
  EtaJson *copy;

  if (!value)
    return NULL;
  copy = demand (cJSON_Duplicate (value, TRUE));
  /* a value that belongs to no object has no key; append and replace rely on it */
  g_clear_pointer (&copy->string, cJSON_free);
  return copy;
}

/**
 * eta_json_free:
 * @value: (nullable) (transfer full): a value that belongs to nobody else
 */
void
eta_json_free (EtaJson *value)
{
  cJSON_Delete (value);
}

/* Looking ------------------------------------------------------------------------------------- */

/**
 * eta_json_type:
 * @value: (nullable): a value
 *
 * Returns: its type; %ETA_JSON_NULL for %NULL
 */
EtaJsonType
eta_json_type (const EtaJson *value)
{
  switch (value ? value->type & 0xff : cJSON_NULL) {
  case cJSON_False:
  case cJSON_True:
    return ETA_JSON_BOOLEAN;
  case cJSON_Number:
    return ETA_JSON_NUMBER;
  case cJSON_String:
    return ETA_JSON_STRING;
  case cJSON_Array:
    return ETA_JSON_ARRAY;
  case cJSON_Object:
    return ETA_JSON_OBJECT;
  default:
    return ETA_JSON_NULL;
  }
}

/**
 * eta_json_is:
 * @value: (nullable): a value
 *
 * Returns: whether @value is there and of @type; an absent value is not even a `null`
 */
gboolean
eta_json_is (const EtaJson *value, EtaJsonType type)
{
  return value && eta_json_type (value) == type;
}

/**
 * eta_json_string:
 * @value: (nullable): a value
 *
 * Returns: (nullable) (transfer none): the string, %NULL when @value is none; lives as long as @value
 */
const char *
eta_json_string (const EtaJson *value)
{
  return cJSON_IsString (value) ? value->valuestring : NULL;
}

/**
 * eta_json_int:
 * @value: (nullable): a value
 *
 * Returns: the whole number within ±%ETA_JSON_INT_MAX, else @fallback
 */
gint64
eta_json_int (const EtaJson *value, gint64 fallback)
{
  if (!cJSON_IsNumber (value) || value->valuedouble != trunc (value->valuedouble) ||
      fabs (value->valuedouble) > ETA_JSON_INT_MAX)
    return fallback;
  return (gint64) value->valuedouble;
}

/**
 * eta_json_bool:
 * @value: (nullable): a value
 *
 * Returns: whether @value is `true`
 */
gboolean
eta_json_bool (const EtaJson *value)
{
  return cJSON_IsTrue (value);
}

/**
 * eta_json_is_empty:
 * @value: (nullable): a value
 *
 * Returns: whether @value is absent, `null`, `""`, `[]` or `{}`
 */
gboolean
eta_json_is_empty (const EtaJson *value)
{
  switch (eta_json_type (value)) {
  case ETA_JSON_NULL:
    return TRUE;
  case ETA_JSON_STRING:
    return value->valuestring[0] == '\0';
  case ETA_JSON_ARRAY:
  case ETA_JSON_OBJECT:
    return value->child == NULL;
  default:
    return FALSE;
  }
}

/**
 * eta_json_size:
 * @value: (nullable): a value
 *
 * Returns: how many children an array or object has, else 0; counts them
 */
guint
eta_json_size (const EtaJson *value)
{
  guint size = 0;

  eta_json_foreach (child, value)
    size++;
  return size;
}

/**
 * eta_json_first:
 * @value: (nullable): a value
 *
 * Returns: (nullable) (transfer none): the first child
 */
const EtaJson *
eta_json_first (const EtaJson *value)
{
  return value ? value->child : NULL;
}

/**
 * eta_json_next:
 * @value: (nullable): a child
 *
 * Returns: (nullable) (transfer none): the child after it
 */
const EtaJson *
eta_json_next (const EtaJson *value)
{
  return value ? value->next : NULL;
}

/**
 * eta_json_key:
 * @value: (nullable): a member of an object
 *
 * Returns: (nullable) (transfer none): its key; %NULL for an element of an array or a lone value
 */
const char *
eta_json_key (const EtaJson *value)
{
  return value ? value->string : NULL;
}

/**
 * eta_json_member:
 * @object: (nullable): a value
 * @key: a key as it is, not a pointer
 *
 * Returns: (nullable) (transfer none): the member; %NULL when there is none
 */
const EtaJson *
eta_json_member (const EtaJson *object, const char *key)
{
  if (!cJSON_IsObject (object))
    return NULL;
  eta_json_foreach (child, object) {
    if (strcmp (child->string, key) == 0)
      return child;
  }
  return NULL;
}

/* Whether @key stands at @step, a step of a pointer that ends at a slash or with it */
static gboolean
is_named (const char *key, const char *step)
{
  for (; *step && *step != '/'; step++, key++) {
    char c = *step;

    if (c == '~' && (step[1] == '0' || step[1] == '1'))
      c = *++step == '0' ? '~' : '/';
    if (c != *key)
      return FALSE;
  }
  return *key == '\0';
}

/* The member that @step, the rest of a pointer behind a slash, names: without a copy and, where the
 * first letters differ, without a second look, as tables are walked with nothing but this. */
const EtaJson *
_eta_json_find_step (const EtaJson *object, const char *step)
{
  gboolean is_plain = *step != '~' && *step != '/';

  if (!cJSON_IsObject (object))
    return NULL;
  for (const EtaJson *child = object->child; child; child = child->next) {
    if ((!is_plain || *child->string == *step) && is_named (child->string, step))
      return child;
  }
  return NULL;
}

/* Changing; see eta-json-pointer.c for the paths ------------------------------------------------ */

/**
 * eta_json_append:
 * @array: an array
 * @take_value: (transfer full): its new last element
 */
void
eta_json_append (EtaJson *array, EtaJson *take_value)
{
  g_return_if_fail (cJSON_IsArray (array));
  g_return_if_fail (take_value);

  cJSON_AddItemToArray (array, take_value);
}

EtaJson *
_eta_json_nth (EtaJson *array, guint index)
{
  EtaJson *child = array->child;

  while (child && index--)
    child = child->next;
  return child;
}

/* Puts @take_value in the place of @old: a caller may go on filling what he has handed over */
static void
replace (EtaJson *parent, EtaJson *old, EtaJson *take_value)
{
  take_value->string = g_steal_pointer (&old->string);
  cJSON_ReplaceItemViaPointer (parent, old, take_value);
}

/* Replaces the member in its place, or adds it at the end */
void
_eta_json_put_member (EtaJson *object, const char *key, EtaJson *take_value)
{
  EtaJson *old = (EtaJson *) eta_json_member (object, key);

  if (old)
    replace (object, old, take_value);
  else if (!cJSON_AddItemToObject (object, key, take_value))
    g_error ("Out of memory for a JSON member");
}

/* Replaces the element in its place, or adds it at the end */
void
_eta_json_put_element (EtaJson *array, guint index, EtaJson *take_value)
{
  EtaJson *old = _eta_json_nth (array, index);

  if (old)
    replace (array, old, take_value);
  else
    eta_json_append (array, take_value);
}

void
_eta_json_drop_child (EtaJson *parent, EtaJson *child)
{
  cJSON_Delete (cJSON_DetachItemViaPointer (parent, child));
}

/* Gives @value the content of @take_other; @value keeps its place and its key */
void
_eta_json_become (EtaJson *value, EtaJson *take_other)
{
  cJSON old = *value;

  value->type = take_other->type;
  value->child = take_other->child;
  value->valuestring = take_other->valuestring;
  value->valueint = take_other->valueint;
  value->valuedouble = take_other->valuedouble;

  take_other->type = old.type;
  take_other->child = old.child;
  take_other->valuestring = old.valuestring;
  cJSON_Delete (take_other);
}
