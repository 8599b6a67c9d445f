/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-place.h"

G_BEGIN_DECLS

/* What a list can be narrowed by, in the order that people see */
typedef enum {
  ETA_FILTER_READINESS,
  ETA_FILTER_STATE,
  ETA_FILTER_REGION,
  ETA_FILTER_CATEGORY,
  ETA_FILTER_CHANGED,
  ETA_FILTER_PAPER,
  ETA_FILTER_PHOTO,
  ETA_N_FILTERS,
} EtaFilter;

/**
 * EtaFilters:
 *
 * What is asked of one list: what to look for, filters, and the order. Each filter has one value or none,
 * written as it is kept ("71.02", "nearly"). Times are kept as days before or after today, so that a kept
 * view moves along. Main thread.
 *
 * Signals: "changed".
 */
#define ETA_TYPE_FILTERS (eta_filters_get_type ())
G_DECLARE_FINAL_TYPE (EtaFilters, eta_filters, ETA, FILTERS, GObject)

EtaFilters *eta_filters_new (EtaCatalogue *catalogue, const EtaPlace *place);
gboolean eta_filters_has (EtaFilters *self, EtaFilter filter);
gboolean eta_filters_is_empty (EtaFilters *self);
const char *eta_filters_get (EtaFilters *self, EtaFilter filter);
void eta_filters_set (EtaFilters *self, EtaFilter filter, const char *value);
void eta_filters_clear (EtaFilters *self);
const char *eta_filters_get_text (EtaFilters *self);
void eta_filters_set_text (EtaFilters *self, const char *text);
const char *eta_filters_get_sort (EtaFilters *self);
void eta_filters_set_sort (EtaFilters *self, const char *name);
EtaQuery eta_filters_get_query (EtaFilters *self);
EtaJson *eta_filters_to_json (EtaFilters *self);
void eta_filters_load (EtaFilters *self, const EtaJson *values);

char *eta_filters_dup_title (EtaFilters *self);

const char *eta_filter_label (EtaFilter filter);
const EtaChoice *eta_filter_choices (EtaFilter filter);
const char *eta_filters_words (EtaFilters *self, EtaFilter filter, const char *value);

G_END_DECLS
