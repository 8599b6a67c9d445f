/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"
#include "eta-words.h"

G_BEGIN_DECLS

#define ETA_TEMPLATE_ERROR (eta_template_error_quark ())
GQuark eta_template_error_quark (void);

typedef enum {
  ETA_TEMPLATE_ERROR_SYNTAX, /* a tag that does not close, or closes another */
  ETA_TEMPLATE_ERROR_MISSING, /* no such template or part */
} EtaTemplateError;

/**
 * EtaTemplates:
 *
 * The pages of a folder of templates, parsed once. Immutable, hence shared by all threads.
 *
 * The language is a small mustache: `{{name}}` is the value at that path (`a.b`, `.` is the value
 * itself), escaped for HTML; `{{{name}}}` the same as it is; `{{#name}}…{{/name}}` once for each member
 * of an array, or once when there is something; `{{^name}}…{{/name}}` when there is nothing; `{{>part}}`
 * another template; `{{_("text")}}` the text in the visitor's language; `{{! comment}}`. A name is looked
 * up in the innermost value first, then outwards.
 */
typedef struct _EtaTemplates EtaTemplates;

EtaTemplates *eta_templates_load (const char *resource_folder, GError **error);
EtaTemplates *eta_templates_new (void);
gboolean eta_templates_add (EtaTemplates *self, const char *name, const char *text, GError **error);
void eta_templates_free (EtaTemplates *self);

gboolean eta_templates_render (EtaTemplates *self, const char *name, const EtaJson *data,
                               const EtaWords *words, GString *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTemplates, eta_templates_free)

G_END_DECLS
