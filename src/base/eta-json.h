/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EtaJson:
 *
 * A JSON value: null, boolean, number, string, array or object, after I-JSON (RFC 7493).
 * Numbers are whole and lie within ±(2^53 - 1); decimals travel as strings. A value belongs to one
 * owner: functions that `take_` a value swallow it, all others borrow. Not thread-safe while written.
 */
typedef struct cJSON EtaJson;

typedef enum {
  ETA_JSON_NULL,
  ETA_JSON_BOOLEAN,
  ETA_JSON_NUMBER,
  ETA_JSON_STRING,
  ETA_JSON_ARRAY,
  ETA_JSON_OBJECT,
} EtaJsonType;

#define ETA_JSON_ERROR (eta_json_error_quark ())
GQuark eta_json_error_quark (void);

typedef enum {
  ETA_JSON_ERROR_SYNTAX, /* not JSON, not UTF-8, a NUL in a string */
  ETA_JSON_ERROR_DOUBLE, /* the same key twice in one object */
  ETA_JSON_ERROR_DEEP, /* nested deeper than ETA_JSON_DEPTH */
} EtaJsonError;

#define ETA_JSON_DEPTH 32
#define ETA_JSON_INT_MAX G_GINT64_CONSTANT (9007199254740991)

/* Reading and writing whole values */
EtaJson *eta_json_parse (const char *text, gssize length, GError **error);
char *eta_json_canonical (const EtaJson *value);
char *eta_json_pretty (const EtaJson *value);
char *eta_json_hash (const EtaJson *value);
const char *eta_json_find_fault (const EtaJson *value, char **pointer);

/* Making values */
EtaJson *eta_json_new_null (void);
EtaJson *eta_json_new_bool (gboolean value);
EtaJson *eta_json_new_int (gint64 value);
EtaJson *eta_json_new_string (const char *value);
EtaJson *eta_json_new_array (void);
EtaJson *eta_json_new_object (void);
EtaJson *eta_json_copy (const EtaJson *value);
void eta_json_free (EtaJson *value);

/* Looking at values; every one of these accepts NULL and finds nothing there */
EtaJsonType eta_json_type (const EtaJson *value);
gboolean eta_json_is (const EtaJson *value, EtaJsonType type);
const char *eta_json_string (const EtaJson *value);
gint64 eta_json_int (const EtaJson *value, gint64 fallback);
gboolean eta_json_bool (const EtaJson *value);
gboolean eta_json_is_empty (const EtaJson *value);
gboolean eta_json_equal (const EtaJson *a, const EtaJson *b);
guint eta_json_size (const EtaJson *value);
const EtaJson *eta_json_first (const EtaJson *value);
const EtaJson *eta_json_next (const EtaJson *value);
const char *eta_json_key (const EtaJson *value);
const EtaJson *eta_json_member (const EtaJson *object, const char *key);
gboolean eta_json_array_has (const EtaJson *array, const EtaJson *value);

#define eta_json_foreach(child, value)                                                             \
  for (const EtaJson *child = eta_json_first (value); child; child = eta_json_next (child))

/* By JSON pointer (RFC 6901): "/name/en", "" is the whole */
const EtaJson *eta_json_get (const EtaJson *root, const char *pointer);
const char *eta_json_get_string (const EtaJson *root, const char *pointer);
gint64 eta_json_get_int (const EtaJson *root, const char *pointer, gint64 fallback);
gboolean eta_json_get_bool (const EtaJson *root, const char *pointer);

void eta_json_take (EtaJson *root, const char *pointer, EtaJson *value);
void eta_json_set_string (EtaJson *root, const char *pointer, const char *value);
void eta_json_set_int (EtaJson *root, const char *pointer, gint64 value);
void eta_json_remove (EtaJson *root, const char *pointer);
void eta_json_append (EtaJson *array, EtaJson *take_value);
char *eta_json_pointer_join (const char *pointer, const char *key);
void eta_json_pointer_prepend (GString *pointer, const char *key, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaJson, eta_json_free)

G_END_DECLS
