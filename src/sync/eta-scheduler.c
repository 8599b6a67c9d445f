/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-scheduler.h"

#include "eta-outbox.h"
#include "eta-session.h"

#include <glib/gi18n.h>

/* Long because each of its values is a property with a getter: the window binds to them. */

/* Seconds */
#define AFTER_CHANGE 5
#define REGULAR (15 * 60)
#define SOON 1
#define BACKOFF_MIN 5
#define BACKOFF_MAX (15 * 60)

typedef struct {
  EtaSyncFlags flags;
  gboolean forgive; /* what waits by itself is tried again */
  EtaSyncReport report;
} Run;

struct _EtaScheduler {
  GObject parent;

  /* Owned, main thread */
  EtaStore *store;
  EtaVault *vault;
  GNetworkMonitor *monitor;
  guint second; /* ms; tests make it shorter */
  GCancellable *cancellable; /* of the running synchronisation; NULL: none runs */
  char *progress;
  char *last_error;

  gulong changed_handler, network_handler, metered_handler;
  guint timer;
  guint failures; /* in a row */
  gint64 last_success;
  guint waiting_records, waiting_photos;
  guint64 waiting_bytes;
  gboolean started, work_offline, available, attention, asks, agreed, forgive, again;
  gboolean spare_metered; /* photos wait for a link that does not cost by the byte */
  gboolean photos_anyway; /* asked for, as long as this link lasts */
  gboolean runs_with_photos;

  /* Written by the syncing thread, read by the main one */
  GMutex lock;
  const char *phase;
  guint done, total;
  guint tell_source;
};

G_DEFINE_FINAL_TYPE (EtaScheduler, eta_scheduler, G_TYPE_OBJECT)

typedef enum {
  PROP_STORE = 1,
  PROP_VAULT,
  PROP_MONITOR,
  PROP_SECOND,
  PROP_WORK_OFFLINE,
  PROP_STATE,
  PROP_WAITING_RECORDS,
  PROP_WAITING_PHOTOS,
  PROP_WAITING_BYTES,
  PROP_PROGRESS,
  PROP_LAST_SUCCESS,
  PROP_LAST_ERROR,
  PROP_SPARE_METERED,
  PROP_PHOTOS_HELD,
} EtaSchedulerProperty;

static GParamSpec *properties[PROP_PHOTOS_HELD + 1];

static void plan (EtaScheduler *self, guint seconds);

/* What is left is read anew and everybody told: one place, since all of it changes together. */
static void
refresh (EtaScheduler *self)
{
  gint64 bytes = 0;

  self->waiting_records = (guint) eta_outbox_count (self->store);
  self->waiting_photos = (guint) eta_outbox_count_photos (self->store, &bytes);
  self->waiting_bytes = (guint64) bytes;
  self->last_success = eta_sync_get_number (self->store, ETA_SETTING_LAST_SUCCESS);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_WORK_OFFLINE; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
is_online (EtaScheduler *self)
{
  return !self->work_offline && g_network_monitor_get_network_available (self->monitor);
}

/* Without a network manager no link is known to be metered, and nothing is held back. */
static gboolean
holds_photos (EtaScheduler *self)
{
  return self->spare_metered && !self->photos_anyway &&
         g_network_monitor_get_network_metered (self->monitor);
}

/* -- how far it is -------------------------------------------------------------------------- */

static char *
describe_progress (const char *phase, guint done, guint total)
{
  if (g_strcmp0 (phase, "photos") == 0)
    return g_strdup_printf (_ ("Sending photo %u of %u"), done + 1, total);
  if (g_strcmp0 (phase, "fetch") == 0)
    return g_strdup (_ ("Receiving photos"));
  if (total > 0)
    return g_strdup_printf (_ ("Sending %u of %u"), MIN (done + 1, total), total);

  return g_strdup (_ ("Asking the centre"));
}

static gboolean
tell_cb (gpointer data)
{
  EtaScheduler *self = data;

  g_mutex_lock (&self->lock);
  self->tell_source = 0;
  g_free (self->progress);
  self->progress =
      self->cancellable ? describe_progress (self->phase, self->done, self->total) : NULL;
  g_mutex_unlock (&self->lock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);

  return G_SOURCE_REMOVE;
}

/* Syncing thread */
static void
progress_cb (const char *phase, guint done, guint total, gpointer data)
{
  EtaScheduler *self = data;

  g_mutex_lock (&self->lock);
  self->phase = phase;
  self->done = done;
  self->total = total;
  if (!self->tell_source)
    self->tell_source =
        g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_cb, g_object_ref (self), g_object_unref);
  g_mutex_unlock (&self->lock);
}

