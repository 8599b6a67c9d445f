/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-choices.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

struct _EtaChoices {
  GObject parent_instance;

  /* Owned */
  GtkStringList *labels;
  GPtrArray *values; /* beside the labels; the first is NULL */

  /* Borrowed */
  const EtaField *field;
};

G_DEFINE_FINAL_TYPE (EtaChoices, eta_choices, G_TYPE_OBJECT)

static void
append (EtaChoices *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
}

static void
eta_choices_finalize (GObject *object)
{
  EtaChoices *self = ETA_CHOICES (object);

  g_object_unref (self->labels);
  g_ptr_array_unref (self->values);
  G_OBJECT_CLASS (eta_choices_parent_class)->finalize (object);
}

static void
eta_choices_class_init (EtaChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_choices_finalize;
}

static void
eta_choices_init (EtaChoices *self)
{
  self->labels = gtk_string_list_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
}

EtaChoices *
eta_choices_new (const EtaField *field)
{
  EtaChoices *self = g_object_new (ETA_TYPE_CHOICES, NULL);

  self->field = field;
  /* Translators: in a list of choices: none of them */
  append (self, NULL, _ ("Not given"));
  for (const EtaChoice *choice = field->choices; choice && choice->value; choice++)
    append (self, choice->value, _ (choice->label));
  return self;
}

/** eta_choices_get_labels: Returns: (transfer none): a list of #GtkStringObject */
GListModel *
eta_choices_get_labels (EtaChoices *self)
{
  g_return_val_if_fail (ETA_IS_CHOICES (self), NULL);
  return G_LIST_MODEL (self->labels);
}

/**
 * eta_choices_find:
 * @value: (nullable): a stored value; one that is none of the choices joins them
 *
 * Returns: its position
 */
guint
eta_choices_find (EtaChoices *self, const char *value)
{
  g_return_val_if_fail (ETA_IS_CHOICES (self), 0);

  if (!value || !*value)
    return 0;
  for (guint i = 1; i < self->values->len; i++)
    if (g_str_equal (g_ptr_array_index (self->values, i), value))
      return i;
  append (self, value, value);
  return self->values->len - 1;
}

/** eta_choices_get_value: Returns: (transfer none) (nullable): %NULL: not said */
const char *
eta_choices_get_value (EtaChoices *self, guint position)
{
  g_return_val_if_fail (ETA_IS_CHOICES (self), NULL);
  return position < self->values->len ? g_ptr_array_index (self->values, position) : NULL;
}
