/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include "eta-check.h"
#include "eta-query.h"
#include "eta-text.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

/* One row of a spreadsheet and what it becomes. A cell that cannot be read is left out and said so; a
 * row is refused only when it names nothing, or when the store may not keep it. Long because a row may carry a
 * product and its maker, and both are read, found, merged and kept in the same way. */

/* The folded name under which this import remembers what it makes */
static char *
remember_key (const EtaKind *kind, const char *name, const char *within)
{
  g_autofree char *folded = eta_text_fold (name);

  return g_strconcat (kind->name, " ", folded, " ", within ? within : "", NULL);
}

static void
warn (EtaImportRow *row, const EtaField *field, const char *pointer, const char *reason)
{
  EtaImportWarning *warning = eta_import_warning_new (row->row, pointer, reason);

  warning->label = field ? field->label : NULL;
  g_ptr_array_add (row->warnings, warning);
}

/* The same for a record of another catalogue, by the id that it has there */
static char *
remember_id_key (const char *id)
{
  return g_strconcat ("id ", id, NULL);
}

/* Excel is kept from running a cell by an apostrophe, also in our own export. */
static const char *
skip_guard (const char *cell)
{
  const char *rest = cell + strspn (cell, "'");

  return rest > cell && rest[0] && strchr ("=+-@\t\r", rest[0]) ? cell + 1 : cell;
}

/* A code lies below the value of the field before it of the same list: a regency in its province. */
static const char *
find_parent (const EtaKind *kind, const EtaField *field, const EtaJson *doc)
{
  const char *parent = NULL;

  eta_kind_foreach (other, kind)
  {
    if (other == field)
      break;
    if (other->codes && g_str_equal (other->codes, field->codes) &&
        eta_json_get_string (doc, other->path))
      parent = eta_json_get_string (doc, other->path);
  }

  return parent;
}

static EtaJson *
parse_cell (EtaImport *self, const EtaColumn *column, const EtaJson *doc, const char *cell,
            char **problem)
{
  const EtaField *field = column->field;
  EtaCodes *codes = eta_catalogue_codes_of (eta_store_get_catalogue (self->store), field);
  const char *parent =
      codes && field->type == ETA_FIELD_CODE ? find_parent (column->kind, field, doc) : NULL;
  const EtaCode *code = parent ? eta_codes_match (codes, cell, parent) : NULL;

  *problem = NULL;
  if (code && g_strcmp0 (code->code, parent) != 0)
    return eta_json_new_string (code->code);
  return eta_field_parse (field, cell, codes, problem);
}

/* Country and province follow from the regency when the sheet does not say them. */
static void
fill_parents (EtaImport *self, const EtaKind *kind, EtaJson *doc)
{
  const EtaField *chain[8];
  guint n = 0;

  eta_kind_foreach (field, kind) if (field->type == ETA_FIELD_CODE &&
                                     g_strcmp0 (field->codes, "regions") == 0 &&
                                     n < G_N_ELEMENTS (chain)) chain[n++] = field;
  for (guint i = n; i > 1; i--) {
    EtaCodes *codes = eta_catalogue_codes_of (eta_store_get_catalogue (self->store), chain[i - 1]);
    const char *below = eta_json_get_string (doc, chain[i - 1]->path);
    const EtaCode *code = below && codes ? eta_codes_find (codes, below) : NULL;
    if (code && code->parent && !eta_json_get (doc, chain[i - 2]->path))
      eta_json_set_string (doc, chain[i - 2]->path, code->parent);
  }
}

static void
take_cell (EtaImport *self, guint i, const char *cell, EtaJson *doc, EtaImportRow *row)
{
  const EtaColumn *column = eta_header_get (self->header, i);
  const char *pointer = self->columns->pdata[i];
  g_autofree char *problem = NULL;
  EtaJson *value = parse_cell (self, column, doc, skip_guard (cell), &problem);

  if (value)
    eta_json_take (doc, pointer, value);
  else if (problem)
    warn (row, column->field, pointer, problem);
}

/* The cells of the row that go to @kind, in the order of the table: a province before its regency.
 * References are not cells: they are looked for. */