/* -- one run -------------------------------------------------------------------------------- */

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EtaScheduler *self = source;
  Run *run = data;
  GError *error = NULL;

  if ((!run->forgive || eta_outbox_forgive (self->store, NULL, &error)) &&
      eta_sync_run (self->store, self->vault, run->flags, &run->report, progress_cb, self,
                    cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
wants_attention (const GError *error)
{
  return g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REVOKED) ||
         g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_ASK) ||
         g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED) ||
         (error->domain != ETA_SYNC_ERROR && error->domain != G_IO_ERROR);
}

/* Full jitter: a random time up to the ceiling, so that desks that lost the same link do not come back
 * together. */
static guint
back_off (guint failures)
{
  guint ceiling = BACKOFF_MIN << MIN (failures - 1, 8);

  return (guint) g_random_int_range (1, (gint32) MIN (ceiling, BACKOFF_MAX) + 1);
}

/* A link that is cut again and again still carries something each time. */
static gboolean
has_moved (const EtaSyncReport *report)
{
  return report->pushed || report->pulled || report->uploaded || report->photo_bytes;
}

static void
note_failure (EtaScheduler *self, const EtaSyncReport *report, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    plan (self, SOON); /* when that may not be, the timer sees it */
    return;
  }

  self->failures = has_moved (report) ? 1 : self->failures + 1;
  self->attention = wants_attention (error);
  self->asks = g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_ASK);
  g_free (self->last_error);
  self->last_error = g_strdup (error->message);
  if (self->attention)
    plan (self, REGULAR);
  else
    plan (self, MAX (back_off (self->failures), report->retry_after));
}

/* What was typed while it ran goes next; an item that was refused waits by itself and is shown. */
static void
note_success (EtaScheduler *self)
{
  g_autoptr (GPtrArray) delays = eta_outbox_dup_delays (self->store, NULL);
  g_autoptr (GPtrArray) typed = eta_outbox_dup_unsealed (self->store, 1, NULL);

  self->failures = 0;
  self->asks = FALSE;
  self->attention = delays && delays->len > 0;
  g_clear_pointer (&self->last_error, g_free);
  if (self->attention)
    self->last_error = g_strdup (((EtaDelay *) delays->pdata[0])->reason);
  plan (self, typed && typed->len > 0 ? AFTER_CHANGE : REGULAR);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaScheduler *self = ETA_SCHEDULER (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, g_free);
  if (!self->started)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    note_success (self);
  else
    note_failure (self, &run->report, error);
  if (self->again) {
    self->again = FALSE;
    eta_scheduler_sync_now (self);
  }
  refresh (self);
}

static void
start_run (EtaScheduler *self)
{
  if (self->cancellable || !self->started)
    return;
  if (!eta_sync_is_paired (self->store)) {
    plan (self, REGULAR);
    refresh (self);
    return;
  }

  Run *run = g_new0 (Run, 1);
  self->runs_with_photos = !holds_photos (self);
  run->flags = (self->agreed ? ETA_SYNC_AGREED_TO_DELETIONS : 0) |
               (self->runs_with_photos ? 0 : ETA_SYNC_WITHOUT_PHOTOS);
  run->forgive = self->forgive;
  self->agreed = self->forgive = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, run_cb, NULL);
  g_task_set_task_data (task, run, g_free);
  g_task_run_in_thread (task, run_in_thread);
  refresh (self);
}

