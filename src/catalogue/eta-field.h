/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-codes.h"
#include "eta-json.h"

G_BEGIN_DECLS

typedef struct _EtaCheck EtaCheck;
typedef struct _EtaField EtaField;
typedef struct _EtaKind EtaKind;
typedef struct _EtaChoice EtaChoice;

/* How a value is shaped, typed and shown. What a type means is written once, in eta-field.c. */
typedef enum {
  ETA_FIELD_WORDS, /* one line of text: string */
  ETA_FIELD_TEXT, /* several lines: string */
  ETA_FIELD_CHOICE, /* one of `choices`: string */
  ETA_FIELD_CODE, /* one code of the list `codes`: string */
  ETA_FIELD_SET, /* array of distinct strings: words, or of `choices` or `codes` when given */
  ETA_FIELD_INTEGER, /* whole number, JSON number */
  ETA_FIELD_DECIMAL, /* decimal string "12.50" */
  ETA_FIELD_RUPIAH, /* whole rupiah, JSON number */
  ETA_FIELD_YEAR, /* JSON number */
  ETA_FIELD_DATE, /* "2026-11-23" */
  ETA_FIELD_DEGREE, /* 1e-6 degree, JSON number */
  ETA_FIELD_BOOLEAN, /* true or false */
  ETA_FIELD_PHONE, /* E.164: string */
  ETA_FIELD_EMAIL, /* string */
  ETA_FIELD_LINK, /* https address: string */
  ETA_FIELD_REFERENCE, /* id of a record of the kind `codes` */
  ETA_FIELD_PHOTO, /* SHA-256 of a file in the vault: string */
  ETA_FIELD_KEYED, /* object keyed by UUID, each entry shaped by `members` and ordered by "order" */
} EtaFieldType;

typedef enum {
  ETA_FIELD_NEEDED = 1 << 0, /* R: before submitting */
  ETA_FIELD_PERSONAL = 1 << 1, /* P: published only with a consent for `purpose` */
  ETA_FIELD_PRIVATE = 1 << 2, /* never published */
  ETA_FIELD_NATURAL = 1 << 3, /* U: tells that two records are the same thing */
  ETA_FIELD_LOCALE = 1 << 4, /* L: object of strings by language {"id","en","ms","fil"} */
  ETA_FIELD_COMPUTED = 1 << 5, /* shown, never typed */
  ETA_FIELD_FOR_EXPORT = 1 << 6, /* counted for "ready to export" */
  ETA_FIELD_HIDDEN = 1 << 7, /* no row of its own in forms: a page shows it in another way */
  ETA_FIELD_TITLE = 1 << 8, /* the record's title in lists */
  ETA_FIELD_OWN = 1 << 9, /* a number of this record and no other: never set in many at once */
} EtaFieldFlags;

/* The headings of a page, in order */
typedef enum {
  ETA_SECTION_PHOTOS,
  ETA_SECTION_IDENTITY,
  ETA_SECTION_STORY,
  ETA_SECTION_PLACE,
  ETA_SECTION_CONTACT,
  ETA_SECTION_GOODS,
  ETA_SECTION_TRADE,
  ETA_SECTION_FIGURES,
  ETA_SECTION_PAPERS,
  ETA_SECTION_CONSENT,
  ETA_SECTION_CURATION,
  ETA_SECTION_STATE,
} EtaSection;

struct _EtaChoice {
  const char *value;
  const char *label; /* N_() */
  const char *aliases; /* other words for it met in spreadsheets, folded, separated by "|" */
};

/* Looks at one value and adds findings to @check; never called for an absent value, unless the field is
 * a keyed list (then NULL). */
typedef void (*EtaCheckFunc) (EtaCheck *check, const EtaJson *value);
/* Brings typed text into the stored form ("NIB 9120.0012" → "91200012"); returns a new string. */
typedef char *(*EtaTidyFunc) (const char *text);

/**
 * EtaField:
 *
 * One row of a kind's table, and all there is to know of the field: forms, checks, scores, merge,
 * search, spreadsheets, the public gate and the gallery read it and nothing else lists fields.
 */
struct _EtaField {
  const char *path; /* JSON pointer within the document (within the entry, for members) */
  EtaFieldType type;
  const char *label; /* N_() */
  EtaSection section;
  EtaFieldFlags flags;
  const char *group; /* fields of one group merge only together; NULL: alone */
  const EtaChoice *choices;
  const char *codes; /* name of the code list, or the kind of a reference */
  const char *purpose; /* consent purpose of a personal field */
  const EtaField *members; /* rows of a keyed list, ended by a row without path */
  gint64 min, max; /* of a text's length in characters, a number, or a code's depth in its list
                    * (1: a root); both 0: unbounded */
  EtaCheckFunc check;
  EtaTidyFunc tidy;
  const char *help; /* N_(), one sentence under the control; may be NULL */
  const char *synonyms; /* headers met in spreadsheets, folded, separated by "|" */
};

extern const char *const eta_languages[]; /* "id", "en", "ms", "fil", NULL */

const char *eta_section_label (EtaSection section);
const char *eta_section_get_words (EtaSection section);

const EtaJson *eta_field_get (const EtaField *field, const EtaJson *doc);
EtaJson *eta_field_parse (const EtaField *field, const char *text, EtaCodes *codes, char **problem);
char *eta_field_format (const EtaField *field, const EtaJson *value, EtaCodes *codes,
                        const char *language);
char *eta_field_text (const EtaField *field, const EtaJson *value);
const char *eta_field_choice_label (const EtaField *field, const char *value);
gboolean eta_field_answers_to (const EtaField *field, const char *folded);
gboolean eta_field_is_shared (const EtaField *field);
gboolean eta_field_fits (const EtaField *field, const EtaJson *value);

G_END_DECLS
