/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-date-row.h"

#include "eta-date.h"
#include "eta-named.h"

#include <glib/gi18n.h>

/**
 * EtaDateRow:
 *
 * A day: typed as people write it, or chosen in a calendar. Main thread.
 */
struct _EtaDateRow {
  EtaEntryRow parent_instance;

  /* Borrowed: within */
  GtkMenuButton *button;
  GtkCalendar *calendar; /* NULL until it has been opened */

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaDateRow, eta_date_row, ETA_TYPE_ENTRY_ROW)

static void
day_selected_cb (EtaDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *stored = g_date_time_format (day, "%Y-%m-%d");

  if (!self->showing)
    eta_edit_set (eta_entry_row_get_edit (ETA_ENTRY_ROW (self)), eta_json_new_string (stored));
}

/* Made when it is first wanted: a calendar is a costly widget, and a page has a dozen days. */
static void
make_calendar (EtaDateRow *self)
{
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (calendar);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

/* The calendar opens on the field's day, or on today. */
static void
opening_cb (GtkMenuButton *button, gpointer row)
{
  EtaDateRow *self = row;
  EtaEdit *edit = eta_entry_row_get_edit (ETA_ENTRY_ROW (self));
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (!self->calendar)
    make_calendar (self);
  if (eta_date_read (eta_json_string (eta_edit_get_value (edit)), &date))
    day = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date),
                                 g_date_get_day (&date), 12, 0, 0);
  else
    day = g_date_time_new_now_local ();
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

static void
eta_date_row_class_init (EtaDateRowClass *klass)
{
}

static void
eta_date_row_init (EtaDateRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, opening_cb, self, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

GtkWidget *
eta_date_row_new (EtaEdit *edit)
{
  EtaDateRow *self = g_object_new (ETA_TYPE_DATE_ROW, NULL);
  /* Translators: %s is a field, like "Valid until" */
  g_autofree char *words = g_strdup_printf (_ ("Calendar for “%s”"), eta_edit_get_label (edit));

  eta_set_tooltip (GTK_WIDGET (self->button), _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  eta_entry_row_set_edit (ETA_ENTRY_ROW (self), edit);
  return GTK_WIDGET (self);
}