/* -- when ----------------------------------------------------------------------------------- */

static gboolean
timer_cb (gpointer data)
{
  EtaScheduler *self = data;

  self->timer = 0;
  if (is_online (self))
    start_run (self);
  else
    plan (self, REGULAR);

  return G_SOURCE_REMOVE;
}

/* The next time, in seconds; it takes the place of an earlier plan. */
static void
plan (EtaScheduler *self, guint seconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (seconds * self->second, timer_cb, self);
}

static void
changed_cb (EtaStore *store, const char *id, EtaScheduler *self)
{
  guint before = self->waiting_records + self->waiting_photos;

  refresh (self);
  if (!self->cancellable && self->failures == 0 &&
      self->waiting_records + self->waiting_photos >= MAX (before, 1))
    plan (self, AFTER_CHANGE);
}

/* The signal comes with each new address too: only the return of a network ends the back-off. */
static void
network_cb (GNetworkMonitor *monitor, gboolean available, EtaScheduler *self)
{
  gboolean returned = available && !self->available;

  self->available = available;
  if (returned && is_online (self)) {
    self->failures = 0;
    plan (self, SOON);
  }
  refresh (self);
}

/* The link, or what a person wants of it, has changed: photos under way stop, those that waited go. */
static void
weigh_photos (EtaScheduler *self)
{
  if (self->cancellable && self->runs_with_photos && holds_photos (self))
    g_cancellable_cancel (self->cancellable);
  else if (self->started && !holds_photos (self) && self->waiting_photos && is_online (self))
    plan (self, SOON);
  refresh (self);
}

static void
metered_cb (EtaScheduler *self)
{
  if (!g_network_monitor_get_network_metered (self->monitor))
    self->photos_anyway = FALSE;
  weigh_photos (self);
}

/**
 * eta_scheduler_start:
 *
 * Begins to watch the store and the network.
 */
void
eta_scheduler_start (EtaScheduler *self)
{
  if (self->started)
    return;

  self->started = TRUE;
  self->available = g_network_monitor_get_network_available (self->monitor);
  self->changed_handler = g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
  self->network_handler =
      g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_cb), self);
  self->metered_handler = g_signal_connect_swapped (self->monitor, "notify::network-metered",
                                                    G_CALLBACK (metered_cb), self);
  plan (self, AFTER_CHANGE);
  refresh (self);
}

/**
 * eta_scheduler_stop:
 *
 * Ends watching and cuts off a running synchronisation, which loses nothing.
 */
