/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-sync-corner.h"

#include "eta-live.h"
#include "eta-named.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaSyncCorner:
 *
 * One line about the sync, and behind it the whole story with what can be done. It shows facts that it
 * is handed, and acts through the window's actions "win.sync", "win.pair" and "win.work-offline", so
 * that it needs no scheduler to be looked at or tested. Main thread.
 */
struct _EtaSyncCorner {
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkWidget *face;
  GtkImage *icon;
  GtkLabel *line;
  GtkLabel *last;
  GtkLabel *heading;
  GtkLabel *records;
  GtkLabel *photos;
  GtkLabel *bytes;
  GtkLabel *time;
  GtkWidget *held;
  GtkWidget *send_photos;
  GtkWidget *trouble;
  GtkLabel *trouble_words;
  GtkWidget *agree;
  GtkWidget *sync;
  GtkWidget *pair;
  GtkWidget *offline_row;

  EtaSyncState state;
};

G_DEFINE_FINAL_TYPE (EtaSyncCorner, eta_sync_corner, GTK_TYPE_WIDGET)

static const struct {
  const char *icon;
  const char *words;
} states[] = {
  [ETA_SYNC_STATE_UNPAIRED] = { "network-server-symbolic", N_ ("Not paired yet") },
  [ETA_SYNC_STATE_OFFLINE] = { "network-offline-symbolic", N_ ("Offline") },
  [ETA_SYNC_STATE_WAITING] = { "network-transmit-symbolic", N_ ("Waiting") },
  [ETA_SYNC_STATE_SENDING] = { "network-transmit-receive-symbolic", N_ ("Sending") },
  [ETA_SYNC_STATE_SYNCHRONISED] = { "emblem-ok-symbolic", N_ ("Synchronised") },
  [ETA_SYNC_STATE_ATTENTION] = { "dialog-warning-symbolic", N_ ("Needs attention") },
};

/**
 * eta_time_words:
 *
 * Returns: (transfer full): the time of day if it was today, else the date and time, in the locale
 */
char *
eta_time_words (gint64 unix_seconds)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (unix_seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (!at)
    return g_strdup ("");
  if (g_date_time_get_year (at) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now))
    /* Translators: a time of today, as strftime; 09:14 */
    return g_date_time_format (at, C_ ("time of today", "%H:%M"));
  /* Translators: an earlier time, as strftime; 23 Nov, 09:14 */
  return g_date_time_format (at, C_ ("earlier time", "%-d %b, %H:%M"));
}

static char *
line_words (const EtaSyncFacts *facts)
{
  guint waiting = facts->records + facts->photos;
  g_autofree char *time = eta_time_words (facts->last_success);

  if (facts->state == ETA_SYNC_STATE_SENDING && facts->progress)
    return g_strdup (facts->progress);
  if (facts->state == ETA_SYNC_STATE_WAITING && facts->photos_held && facts->records == 0)
    return g_strdup_printf (ngettext ("%u photo waiting", "%u photos waiting", facts->photos),
                            facts->photos);
  if ((facts->state == ETA_SYNC_STATE_WAITING || facts->state == ETA_SYNC_STATE_OFFLINE) &&
      waiting > 0) {
    g_autofree char *count =
        g_strdup_printf (ngettext ("%u waiting", "%u waiting", waiting), waiting);

    if (facts->state == ETA_SYNC_STATE_WAITING)
      return g_steal_pointer (&count);
    /* Translators: state of the sync · what waits */
    return g_strdup_printf (_ ("Offline · %s"), count);
  }
  if (facts->state == ETA_SYNC_STATE_SYNCHRONISED && facts->last_success > 0)
    return g_strdup_printf (_ ("Synchronised %s"), time);
  return g_strdup (_ (states[facts->state].words));
}

/* Below the line, when the line itself does not say it already */
static char *
last_words (const EtaSyncFacts *facts)
{
  g_autofree char *time = eta_time_words (facts->last_success);

  if (facts->state == ETA_SYNC_STATE_WAITING && facts->photos_held && facts->records == 0)
    return g_strdup (_ ("Metered link"));
  if (facts->state == ETA_SYNC_STATE_SYNCHRONISED || facts->last_success == 0)
    return NULL;
  /* Translators: time of the last sync */
  return g_strdup_printf (_ ("Last %s"), time);
}

