/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_TYPE_CODES (eta_codes_get_type ())
G_DECLARE_FINAL_TYPE (EtaCodes, eta_codes, ETA, CODES, GObject)

/**
 * EtaCode:
 * @code: "71.02", "KGM", "food.coffee"
 * @parent: (nullable): code of the parent
 * @title: in English, or in the only language that the list has
 *
 * One row of a list; owned by the list and as long-lived.
 */
typedef struct {
  const char *code;
  const char *parent;
  const char *title;
  const char *titles[4]; /* as eta_languages; NULL where the list has none */
  const char *aliases; /* other names, folded, separated by "|"; may be NULL */
} EtaCode;

EtaCodes *eta_codes_new_from_csv (const char *name, GBytes *csv, GError **error);
gboolean eta_codes_add_csv (EtaCodes *self, GBytes *csv, GError **error);

const char *eta_codes_get_name (EtaCodes *self);
guint eta_codes_get_size (EtaCodes *self);
const EtaCode *eta_codes_get (EtaCodes *self, guint position);
const EtaCode *eta_codes_find (EtaCodes *self, const char *code);
const EtaCode *eta_codes_match (EtaCodes *self, const char *text, const char *parent);
GPtrArray *eta_codes_children (EtaCodes *self, const char *parent);
GPtrArray *eta_codes_search (EtaCodes *self, const char *text, const char *parent, guint limit);
const char *eta_code_title (const EtaCode *code, const char *language);

G_END_DECLS