void
eta_scheduler_stop (EtaScheduler *self)
{
  self->started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_signal_handler (&self->network_handler, self->monitor);
  g_clear_signal_handler (&self->metered_handler, self->monitor);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

/**
 * eta_scheduler_sync_now:
 *
 * The user asks: what waited by itself is tried again too. While one runs, another follows it.
 */
void
eta_scheduler_sync_now (EtaScheduler *self)
{
  self->failures = 0;
  self->attention = FALSE;
  self->forgive = TRUE;
  if (self->cancellable)
    self->again = TRUE;
  else
    start_run (self);
}

/**
 * eta_scheduler_asks_to_delete:
 *
 * Returns: whether the last sync stopped because the centre would delete much, and a person must
 *   agree first. Changes together with "last-error".
 */
gboolean
eta_scheduler_asks_to_delete (EtaScheduler *self)
{
  return self->asks;
}

/**
 * eta_scheduler_agree_to_deletions:
 *
 * A person has looked at the deletions that the centre asks for, and agrees, once.
 */
void
eta_scheduler_agree_to_deletions (EtaScheduler *self)
{
  self->agreed = TRUE;
  self->asks = FALSE;
  eta_scheduler_sync_now (self);
}

/**
 * eta_scheduler_set_work_offline:
 *
 * Nothing is sent until it is switched off again, or the user says "sync now".
 */
void
eta_scheduler_set_work_offline (EtaScheduler *self, gboolean work_offline)
{
  if (self->work_offline == work_offline)
    return;

  self->work_offline = work_offline;
  if (work_offline && self->cancellable)
    g_cancellable_cancel (self->cancellable);
  if (!work_offline && self->started)
    plan (self, SOON);
  refresh (self);
}

gboolean
eta_scheduler_get_work_offline (EtaScheduler *self)
{
  return self->work_offline;
}

/**
 * eta_scheduler_set_spare_metered:
 *
 * On a link that costs by the byte, records go and photos wait, in both directions.
 */
void
eta_scheduler_set_spare_metered (EtaScheduler *self, gboolean spare_metered)
{
  if (self->spare_metered == spare_metered)
    return;

  self->spare_metered = spare_metered;
  self->photos_anyway = FALSE;
  weigh_photos (self);
}

gboolean
eta_scheduler_get_spare_metered (EtaScheduler *self)
{
  return self->spare_metered;
}

/**
 * eta_scheduler_get_photos_held:
 *
 * Returns: whether photos wait to be sent for no other reason than that the link is metered
 */
gboolean
eta_scheduler_get_photos_held (EtaScheduler *self)
{
  return self->waiting_photos > 0 && holds_photos (self);
}

/**
 * eta_scheduler_send_photos_anyway:
 *
 * The user wants the photos sent on this metered link, as long as it lasts.
 */
void
eta_scheduler_send_photos_anyway (EtaScheduler *self)
{
  self->photos_anyway = TRUE;
  eta_scheduler_sync_now (self);
}

EtaSyncState
eta_scheduler_get_state (EtaScheduler *self)
{
  if (self->cancellable)
    return ETA_SYNC_STATE_SENDING;
  if (!eta_sync_is_paired (self->store))
    return ETA_SYNC_STATE_UNPAIRED;
  if (self->attention)
    return ETA_SYNC_STATE_ATTENTION;
  if (!is_online (self))
    return ETA_SYNC_STATE_OFFLINE;

  return self->waiting_records || self->waiting_photos || self->failures || !self->last_success
             ? ETA_SYNC_STATE_WAITING
             : ETA_SYNC_STATE_SYNCHRONISED;
}

guint
eta_scheduler_get_waiting_records (EtaScheduler *self)
{
  return self->waiting_records;
}

guint
eta_scheduler_get_waiting_photos (EtaScheduler *self)
{
  return self->waiting_photos;
}

guint64
eta_scheduler_get_waiting_bytes (EtaScheduler *self)
{
  return self->waiting_bytes;
}

const char *
eta_scheduler_get_progress (EtaScheduler *self)
{
  return self->progress;
}

gint64
eta_scheduler_get_last_success (EtaScheduler *self)
{
  return self->last_success;
}

const char *
eta_scheduler_get_last_error (EtaScheduler *self)
{
  return self->last_error;
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_scheduler_dispose (GObject *object)
{
  EtaScheduler *self = ETA_SCHEDULER (object);

  if (self->store)
    eta_scheduler_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->vault);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (eta_scheduler_parent_class)->dispose (object);
}

static void
eta_scheduler_finalize (GObject *object)
{
  EtaScheduler *self = ETA_SCHEDULER (object);

  g_clear_object (&self->cancellable);
  g_free (self->progress);
  g_free (self->last_error);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (eta_scheduler_parent_class)->finalize (object);
}

static void
eta_scheduler_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaScheduler *self = ETA_SCHEDULER (object);

  switch ((EtaSchedulerProperty) id) {
  case PROP_STORE:
    g_value_set_object (value, self->store);
    break;
  case PROP_VAULT:
    g_value_set_object (value, self->vault);
    break;
  case PROP_MONITOR:
    g_value_set_object (value, self->monitor);
    break;
  case PROP_SECOND:
    g_value_set_uint (value, self->second);
    break;
  case PROP_WORK_OFFLINE:
    g_value_set_boolean (value, self->work_offline);
    break;
  case PROP_STATE:
    g_value_set_uint (value, eta_scheduler_get_state (self));
    break;
  case PROP_WAITING_RECORDS:
    g_value_set_uint (value, self->waiting_records);
    break;
  case PROP_WAITING_PHOTOS:
    g_value_set_uint (value, self->waiting_photos);
    break;
  case PROP_WAITING_BYTES:
    g_value_set_uint64 (value, self->waiting_bytes);
    break;
  case PROP_PROGRESS:
    g_value_set_string (value, self->progress);
    break;
  case PROP_LAST_SUCCESS:
    g_value_set_int64 (value, self->last_success);
    break;
  case PROP_LAST_ERROR:
    g_value_set_string (value, self->last_error);
    break;
  case PROP_SPARE_METERED:
    g_value_set_boolean (value, self->spare_metered);
    break;
  case PROP_PHOTOS_HELD:
    g_value_set_boolean (value, eta_scheduler_get_photos_held (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_scheduler_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaScheduler *self = ETA_SCHEDULER (object);

  switch ((EtaSchedulerProperty) id) {
  case PROP_STORE:
    self->store = g_value_dup_object (value);
    break;
  case PROP_VAULT:
    self->vault = g_value_dup_object (value);
    break;
  case PROP_MONITOR:
    self->monitor = g_value_dup_object (value);
    break;
  case PROP_SECOND:
    self->second = g_value_get_uint (value);
    break;
  case PROP_WORK_OFFLINE:
    eta_scheduler_set_work_offline (self, g_value_get_boolean (value));
    break;
  case PROP_SPARE_METERED:
    eta_scheduler_set_spare_metered (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_scheduler_class_init (EtaSchedulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags made = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = eta_scheduler_dispose;
  object_class->finalize = eta_scheduler_finalize;
  object_class->get_property = eta_scheduler_get_property;
  object_class->set_property = eta_scheduler_set_property;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, ETA_TYPE_STORE, made);
  properties[PROP_VAULT] = g_param_spec_object ("vault", NULL, NULL, ETA_TYPE_VAULT, made);
  properties[PROP_MONITOR] =
      g_param_spec_object ("monitor", NULL, NULL, G_TYPE_NETWORK_MONITOR, made);
  properties[PROP_SECOND] = g_param_spec_uint ("second", NULL, NULL, 1, 1000, 1000, made);
  properties[PROP_WORK_OFFLINE] =
      g_param_spec_boolean ("work-offline", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, ETA_SYNC_STATE_ATTENTION, 0, read);
  properties[PROP_WAITING_RECORDS] =
      g_param_spec_uint ("waiting-records", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_WAITING_PHOTOS] =
      g_param_spec_uint ("waiting-photos", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_WAITING_BYTES] =
      g_param_spec_uint64 ("waiting-bytes", NULL, NULL, 0, G_MAXUINT64, 0, read);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, read);
  properties[PROP_LAST_SUCCESS] =
      g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_LAST_ERROR] = g_param_spec_string ("last-error", NULL, NULL, NULL, read);
  properties[PROP_SPARE_METERED] =
      g_param_spec_boolean ("spare-metered", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_PHOTOS_HELD] = g_param_spec_boolean ("photos-held", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
eta_scheduler_init (EtaScheduler *self)
{
  g_mutex_init (&self->lock);
}

EtaScheduler *
eta_scheduler_new (EtaStore *store, EtaVault *vault)
{
  return g_object_new (ETA_TYPE_SCHEDULER, "store", store, "vault", vault, "monitor",
                       g_network_monitor_get_default (), NULL);
}
