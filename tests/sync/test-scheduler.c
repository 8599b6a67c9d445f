/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"

#include "eta-scheduler.h"

/* When it synchronises. A second lasts 20 ms here; a test ends when what it waits for has happened,
 * and fails when that takes 500 of them. */

#define SECOND 20 /* ms */
#define PATIENCE 10000 /* ms */

/* -- a network that comes and goes -- */

#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork {
  GObject parent;
  gboolean available, metered;
};

static void test_network_monitor_init (GNetworkMonitorInterface *interface);
static void test_network_initable_init (GInitableIface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          test_network_monitor_init))

static void
test_network_monitor_init (GNetworkMonitorInterface *interface)
{
}

static void
test_network_initable_init (GInitableIface *interface)
{
}

static void
test_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == 1)
    g_value_set_boolean (value, ((TestNetwork *) object)->available);
  else if (id == 2)
    g_value_set_boolean (value, ((TestNetwork *) object)->metered);
  else
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, 1, "network-available");
  g_object_class_override_property (object_class, 2, "network-metered");
  g_object_class_override_property (object_class, 3, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
  self->available = TRUE;
}

static void
set_available (TestNetwork *self, gboolean available)
{
  self->available = available;
  g_signal_emit_by_name (self, "network-changed", available);
}

static void
set_metered (TestNetwork *self, gboolean metered)
{
  self->metered = metered;
  g_object_notify (G_OBJECT (self), "network-metered");
}

/* -- the stage -- */

typedef struct {
  EtaTestCentre *centre;
  EtaTestLink *link;
  TestDesk *desk;
  TestNetwork *network;
  EtaScheduler *scheduler;
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  stage->centre = eta_test_centre_new ();
  stage->link = eta_test_link_new (eta_test_centre_get_address (stage->centre), 1);
  stage->desk = test_desk_new (stage->centre, eta_test_link_get_address (stage->link));
  stage->network = g_object_new (TEST_TYPE_NETWORK, NULL);
  stage->scheduler =
      g_object_new (ETA_TYPE_SCHEDULER, "store", stage->desk->store, "vault", stage->desk->vault,
                    "monitor", stage->network, "second", SECOND, NULL);
  eta_test_link_reset (stage->link);
}

static gboolean
has_state (Stage *stage, EtaSyncState state)
{
  return eta_scheduler_get_state (stage->scheduler) == state;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end = g_get_monotonic_time () + PATIENCE * 1000;                                        \
    guint tick = g_timeout_add (5, tick_cb, NULL);                                                 \
    while (!(condition) && g_get_monotonic_time () < end)                                          \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (tick);                                                                        \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* Runs the main loop for so many of the test's seconds. */
static void
pass (guint seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * SECOND * 1000;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  eta_scheduler_stop (stage->scheduler);
  WAIT_UNTIL (!has_state (stage, ETA_SYNC_STATE_SENDING));
  g_object_add_weak_pointer (G_OBJECT (stage->scheduler), (gpointer *) &stage->scheduler);
  g_object_unref (stage->scheduler);
  WAIT_UNTIL (!stage->scheduler); /* the thread lets go of it a moment later */
  g_object_unref (stage->network);
  test_desk_free (stage->desk);
  eta_test_link_free (stage->link);
  eta_test_centre_free (stage->centre);
}

static guint
live (Stage *stage)
{
  return eta_test_centre_count_live (stage->centre);
}

static void
start (Stage *stage)
{
  eta_scheduler_start (stage->scheduler);
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
}

/* -- tests -- */

static void
test_change (Stage *stage, gconstpointer data)
{
  start (stage);
  g_autofree char *id = test_desk_add (stage->desk, "Kopi");
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_WAITING));
  WAIT_UNTIL (live (stage) == 1 && has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
  g_assert_null (eta_scheduler_get_progress (stage->scheduler));
}

static void
test_network_return (Stage *stage, gconstpointer data)
{
  start (stage);
  set_available (stage->network, FALSE);
  g_assert_true (has_state (stage, ETA_SYNC_STATE_OFFLINE));
  g_autofree char *id = test_desk_add (stage->desk, "Kopi");
  pass (20);
  g_assert_cmpuint (live (stage), ==, 0);
  set_available (stage->network, TRUE);
  WAIT_UNTIL (live (stage) == 1);
}

static void
test_work_offline (Stage *stage, gconstpointer data)
{
  start (stage);
  eta_scheduler_set_work_offline (stage->scheduler, TRUE);
  g_assert_true (has_state (stage, ETA_SYNC_STATE_OFFLINE));
  g_autofree char *id = test_desk_add (stage->desk, "Kopi");
  pass (20);
  g_assert_cmpuint (live (stage), ==, 0);
  eta_scheduler_sync_now (stage->scheduler); /* asked for, once */
  WAIT_UNTIL (live (stage) == 1);
  eta_scheduler_set_work_offline (stage->scheduler, FALSE);
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
}

#define BUSY                                                                                       \
  "HTTP/1.1 503 X\r\nContent-Type: application/problem+json\r\nEtalase-Epoch: e\r\n"               \
  "Retry-After: 100000\r\n\r\n{\"type\":\"https://etalase.invalid/problems/busy\"}"