static void
show_line (EtaSyncCorner *self, const EtaSyncFacts *facts)
{
  g_autofree char *line = line_words (facts);
  g_autofree char *last = last_words (facts);
  g_autofree char *spoken = g_strdup_printf (_ ("Sync: %s"), line);

  gtk_image_set_from_icon_name (self->icon, states[facts->state].icon);
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->last, last ? last : "");
  gtk_widget_set_visible (GTK_WIDGET (self->last), last != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->content), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  if (facts->state == ETA_SYNC_STATE_ATTENTION)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
}

/* What has come to an end, or has to be done, is heard; the way there is not. */
static void
say (EtaSyncCorner *self, const EtaSyncFacts *facts)
{
  if (facts->state == self->state)
    return;
  self->state = facts->state;
  if (facts->state == ETA_SYNC_STATE_ATTENTION && facts->last_error)
    eta_live_say (GTK_WIDGET (self), facts->last_error);
  else if (facts->state == ETA_SYNC_STATE_SYNCHRONISED || facts->state == ETA_SYNC_STATE_OFFLINE)
    eta_live_say (GTK_WIDGET (self), gtk_label_get_label (self->line));
}

static void
show_story (EtaSyncCorner *self, const EtaSyncFacts *facts)
{
  g_autofree char *records = g_strdup_printf ("%'u", facts->records);
  g_autofree char *photos = g_strdup_printf ("%'u", facts->photos);
  g_autofree char *bytes = g_format_size (facts->bytes);
  g_autofree char *time = facts->last_success > 0 ? eta_time_words (facts->last_success) : NULL;

  gtk_label_set_label (self->heading, gtk_label_get_label (self->line));
  gtk_label_set_label (self->records, records);
  gtk_label_set_label (self->photos, photos);
  gtk_label_set_label (self->bytes, bytes);
  gtk_label_set_label (self->time, time ? time : _ ("Never"));
}

static void
show_deeds (EtaSyncCorner *self, const EtaSyncFacts *facts)
{
  gboolean paired = facts->state != ETA_SYNC_STATE_UNPAIRED;
  gboolean has_trouble = facts->last_error && *facts->last_error;

  gtk_label_set_label (self->trouble_words, has_trouble ? facts->last_error : "");
  gtk_widget_set_visible (self->trouble, has_trouble);
  gtk_widget_set_visible (self->held, facts->photos_held);
  gtk_widget_set_visible (self->send_photos, facts->photos_held);
  gtk_widget_set_visible (self->agree, facts->asks_to_delete);
  gtk_widget_set_visible (self->sync, paired);
  gtk_widget_set_visible (self->pair, !paired);
  gtk_widget_set_visible (self->offline_row, paired);
}

static void
eta_sync_corner_dispose (GObject *object)
{
  g_clear_pointer (&ETA_SYNC_CORNER (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_sync_corner_parent_class)->dispose (object);
}

static void
eta_sync_corner_class_init (EtaSyncCornerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_sync_corner_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-sync-corner.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, content);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, face);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, icon);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, line);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, last);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, heading);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, records);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, photos);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, bytes);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, time);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, held);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, send_photos);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, trouble);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, trouble_words);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, agree);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, sync);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, pair);
  gtk_widget_class_bind_template_child (widget_class, EtaSyncCorner, offline_row);
}

static void
eta_sync_corner_init (EtaSyncCorner *self)
{
  EtaSyncFacts none = { .state = ETA_SYNC_STATE_UNPAIRED };

  gtk_widget_init_template (GTK_WIDGET (self));
  eta_set_tooltip (self->content, _ ("Sync with the centre"));
  /* A menu button centres what is in it; a line that changes its length should stand still. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->face), GTK_ALIGN_FILL);
  eta_sync_corner_show_facts (self, &none);
}

GtkWidget *
eta_sync_corner_new (void)
{
  return g_object_new (ETA_TYPE_SYNC_CORNER, NULL);
}

void
eta_sync_corner_show_facts (EtaSyncCorner *self, const EtaSyncFacts *facts)
{
  g_return_if_fail (ETA_IS_SYNC_CORNER (self));

  show_line (self, facts);
  show_story (self, facts);
  show_deeds (self, facts);
  say (self, facts);
}

/**
 * eta_sync_corner_get_line:
 *
 * Returns: what the corner says at present
 */
const char *
eta_sync_corner_get_line (EtaSyncCorner *self)
{
  g_return_val_if_fail (ETA_IS_SYNC_CORNER (self), NULL);
  return gtk_label_get_label (self->line);
}