static void
take_cells (EtaImport *self, const EtaKind *kind, char **cells, guint n, EtaJson *doc,
            EtaImportRow *row)
{
  for (guint k = 0; k < self->header->taken->len; k++) {
    guint i = g_array_index (self->header->taken, guint, k);
    const EtaColumn *column = eta_header_get (self->header, i);
    if (i < n && column->kind == kind && cells[i][0] && column->field->type != ETA_FIELD_REFERENCE)
      take_cell (self, i, cells[i], doc, row);
  }
  fill_parents (self, kind, doc);
}

static const char *
find_cell (EtaImport *self, const EtaKind *kind, EtaFieldType type, char **cells, guint n)
{
  for (guint i = 0; i < MIN (n, self->header->columns->len); i++) {
    const EtaColumn *column = eta_header_get (self->header, i);
    if (column->field && column->kind == kind && column->field->type == type && cells[i][0])
      return cells[i];
  }

  return NULL;
}

/* -- what this import has met ---------------------------------------------------------------- */

/* What a row before this one has made or met. Rows behind it count for nothing: they are known already
 * when one row is taken again. */
static const char *
look_up (EtaImport *self, const char *key)
{
  const EtaSeen *seen = g_hash_table_lookup (self->seen, key);

  return seen && seen->index < self->index ? seen->id : NULL;
}

static void
take_note (EtaImport *self, char *take_key, const char *id)
{
  EtaSeen *seen;

  if (look_up (self, take_key)) {
    g_free (take_key);
    return;
  }
  seen = g_new0 (EtaSeen, 1);
  seen->index = self->index;
  seen->id = g_strdup (id ? id : "");
  g_hash_table_replace (self->seen, take_key, seen);
}

/* -- which record --------------------------------------------------------------------------- */

/* What tells two records of one name apart: the regency of a business, the business of a product */
static const char *
get_within (const EtaKind *kind, const EtaJson *doc)
{
  return eta_json_get_string (doc, kind == &eta_kind_product ? "/business" : "/regency");
}

/* @id: (out) (transfer full): of the record that is meant; "" when this import would make it; %NULL:
 * none */
static gboolean
find_record (EtaImport *self, const EtaKind *kind, const EtaJson *doc, const char *title, char **id,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *key = remember_key (kind, title, get_within (kind, doc));

  /* By number before name: two businesses of one name are told apart by it. */
  *id = eta_store_find_natural (self->store, kind, doc, &problem);
  if (!*id && !problem && title[0])
    *id = g_strdup (look_up (self, key));
  if (!*id && !problem && title[0])
    *id = eta_store_find_named (self->store, kind, title, get_within (kind, doc), &problem);
  if (!problem)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The document that the row is laid over; NULL: it makes a new one */
static EtaJson *
get_ground (EtaImport *self, const char *id)
{
  g_autoptr (EtaRecord) record = id && id[0] ? eta_store_get (self->store, id, NULL) : NULL;

  return record && !eta_record_is_deleted (record) ? eta_json_copy (eta_record_get_doc (record))
                                                   : NULL;
}

/* What the checks say of the values that came with the row. That something is missing is no news: a
 * spreadsheet never has it all. */
static void
take_findings (const EtaJson *doc, GPtrArray *findings, EtaImportRow *row)
{
  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = findings->pdata[i];
    if (!eta_json_is_empty (eta_json_get (doc, finding->pointer)))
      warn (row, finding->field, finding->pointer, finding->message);
  }
}

/* -- writing -------------------------------------------------------------------------------- */

static void
refuse (EtaImportRow *row, const char *reason)
{
  row->fate = ETA_IMPORT_REFUSE;
  g_free (row->reason);
  row->reason = g_strdup (reason);
}

static gboolean
store_record (EtaImport *self, const EtaKind *kind, const EtaJson *doc, GPtrArray **findings,
              EtaImportRow *row, GError **error)
{
  if (row->id)
    return eta_store_put_checked (self->store, row->id, doc, findings, error);

  row->id = eta_store_add_checked (self->store, kind, doc, findings, error);
  return row->id != NULL;
}

/* Creates, updates, or finds that nothing has changed. What the store may not keep is refused; any
 * other error is the store's own and ends the import.
 * @findings: (out): what the checks say of @doc; NULL when it was not written */