/* It comes back when the centre said, and not before; or when the user says. */
static void
test_retry_after (Stage *stage, gconstpointer data)
{
  g_autofree char *id = test_desk_add (stage->desk, "Kopi");
  eta_test_link_set_answer (stage->link, BUSY);
  eta_scheduler_start (stage->scheduler);
  WAIT_UNTIL (eta_scheduler_get_last_error (stage->scheduler));
  eta_test_link_set_answer (stage->link, NULL);
  pass (50); /* by its own back-off it would be back in 5 */
  g_assert_cmpuint (live (stage), ==, 0);
  g_assert_true (has_state (stage, ETA_SYNC_STATE_WAITING));
  eta_scheduler_sync_now (stage->scheduler);
  WAIT_UNTIL (live (stage) == 1 && has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
  g_assert_null (eta_scheduler_get_last_error (stage->scheduler));
}

static void
test_attention (Stage *stage, gconstpointer data)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (stage->centre);
  g_autofree char *device = eta_store_dup_setting (stage->desk->store, "device");

  start (stage);
  g_assert_true (eta_ledger_revoke (ledger, device, NULL));
  g_autofree char *id = test_desk_add (stage->desk, "Kopi");
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_ATTENTION));
  g_assert_nonnull (eta_scheduler_get_last_error (stage->scheduler));
}

/* What was typed while it ran goes next, unasked. */
static void
test_typed_meanwhile (Stage *stage, gconstpointer data)
{
  start (stage);
  eta_test_link_set_delay (stage->link, 50);
  g_autofree char *first = test_desk_add (stage->desk, "Kopi");
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_SENDING));
  g_autofree char *second = test_desk_add (stage->desk, "Pala");
  WAIT_UNTIL (live (stage) == 2 && has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
}

static gboolean
is_sent (Stage *stage)
{
  return eta_scheduler_get_waiting_photos (stage->scheduler) == 0;
}

/* On a metered link the record goes and its photo waits, until there is another link. */
static void
test_metered (Stage *stage, gconstpointer data)
{
  eta_scheduler_set_spare_metered (stage->scheduler, TRUE);
  start (stage);
  set_metered (stage->network, TRUE);
  g_autofree char *id = test_desk_add_photo (stage->desk, 20000, 1, NULL);
  WAIT_UNTIL (live (stage) == 1 && has_state (stage, ETA_SYNC_STATE_WAITING));
  eta_scheduler_sync_now (stage->scheduler); /* "now" is of the time, not of the cost */
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_WAITING));
  g_assert_cmpuint (eta_scheduler_get_waiting_photos (stage->scheduler), ==, 1);
  g_assert_true (eta_scheduler_get_photos_held (stage->scheduler));
  set_metered (stage->network, FALSE);
  g_assert_false (eta_scheduler_get_photos_held (stage->scheduler));
  WAIT_UNTIL (is_sent (stage) && has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
}

/* A photo under way stops when the link becomes one that costs. */
static void
test_metered_meanwhile (Stage *stage, gconstpointer data)
{
  eta_scheduler_set_spare_metered (stage->scheduler, TRUE);
  start (stage);
  eta_test_link_set_rate (stage->link, 100000);
  g_autofree char *id = test_desk_add_photo (stage->desk, 2000000, 1, NULL);
  WAIT_UNTIL (live (stage) == 1 && has_state (stage, ETA_SYNC_STATE_SENDING));
  set_metered (stage->network, TRUE);
  WAIT_UNTIL (has_state (stage, ETA_SYNC_STATE_WAITING));
  pass (20);
  g_assert_true (eta_scheduler_get_photos_held (stage->scheduler));
  eta_test_link_set_rate (stage->link, 0);
  eta_scheduler_set_spare_metered (stage->scheduler, FALSE);
  WAIT_UNTIL (is_sent (stage) && has_state (stage, ETA_SYNC_STATE_SYNCHRONISED));
}

/* Asked for, they go, and the next ones too as long as the link is the same. */
static void
test_photos_anyway (Stage *stage, gconstpointer data)
{
  eta_scheduler_set_spare_metered (stage->scheduler, TRUE);
  set_metered (stage->network, TRUE);
  start (stage);
  g_autofree char *first = test_desk_add_photo (stage->desk, 20000, 1, NULL);
  WAIT_UNTIL (eta_scheduler_get_photos_held (stage->scheduler));
  eta_scheduler_send_photos_anyway (stage->scheduler);
  WAIT_UNTIL (is_sent (stage));
  g_autofree char *second = test_desk_add_photo (stage->desk, 20000, 2, NULL);
  WAIT_UNTIL (live (stage) == 2 && is_sent (stage));
  set_metered (stage->network, FALSE);
  set_metered (stage->network, TRUE);
  g_autofree char *third = test_desk_add_photo (stage->desk, 20000, 3, NULL);
  WAIT_UNTIL (live (stage) == 3 && has_state (stage, ETA_SYNC_STATE_WAITING));
  g_assert_true (eta_scheduler_get_photos_held (stage->scheduler));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Stage *stage, gconstpointer data);
  } tests[] = {
    { "/sync/scheduler/change", test_change },
    { "/sync/scheduler/network-return", test_network_return },
    { "/sync/scheduler/work-offline", test_work_offline },
    { "/sync/scheduler/retry-after", test_retry_after },
    { "/sync/scheduler/attention", test_attention },
    { "/sync/scheduler/typed-meanwhile", test_typed_meanwhile },
    { "/sync/scheduler/metered", test_metered },
    { "/sync/scheduler/metered-meanwhile", test_metered_meanwhile },
    { "/sync/scheduler/photos-anyway", test_photos_anyway },
  };

  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Stage, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
