/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model.h"

/* The decisions against the protocol's model: what must hold at the end of every history. */

#define HISTORIES 4000
#define BROKEN_HISTORIES 1000 /* at most, until a broken rule is noticed */

const char *const model_fields[] = { "/sku", "/composition", "/storage", NULL };

guint
model_value (World *world, guint over)
{
  g_array_append_val (world->over, over);
  return world->over->len - 1;
}

guint
model_read (const EtaJson *value)
{
  const char *text = eta_json_string (value);
  return text && text[0] == 'v' ? (guint) g_ascii_strtoull (text + 1, NULL, 10) : 0;
}

static guint
over (World *world, guint value)
{
  return g_array_index (world->over, guint, value);
}

/* Whether @newer was typed over @older, directly or not */
static gboolean
was_seen (World *world, guint newer, guint older)
{
  while (newer && newer != older)
    newer = over (world, newer);
  return newer == older && older;
}

/* -- what is held, what is known -- */

/* Values of a document; of a conflict, what gave way: that is what it is there to keep. */
static void
add_values (GHashTable *values, const EtaJson *doc)
{
  for (guint i = 0; doc && model_fields[i]; i++) {
    guint value = model_read (eta_json_get (doc, model_fields[i]));
    if (value)
      g_hash_table_add (values, GUINT_TO_POINTER (value));
  }
  eta_json_foreach (clash, doc ? eta_json_get (doc, "/fields") : NULL) {
    guint value = model_read (eta_json_member (clash, "ours"));
    if (value)
      g_hash_table_add (values, GUINT_TO_POINTER (value));
  }
}

static void
add_row_cb (const char *id, const EtaJson *doc, gpointer values)
{
  add_values (values, doc);
}

static GHashTable *
collect_held (World *world)
{
  GHashTable *held = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < world->desks->len; i++) {
    const Desk *desk = world->desks->pdata[i];
    for (guint j = 0; j < desk->records->len; j++) {
      const EtaCopies *copies = ((Record *) desk->records->pdata[j])->copies;
      add_values (held, copies->doc);
      add_values (held, copies->base_doc);
      add_values (held, copies->sent_doc);
    }
  }
  model_centre_each (world->centre, add_row_cb, held);
  return held;
}

/* -- what must hold -- */

static void
index_row_cb (const char *id, const EtaJson *doc, gpointer index)
{
  if (doc)
    g_hash_table_insert (index, g_strdup (id), eta_json_canonical (doc));
}

static char *
check_desk (const Desk *desk, GHashTable *truth)
{
  guint live = 0;
  for (guint i = 0; i < desk->records->len; i++) {
    const EtaCopies *copies = ((Record *) desk->records->pdata[i])->copies;
    if (!copies->doc)
      continue;
    g_autofree char *text = eta_json_canonical (copies->doc);
    if (g_strcmp0 (text, g_hash_table_lookup (truth, copies->id)) != 0)
      return g_strdup_printf ("d%u holds another %s", desk->device, copies->id);
    live++;
  }
  return live == g_hash_table_size (truth) ? NULL : g_strdup ("a desk holds fewer records");
}

static char *
check_same (World *world)
{
  g_autoptr (GHashTable) truth = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *why = NULL;
  model_centre_each (world->centre, index_row_cb, truth);
  for (guint i = 0; i < world->desks->len && !why; i++)
    why = check_desk (world->desks->pdata[i], truth);
  return why;
}

/* Live, or overwritten or deleted by somebody who saw it, or kept in a conflict */
static char *
check_kept (World *world, GHashTable *held)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) roots = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer value;

  model_centre_each (world->centre, add_row_cb, roots);
  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (GPOINTER_TO_UINT (value) >= world->over->len)
      return g_strdup ("a value was invented");
  g_hash_table_iter_init (&iter, world->deleted);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_hash_table_add (roots, value);
  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    for (guint v = GPOINTER_TO_UINT (value); v; v = over (world, v))
      if (!g_hash_table_add (kept, GUINT_TO_POINTER (v)))
        break;
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (!g_hash_table_contains (kept, value))
      return g_strdup_printf ("the value v%u is lost", GPOINTER_TO_UINT (value));
  return NULL;
}

static char *
check_clashes (World *world)
{
  for (guint i = 0; world->calm && i < world->clashes->len; i++) {
    const Clash *clash = &g_array_index (world->clashes, Clash, i);
    if (!g_hash_table_contains (world->deleted_ids, clash->id) &&
        (was_seen (world, clash->ours, clash->theirs) ||
         was_seen (world, clash->theirs, clash->ours)))
      return g_strdup ("a conflict that is none");
  }
  return NULL;
}

/* -- one history -- */

static void
clear_clash (gpointer data)
{
  g_free (((Clash *) data)->id);
}

static void
add_desk (World *world, Desk *desk)
{
  g_ptr_array_add (world->desks, desk);
  g_ptr_array_add (world->backups, NULL);
}

static void
world_init (World *world, guint32 seed, Break broken)
{
  guint none = 0;
  *world = (World){ .rng = g_rand_new_with_seed (seed), .broken = broken, .calm = TRUE };
  world->centre = model_centre_new (world->rng, broken);
  world->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_free);
  world->backups = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_free);
  world->over = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (world->over, none); /* value 0 is none */
  world->deleted = g_hash_table_new (NULL, NULL);
  world->deleted_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->late = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  world->clashes = g_array_new (FALSE, FALSE, sizeof (Clash));
  g_array_set_clear_func (world->clashes, clear_clash);
  for (int n = g_rand_int_range (world->rng, 2, 5); n > 0; n--)
    add_desk (world, desk_new (model_centre_add_device (world->centre)));
}