static gboolean
write_record (EtaImport *self, const EtaKind *kind, const EtaJson *doc, const EtaJson *ground,
              gboolean write, GPtrArray **findings, EtaImportRow *row, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (row->id && eta_json_equal (doc, ground)) {
    row->fate = ETA_IMPORT_UNCHANGED;
    return TRUE;
  }
  row->fate = row->id ? ETA_IMPORT_UPDATE : ETA_IMPORT_CREATE;
  if (!write || store_record (self, kind, doc, findings, row, &problem))
    return TRUE;
  if (g_error_matches (problem, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID)) {
    refuse (row, problem->message);
    return TRUE;
  }

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
remember (EtaImport *self, const EtaKind *kind, const EtaJson *doc, const EtaImportRow *row)
{
  take_note (self, remember_key (kind, row->title, get_within (kind, doc)), row->id);
}

static gboolean
finish_row (EtaImport *self, const EtaKind *kind, EtaJson *doc, const EtaJson *ground,
            gboolean write, EtaImportRow *row, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  if (eta_json_has_nik (doc, NULL)) {
    refuse (row, _ ("It holds the identity number of a person (NIK), which is never kept"));
    return TRUE;
  }
  if (!write_record (self, kind, doc, ground, write, &findings, row, error))
    return FALSE;
  if (!findings)
    findings = eta_check_document (eta_store_get_catalogue (self->store), kind, doc, NULL);
  take_findings (doc, findings, row);
  if (row->fate != ETA_IMPORT_REFUSE)
    remember (self, kind, doc, row);
  if (row->id && !row->id[0])
    g_clear_pointer (&row->id, g_free); /* a row before this one would make it */

  return TRUE;
}

/* Whether @id is that of a record that lives here; one from the trash is not brought back unasked. */
static gboolean
is_alive (EtaImport *self, const EtaKind *kind, const char *id)
{
  g_autoptr (EtaRecord) known = eta_store_get (self->store, id, NULL);

  return known && !eta_record_is_deleted (known) && eta_record_get_kind (known) == kind;
}

/* -- makers of products ----------------------------------------------------------------------- */

static char *
find_by_number (EtaImport *self, const char *text)
{
  g_autofree char *digits = eta_text_digits (text);
  g_autoptr (EtaJson) like = eta_json_new_object ();
  if (strlen (digits) < 8)
    return NULL;

  eta_kind_foreach (field, &eta_kind_business) if (field->flags & ETA_FIELD_NATURAL)
      eta_json_set_string (like, field->path, digits);
  return eta_store_find_natural (self->store, &eta_kind_business, like, NULL);
}

/* The maker of a row of our own export: one that lives here, or that a row before this one has made
 * from another catalogue's. An id is no name to make a business of. */
static char *
find_by_foreign_id (EtaImport *self, const char *id, EtaImportRow *row)
{
  g_autofree char *key = remember_id_key (id);
  const char *made = look_up (self, key);

  if (!made)
    warn (row, eta_kind_field (&eta_kind_product, "/business"), "/business",
          _ ("Its business is not in this catalogue. Import that first, or choose one here."));
  return g_strdup (made);
}

/* Finds the maker by number or name, or makes it from the columns that speak of it.
 * @id: (out): "" when this import would make it */
static gboolean
find_maker (EtaImport *self, char **cells, guint n, gboolean write, EtaImportRow *row, char **id,
            GError **error)
{
  const char *name = find_cell (self, &eta_kind_product, ETA_FIELD_REFERENCE, cells, n);
  *id = NULL;
  if (!name)
    return TRUE;

  name = skip_guard (name);
  if (eta_uuid_is_valid (name)) {
    *id = is_alive (self, &eta_kind_business, name) ? g_strdup (name)
                                                    : find_by_foreign_id (self, name, row);
    return TRUE;
  }
  *id = find_by_number (self, name);
  if (*id)
    return TRUE;

  g_autoptr (EtaJson) doc = eta_json_new_object ();
  take_cells (self, &eta_kind_business, cells, n, doc, row);
  if (!find_record (self, &eta_kind_business, doc, name, id, error))
    return FALSE;
  if (*id)
    return TRUE;

  EtaImportRow maker = { .row = row->row, .title = (char *) name, .warnings = row->warnings };
  eta_json_set_string (doc, "/name", name);
  if (!finish_row (self, &eta_kind_business, doc, NULL, write, &maker, error))
    return FALSE;
  if (maker.fate == ETA_IMPORT_REFUSE)
    warn (row, eta_kind_field (&eta_kind_product, "/business"), "/business", maker.reason);
  g_free (maker.reason);
  *id = maker.id ? maker.id : g_strdup ("");
  return TRUE;
}

/* -- a row ---------------------------------------------------------------------------------- */

static const EtaKind *
kind_of_row (EtaImport *self, char **cells, guint n)
{
  int column = self->header->kind_column;
  const EtaKind *said = column >= 0 && column < (int) n ? eta_kind_find (cells[column]) : NULL;

  return said && said->by_office ? said : self->header->kind;
}

/* Lays what the row says over what is there, value by value. */
static void
lay_over (EtaJson *doc, const char *pointer, const EtaJson *said)
{
  if (!eta_json_is (said, ETA_JSON_OBJECT)) {
    eta_json_take (doc, pointer, eta_json_copy (said));
    return;
  }
  eta_json_foreach (member, said) {
    g_autofree char *below = eta_json_pointer_join (pointer, eta_json_key (member));
    lay_over (doc, below, member);
  }
}

/* The record that the row names by its id, as our own export does */
static char *
find_by_id (EtaImport *self, const EtaKind *kind, char **cells, guint n)
{
  int column = self->header->id_column;
  if (column < 0 || column >= (int) n || !cells[column][0])
    return NULL;

  return is_alive (self, kind, cells[column]) ? g_strdup (cells[column]) : NULL;
}

/* Products of our own export name their business by the id that it had where they come from. */
static void
remember_foreign_id (EtaImport *self, char **cells, guint n, const EtaImportRow *row)
{
  int column = self->header->id_column;
  if (row->fate == ETA_IMPORT_REFUSE || column < 0 || column >= (int) n || !cells[column][0])
    return;

  take_note (self, remember_id_key (cells[column]), row->id);
}

static gboolean
is_named (const EtaKind *kind, const EtaJson *said)
{
  eta_kind_foreach (field, kind) if ((field->flags & ETA_FIELD_TITLE) &&
                                     !eta_json_is_empty (eta_field_get (field, said))) return TRUE;

  return FALSE;
}

static gboolean
fill (EtaImport *self, const EtaKind *kind, char **cells, guint n, const char *maker,
      EtaImportRow *row, gboolean write, GError **error)
{
  g_autoptr (EtaJson) said = eta_json_new_object ();
  if (maker && maker[0])
    eta_json_set_string (said, "/business", maker);
  take_cells (self, kind, cells, n, said, row);
  /* as the store names it, whatever language the user reads: by it the record is found again */
  row->title = eta_kind_title (kind, said, ETA_STORE_LANGUAGE);
  row->id = find_by_id (self, kind, cells, n);
  if (!row->id && !find_record (self, kind, said, row->title, &row->id, error))
    return FALSE;
  if (!row->id && !is_named (kind, said)) {
    refuse (row, kind == &eta_kind_product ? _ ("The product has no name")
                                           : _ ("The business has no name"));
    return TRUE;
  }

  g_autoptr (EtaJson) ground = get_ground (self, row->id);
  g_autoptr (EtaJson) doc = ground ? eta_json_copy (ground) : g_steal_pointer (&said);
  if (ground)
    lay_over (doc, "", said);
  return finish_row (self, kind, doc, ground, write, row, error);
}

static void
leave (EtaImport *self, const EtaKind *kind, char **cells, guint n, EtaImportRow *row)
{
  g_autoptr (EtaJson) said = eta_json_new_object ();

  take_cells (self, kind, cells, n, said, row);
  g_ptr_array_set_size (row->warnings, 0);
  row->title = eta_kind_title (kind, said, ETA_STORE_LANGUAGE);
  row->fate = ETA_IMPORT_LEAVE;
}

/**
 * eta_import_take_row:
 * @index: in the sheet
 * @write: %FALSE: only say what it would become
 *
 * Returns: (transfer full) (nullable): the row's fate; %NULL when the store itself failed
 */
EtaImportRow *
eta_import_take_row (EtaImport *self, guint index, gboolean write, GError **error)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (self->sheet, index, &n);
  const EtaKind *kind = kind_of_row (self, cells, n);
  EtaImportRow *row = g_new0 (EtaImportRow, 1);
  g_autofree char *maker = NULL;

  self->index = index;
  row->row = eta_sheet_get_line (self->sheet, index);
  row->warnings = g_ptr_array_new_with_free_func (eta_import_warning_free);
  if (g_hash_table_contains (self->left, GUINT_TO_POINTER (index))) {
    leave (self, kind, cells, n, row);
    return row;
  }
  if ((kind != &eta_kind_product || find_maker (self, cells, n, write, row, &maker, error)) &&
      fill (self, kind, cells, n, maker, row, write, error)) {
    remember_foreign_id (self, cells, n, row);
    return row;
  }

  eta_import_row_free (row);
  return NULL;
}

