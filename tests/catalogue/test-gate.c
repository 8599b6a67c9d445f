/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-gate.h"
#include "eta-kind.h"

#include <string.h>

/*
 * A field that is personal or never published cannot get out: every row of every table is filled, and
 * the gate's copy looked through. A new row is tested from the day it is added.
 */

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static EtaJson *fill_rows (const EtaField *rows);

static EtaJson *
fill_value (const EtaField *field)
{
  g_autoptr (EtaJson) value = NULL;

  if (field->flags & ETA_FIELD_LOCALE)
    return eta_json_parse ("{\"id\":\"a\",\"en\":\"b\",\"xx\":\"stranger\"}", -1, NULL);
  switch (field->type) {
  case ETA_FIELD_CHOICE:
    return eta_json_new_string (field->choices[0].value);
  case ETA_FIELD_SET:
    return eta_json_parse ("[\"a\"]", -1, NULL);
  case ETA_FIELD_INTEGER:
  case ETA_FIELD_RUPIAH:
  case ETA_FIELD_YEAR:
  case ETA_FIELD_DEGREE:
    return eta_json_new_int (2000);
  case ETA_FIELD_DECIMAL:
    return eta_json_new_string ("1.5");
  case ETA_FIELD_DATE:
    return eta_json_new_string ("2026-01-02");
  case ETA_FIELD_BOOLEAN:
    return eta_json_new_bool (TRUE);
  case ETA_FIELD_PHONE:
    return eta_json_new_string ("+6281234567890");
  case ETA_FIELD_EMAIL:
    return eta_json_new_string ("a@b.id");
  case ETA_FIELD_LINK:
    return eta_json_new_string ("https://b.id/");
  case ETA_FIELD_REFERENCE:
    return eta_json_new_string ("0199a1b2-0000-7000-8000-000000000001");
  case ETA_FIELD_PHOTO:
    return eta_json_new_string (HASH);
  case ETA_FIELD_KEYED:
    value = eta_json_new_object ();
    eta_json_take (value, "/k", fill_rows (field->members));
    return g_steal_pointer (&value);
  default:
    return eta_json_new_string ("Sarah");
  }
}

static EtaJson *
fill_rows (const EtaField *rows)
{
  EtaJson *doc = eta_json_new_object ();

  eta_fields_foreach (row, rows) eta_json_take (doc, row->path, fill_value (row));
  eta_json_set_string (doc, "/stranger", "stranger");
  return doc;
}

/* A document with everything in it, strangers at every level, and a cover that is a photo's key */
static EtaJson *
fill (const EtaKind *kind)
{
  EtaJson *doc = fill_rows (kind->fields);

  eta_json_remove (doc, "/consents");
  if (eta_json_get (doc, "/photos")) {
    eta_json_set_string (doc, "/cover", "k");
    eta_json_set_string (doc, "/price/stranger", "stranger");
    eta_json_set_string (doc, "/curation/stranger", "stranger");
    eta_json_set_string (doc, "/links/stranger", "stranger");
  }
  return doc;
}

static EtaJson *
business_with (const char *consent)
{
  EtaJson *business = fill (&eta_kind_business);

  if (consent)
    eta_json_take (business, "/consents/c", eta_json_parse (consent, -1, NULL));
  return business;
}

static void
see_no_strangers (const EtaJson *out)
{
  g_autofree char *text = eta_json_canonical (out);

  g_assert_null (strstr (text, "stranger"));
}

static void
see_rows (const EtaField *rows, const EtaJson *out, gboolean personal)
{
  eta_fields_foreach (row, rows)
  {
    const EtaJson *value = eta_field_get (row, out);
    gboolean shown = !(row->flags & ETA_FIELD_PRIVATE) &&
                     (personal || !(row->flags & ETA_FIELD_PERSONAL) || row->members);

    g_test_message ("%s", row->path);
    g_assert_cmpint (value != NULL, ==, shown);
    if (shown && row->members)
      see_rows (row->members, eta_json_member (value, "k"), personal);
  }
}