static void
world_clear (World *world)
{
  g_ptr_array_unref (world->desks);
  g_ptr_array_unref (world->backups);
  g_ptr_array_unref (world->late);
  g_array_unref (world->over);
  g_array_unref (world->clashes);
  g_hash_table_unref (world->deleted);
  g_hash_table_unref (world->deleted_ids);
  model_centre_free (world->centre);
  model_centre_free (world->centre_backup);
  g_rand_free (world->rng);
}

static void
back_up (World *world, guint i)
{
  desk_free (world->backups->pdata[i]);
  world->backups->pdata[i] = desk_copy (world->desks->pdata[i]);
}

/* What came after the backup is gone from this desk. */
static void
put_back (World *world, guint i)
{
  if (!world->backups->pdata[i])
    return;
  world->calm = FALSE;
  desk_free (world->desks->pdata[i]);
  world->desks->pdata[i] = desk_copy (world->backups->pdata[i]);
}

static void
restore_centre (World *world)
{
  if (!world->centre_backup)
    return;
  ModelCentre *lost = world->centre;
  world->calm = FALSE;
  world->centre = model_centre_restore (world->centre_backup, lost);
  model_centre_free (lost);
  g_ptr_array_set_size (world->late, 0);
}

static void
happen (World *world)
{
  guint i = (guint) g_rand_int_range (world->rng, 0, (gint32) world->desks->len);
  Desk *desk = world->desks->pdata[i];
  double x = g_rand_double (world->rng);

  if (x < 0.12) {
    desk_create (desk, world);
  } else if (x < 0.45) {
    desk_edit (desk, world);
  } else if (x < 0.50) {
    desk_delete (desk, world);
  } else if (x < 0.86) {
    desk_step (desk, world, TRUE);
  } else if (x < 0.89) {
    back_up (world, i);
  } else if (x < 0.91) {
    put_back (world, i);
  } else if (x < 0.93 && world->desks->len < 6) {
    world->calm = FALSE;
    add_desk (world, desk_copy (desk));
  } else if (x >= 0.93 && x < 0.96) {
    model_centre_free (world->centre_backup);
    world->centre_backup = model_centre_copy (world->centre);
  } else if (x >= 0.96 && x < 0.98) {
    restore_centre (world);
  }
}

/* All faults have stopped: twice over all of them, nobody has anything left to say or to hear. */
static gboolean
come_to_rest (World *world)
{
  guint quiet = 0;
  for (guint round = 0; round < 400 && quiet < 2; round++) {
    gboolean rest = TRUE;
    for (guint i = 0; i < world->desks->len; i++)
      rest &= desk_step (world->desks->pdata[i], world, FALSE);
    quiet = rest ? quiet + 1 : 0;
  }
  return quiet == 2;
}

char *
model_check (guint32 seed, Break broken)
{
  World world;
  char *why = NULL;

  world_init (&world, seed, broken);
  for (int n = g_rand_int_range (world.rng, 20, 91); n > 0; n--)
    happen (&world);
  g_autoptr (GHashTable) held = collect_held (&world);
  g_ptr_array_set_size (world.late, 0);
  if (!come_to_rest (&world))
    why = g_strdup ("it does not come to rest");
  if (!why)
    why = check_same (&world);
  if (!why)
    why = check_kept (&world, held);
  if (!why)
    why = check_clashes (&world);
  world_clear (&world);
  return why;
}

static void
test_histories (void)
{
  for (guint32 seed = 0; seed < HISTORIES; seed++) {
    g_autofree char *why = model_check (seed, BREAK_NOTHING);
    if (why)
      g_error ("history %u: %s", seed, why);
  }
}

typedef struct {
  const char *name;
  Break broken;
  guint32 from; /* the first history to try: few of them notice some rules */
} Rule;

/* A rule that can be broken without anybody noticing is not tested. */
static void
test_broken (gconstpointer data)
{
  const Rule *rule = data;
  for (guint32 seed = rule->from; seed < rule->from + BROKEN_HISTORIES; seed++) {
    g_autofree char *why = model_check (seed, rule->broken);
    if (why) {
      g_test_message ("history %u: %s", seed, why);
      return;
    }
  }
  g_test_fail_printf ("nobody noticed");
}

int
main (int argc, char **argv)
{
  static const Rule rules[] = {
    { "ack-doc", BREAK_ACK_DOC, 0 },          { "no-receipts", BREAK_NO_RECEIPTS, 0 },
    { "drop-losers", BREAK_DROP_LOSERS, 0 },  { "two-copies", BREAK_TWO_COPIES, 0 },
    { "trust-own", BREAK_TRUST_OWN, 0 },      { "reseal", BREAK_RESEAL, 0 },
    { "page-early", BREAK_PAGE_EARLY, 8000 }, { "naive-rewind", BREAK_NAIVE_REWIND, 0 },
    { "no-epoch", BREAK_NO_EPOCH, 0 },        { "no-epoch-kept", BREAK_NO_EPOCH_KEPT, 33500 },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/rules/histories", test_histories);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autofree char *path = g_strconcat ("/sync/rules/broken/", rules[i].name, NULL);
    g_test_add_data_func (path, &rules[i], test_broken);
  }
  return g_test_run ();
}
