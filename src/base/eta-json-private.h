/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by the eta-json-*.c files alone. */

#include "eta-json.h"

G_BEGIN_DECLS

gboolean _eta_json_scan (const char *text, gsize length, GError **error);

double _eta_json_number (const EtaJson *value);
const EtaJson **_eta_json_sort_members (const EtaJson *object, guint *size);
const char *_eta_json_find_double_key (const EtaJson *object);

const EtaJson *_eta_json_find_step (const EtaJson *object, const char *step);
EtaJson *_eta_json_nth (EtaJson *array, guint index);
void _eta_json_put_member (EtaJson *object, const char *key, EtaJson *take_value);
void _eta_json_put_element (EtaJson *array, guint index, EtaJson *take_value);
void _eta_json_drop_child (EtaJson *parent, EtaJson *child);
void _eta_json_become (EtaJson *value, EtaJson *take_other);

G_END_DECLS