static const char all_purposes[] = "{\"purposes\":[\"name\",\"phone\",\"portrait\",\"photos\","
                                   "\"abroad\",\"grade\"],\"given_on\":\"2026-01-02\"}";

static void
test_every_row (void)
{
  static const struct {
    const char *consent;
    gboolean personal;
  } rows[] = { { NULL, FALSE }, { all_purposes, TRUE } };

  for (guint i = 0; eta_kinds[i]; i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++) {
      g_autoptr (EtaJson) business = business_with (rows[j].consent);
      g_autoptr (EtaJson) doc =
          eta_kinds[i] == &eta_kind_business ? eta_json_copy (business) : fill (eta_kinds[i]);
      g_autoptr (EtaJson) out = eta_gate_public (eta_kinds[i], doc, business);

      g_test_message ("%s, %s", eta_kinds[i]->name, rows[j].consent ? "consent" : "none");
      see_no_strangers (out);
      see_rows (eta_kinds[i]->fields, out, rows[j].personal);
    }
}

/* Each personal row goes with its own purpose, and with no other. */
static void
test_each_purpose (void)
{
  static const char *const purposes[] = {
    "name", "phone", "portrait", "photos", "abroad", "grade"
  };

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++) {
    g_autofree char *consent =
        g_strdup_printf ("{\"purposes\":[\"%s\"],\"given_on\":\"2026-01-02\"}", purposes[i]);
    g_autoptr (EtaJson) business = business_with (consent);
    g_autoptr (EtaJson) out = eta_gate_public (&eta_kind_business, business, NULL);

    eta_kind_foreach (field, &eta_kind_business)
    {
      if (!(field->flags & ETA_FIELD_PERSONAL) || field->flags & ETA_FIELD_PRIVATE ||
          field->members)
        continue;
      g_assert_cmpint (eta_field_get (field, out) != NULL, ==,
                       strcmp (field->purpose, purposes[i]) == 0);
    }
  }
}

#define GIVEN "\"purposes\":[\"name\",\"phone\"],\"given_on\":\"2026-01-02\""

static void
test_consents (void)
{
  static const struct {
    const char *consent;
    const char *path;
    gboolean covers;
  } rows[] = {
    { "{" GIVEN "}", "/owner", TRUE },
    { "{" GIVEN ",\"withdrawn_on\":\"2026-03-01\"}", "/owner", FALSE },
    { "{" GIVEN ",\"withdrawn_on\":\"soon\"}", "/owner", FALSE },
    { "{" GIVEN ",\"withdrawn_on\":\"\"}", "/owner", TRUE },
    { "{" GIVEN ",\"withdrawn_on\":true}", "/owner", FALSE },
    { "{\"purposes\":[\"name\"]}", "/owner", FALSE },
    { "{\"purposes\":[\"name\"],\"given_on\":\"\"}", "/owner", FALSE },
    { "{\"purposes\":[\"name\"],\"given_on\":\"yes\"}", "/owner", FALSE },
    { "{\"purposes\":\"name\",\"given_on\":\"2026-01-02\"}", "/owner", FALSE },
    { "{" GIVEN ",\"person\":\"IBU SARAH\"}", "/owner", TRUE },
    { "{" GIVEN ",\"person\":\"Sarahwati\"}", "/owner", FALSE },
    { "{" GIVEN ",\"person\":\"Yohanis\"}", "/owner", FALSE },
    { "{" GIVEN ",\"person\":\"Yohanis\",\"role\":\"owner\"}", "/owner", TRUE },
    { "{" GIVEN ",\"role\":\"owner\"}", "/owner", TRUE },
    { "{" GIVEN ",\"role\":\"owner\"}", "/contact", FALSE },
    { "{" GIVEN ",\"role\":\"contact\"}", "/contact", TRUE },
    { "{" GIVEN ",\"person\":\"Yohanis\"}", "/phone", TRUE },
    { "{" GIVEN "}", "/curation/grade", FALSE },
    { "1", "/owner", FALSE },
    { NULL, "/owner", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) business = business_with (rows[i].consent);
    g_autoptr (EtaJson) out = eta_gate_public (&eta_kind_business, business, NULL);

    g_test_message ("%s %s", rows[i].path, rows[i].consent ? rows[i].consent : "(none)");
    g_assert_cmpint (eta_json_get (out, rows[i].path) != NULL, ==, rows[i].covers);
  }
}