/* -- mending -------------------------------------------------------------------------------- */

static guint
get_sheet_index (EtaImport *self, guint index)
{
  return self->header->row + 1 + index;
}

/** eta_import_get_kind_of: Returns: what the row is a row of */
const EtaKind *
eta_import_get_kind_of (EtaImport *self, guint index)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (self->sheet, get_sheet_index (self, index), &n);

  return kind_of_row (self, cells, n);
}

/**
 * eta_import_dup_said:
 * @kind: whose fields; of a product's row also its maker's
 * @unread: (out) (element-type EtaImportWarning): of cells that could not be read, and why
 *
 * Returns: (transfer full): what the cells say, references left out
 */
EtaJson *
eta_import_dup_said (EtaImport *self, guint index, const EtaKind *kind, GPtrArray **unread)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (self->sheet, get_sheet_index (self, index), &n);
  EtaJson *doc = eta_json_new_object ();
  EtaImportRow row = { .warnings = g_ptr_array_new_with_free_func (eta_import_warning_free) };

  take_cells (self, kind, cells, n, doc, &row);
  *unread = row.warnings;
  return doc;
}

/** eta_import_get_cell: Returns: what stands in the row where @column goes; "": nothing */
const char *
eta_import_get_cell (EtaImport *self, guint index, const EtaColumn *column)
{
  int at = eta_header_find_column (self->header, column);

  return at < 0 ? "" : eta_sheet_get_cell (self->sheet, get_sheet_index (self, index), (guint) at);
}

