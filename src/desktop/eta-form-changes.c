/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-form.h"

/* Several places of a document that change in one step. */

static void
free_placed (gpointer data)
{
  EtaPlaced *placed = data;

  g_free (placed->pointer);
  eta_json_free (placed->value);
  g_free (placed);
}

GPtrArray *
eta_form_changes_new (void)
{
  return g_ptr_array_new_with_free_func (free_placed);
}

/**
 * eta_form_changes_add:
 * @take_value: (nullable) (transfer full): %NULL takes away what stands there
 */
void
eta_form_changes_add (GPtrArray *changes, const char *pointer, EtaJson *take_value)
{
  EtaPlaced *placed = g_new0 (EtaPlaced, 1);

  placed->pointer = g_strdup (pointer);
  placed->value = take_value;
  g_ptr_array_add (changes, placed);
}