static void
test_photos_of_people (void)
{
  static const struct {
    const char *subject; /* JSON; NULL: none */
    gboolean shown;
  } rows[] = {
    { "\"product\"", TRUE }, { "\"pack\"", TRUE },   { "\"place\"", TRUE }, { NULL, TRUE },
    { "\"people\"", FALSE }, { "\"crowd\"", FALSE }, { "7", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint consent = 0; consent < 2; consent++) {
      g_autoptr (EtaJson) business = business_with (consent ? all_purposes : NULL);
      g_autoptr (EtaJson) doc = fill (&eta_kind_product);
      g_autoptr (EtaJson) out = NULL;

      eta_json_remove (doc, "/photos/k/subject");
      if (rows[i].subject)
        eta_json_take (doc, "/photos/k/subject", eta_json_parse (rows[i].subject, -1, NULL));
      out = eta_gate_public (&eta_kind_product, doc, business);
      g_assert_cmpint (eta_json_get (out, "/photos/k") != NULL, ==, rows[i].shown || consent);
      g_assert_cmpint (eta_json_get (out, "/cover") != NULL, ==, rows[i].shown || consent);
    }
}

static void
test_product_without_business (void)
{
  g_autoptr (EtaJson) doc = fill (&eta_kind_product);
  g_autoptr (EtaJson) out = NULL;

  /* Consents that a product brings along are nobody's. */
  eta_json_take (doc, "/consents/c", eta_json_parse (all_purposes, -1, NULL));
  eta_json_set_string (doc, "/photos/k/subject", "people");
  out = eta_gate_public (&eta_kind_product, doc, NULL);
  g_assert_null (eta_json_get (out, "/photos/k"));
  g_assert_null (eta_json_get (out, "/consents"));
}

static void
test_scale (void)
{
  g_autoptr (EtaJson) doc = eta_json_parse ("{\"turnover\":3000000000,\"capital\":5,"
                                            "\"scale\":\"micro\"}",
                                            -1, NULL);
  g_autoptr (EtaJson) out = eta_gate_public (&eta_kind_business, doc, NULL);
  g_autofree char *text = eta_json_canonical (out);

  g_assert_cmpstr (text, ==, "{\"scale\":\"small\"}");
}

/* A value of a strange shape is nothing that the table knows. */
static void
test_shapes (void)
{
  g_autoptr (EtaJson) doc = eta_json_parse (
      "{\"name\":{\"owner\":\"Sarah\"},\"brands\":[{\"a\":1}],\"description\":\"x\",\"papers\":{\"k\":1},"
      "\"links\":{\"instagram\":{\"x\":1}},\"founded\":\"x\",\"photos\":[1]}",
      -1, NULL);
  g_autoptr (EtaJson) out = eta_gate_public (&eta_kind_business, doc, NULL);

  g_assert_cmpuint (eta_json_size (out), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/every-row", test_every_row);
  g_test_add_func ("/gate/each-purpose", test_each_purpose);
  g_test_add_func ("/gate/consents", test_consents);
  g_test_add_func ("/gate/photos-of-people", test_photos_of_people);
  g_test_add_func ("/gate/product-without-business", test_product_without_business);
  g_test_add_func ("/gate/scale", test_scale);
  g_test_add_func ("/gate/shapes", test_shapes);
  return g_test_run ();
}
