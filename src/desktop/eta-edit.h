/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaEdit:
 *
 * One field under the user's hands: what stands in its control, what of it is saved, and what there is to
 * say about it. A control hands it text (eta_edit_type()) or values (eta_edit_set()), and shows what the
 * edit has when "show" is emitted. Text is saved 400 ms after the last key and when the control is left;
 * text that the field refuses stays in the control. Main thread; controls own their edits.
 *
 * Signals: "show" (the control is to show the value), "said" (eta_edit_get_said() is another), "flush" (a
 * control that has not handed over all that was typed is to do so now).
 */
#define ETA_TYPE_EDIT (eta_edit_get_type ())
G_DECLARE_FINAL_TYPE (EtaEdit, eta_edit, ETA, EDIT, GObject)

EtaEdit *eta_edit_new (EtaForm *form, const EtaField *field, const char *pointer);
void eta_edit_drop (EtaEdit **edit, gpointer user);
EtaForm *eta_edit_get_form (EtaEdit *self);
const EtaField *eta_edit_get_field (EtaEdit *self);
const char *eta_edit_get_pointer (EtaEdit *self);
const char *eta_edit_get_label (EtaEdit *self);
GtkWidget *eta_edit_get_control (EtaEdit *self);
void eta_edit_set_label (EtaEdit *self, const char *label);
void eta_edit_hide_help (EtaEdit *self);
void eta_edit_set_parent_pointer (EtaEdit *self, const char *pointer);
void eta_edit_set_control (EtaEdit *self, GtkWidget *control);

const EtaJson *eta_edit_get_value (EtaEdit *self);
char *eta_edit_dup_text (EtaEdit *self);
char *eta_edit_dup_words (EtaEdit *self);
void eta_edit_show_text (EtaEdit *self, GtkEditable *control);
void eta_edit_type (EtaEdit *self, const char *text);
void eta_edit_set (EtaEdit *self, EtaJson *take_value);
void eta_edit_flush (EtaEdit *self);
void eta_edit_refresh (EtaEdit *self);
void eta_edit_refuse (EtaEdit *self, const char *words);
gboolean eta_edit_is_refused (EtaEdit *self);

/* What stands under the control, the most urgent first */
typedef enum { ETA_SAID_NOTHING, ETA_SAID_HELP, ETA_SAID_WARNING, ETA_SAID_ERROR } EtaSaid;
EtaSaid eta_edit_get_said (EtaEdit *self, const char **words, const EtaJson **repair);

G_END_DECLS