/** eta_import_set_cell: a field that had no column gets one. The row is to be taken again then. */
void
eta_import_set_cell (EtaImport *self, guint index, const EtaColumn *column, const char *text)
{
  guint at = eta_header_ensure (self->header, column);

  while (self->columns->len < self->header->columns->len)
    g_ptr_array_add (self->columns, eta_header_dup_pointer (self->header, self->columns->len));
  eta_sheet_set_cell (self->sheet, get_sheet_index (self, index), at, text);
  eta_import_note_cell (self, get_sheet_index (self, index), column, text);
}

gboolean
eta_import_is_left (EtaImport *self, guint index)
{
  return g_hash_table_contains (self->left, GUINT_TO_POINTER (get_sheet_index (self, index)));
}

/** eta_import_leave: @leave: the row is no listing, whatever it says: the sum below a list, or a note */
void
eta_import_leave (EtaImport *self, guint index, gboolean leave)
{
  gpointer key = GUINT_TO_POINTER (get_sheet_index (self, index));

  if (leave)
    g_hash_table_add (self->left, key);
  else
    g_hash_table_remove (self->left, key);
  eta_import_note_left (self, get_sheet_index (self, index), leave);
}

/**
 * eta_import_take_again:
 *
 * Says what a mended row will become now; rows behind it are looked at again by the import itself. Reads
 * the store once or twice. Blocks, any thread.
 *
 * Returns: (transfer full) (nullable): for eta_import_put_row()
 */
EtaImportRow *
eta_import_take_again (EtaImport *self, guint index, GError **error)
{
  return eta_import_take_row (self, get_sheet_index (self, index), FALSE, error);
}

/** eta_import_put_row: @take_row: (transfer full): what eta_import_take_again() said of that row */
void
eta_import_put_row (EtaImport *self, guint index, EtaImportRow *take_row)
{
  eta_import_count_row (self, self->rows->pdata[index], -1);
  eta_import_count_row (self, take_row, 1);
  eta_import_row_free (self->rows->pdata[index]);
  self->rows->pdata[index] = take_row;
}
