/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kind.h"

#include "eta-checks.h"
#include "eta-kind-parts.h"

#include <glib/gi18n.h>

/* The product: domain.md, "product", one row a field. */

static const EtaChoice hs_versions[] = {
  { "2022", N_ ("HS 2022") },
  { "2017", N_ ("HS 2017") },
  { NULL },
};

static const EtaChoice shelf_units[] = {
  { "DAY", N_ ("days"), "hari|day|days|araw" },
  { "MON", N_ ("months"), "bulan|bln|month|months|buwan" },
  { NULL },
};

static const EtaChoice incoterms[] = {
  { "EXW", N_ ("EXW") }, { "FCA", N_ ("FCA") }, { "FAS", N_ ("FAS") }, { "FOB", N_ ("FOB") },
  { "CFR", N_ ("CFR") }, { "CIF", N_ ("CIF") }, { "CPT", N_ ("CPT") }, { "CIP", N_ ("CIP") },
  { "DAP", N_ ("DAP") }, { "DPU", N_ ("DPU") }, { "DDP", N_ ("DDP") }, { NULL },
};

#define AMOUNT_ROW(at, name, named, checked, ...)                                                  \
  {                                                                                                \
    .path = "/" at "/amount", .type = ETA_FIELD_DECIMAL, .label = name, .group = at,               \
    .check = checked, .synonyms = named, __VA_ARGS__                                               \
  }

#define UNIT_ROW(at, name, named, ...)                                                             \
  {                                                                                                \
    .path = "/" at "/unit", .type = ETA_FIELD_CODE, .label = name, .group = at, .codes = "units",  \
    .synonyms = named, __VA_ARGS__                                                                 \
  }

#define CURRENCY_ROW(at, name, named, ...)                                                         \
  {                                                                                                \
    .path = "/" at "/currency", .type = ETA_FIELD_CODE, .label = name, .group = at,                \
    .section = ETA_SECTION_TRADE, .codes = "currencies", .synonyms = named, __VA_ARGS__            \
  }

#define CARTON_ROW(key, name, named)                                                               \
  {                                                                                                \
    .path = "/carton_cm/" key, .type = ETA_FIELD_DECIMAL, .label = name,                           \
    .section = ETA_SECTION_GOODS, .group = "carton_cm", .check = eta_check_positive,               \
    .synonyms = named                                                                              \
  }

static const EtaField fields[] = {
  { .path = "/photos",
    .type = ETA_FIELD_KEYED,
    .label = N_ ("Photos"),
    .section = ETA_SECTION_PHOTOS,
    .flags = ETA_FIELD_PERSONAL,
    .purpose = "portrait",
    .members = eta_photo_members,
    .check = eta_check_photos,
    .synonyms = "foto|url foto|photo|photos|gambar|foto produk|image|nama file foto" },
  { .path = "/cover",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Cover photo"),
    .section = ETA_SECTION_PHOTOS,
    .flags = ETA_FIELD_HIDDEN },

  { .path = "/business",
    .type = ETA_FIELD_REFERENCE,
    .label = N_ ("Business"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_NEEDED,
    .codes = "business",
    .synonyms = "nama usaha|nama umkm|nama perusahaan|perusahaan|business name|business|usaha|umkm|"
                "company|produsen|nib" },
  { .path = "/name",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Product name"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_NEEDED | ETA_FIELD_LOCALE | ETA_FIELD_TITLE,
    .min = 2,
    .max = 120,
    .check = eta_check_name,
    .synonyms = "produk|nama produk|nama barang|product|product name|produk utama|nama|"
                "produk unggulan|jenis produk|item|produkto|nama produk umkm" },
  { .path = "/category",
    .type = ETA_FIELD_CODE,
    .label = N_ ("Category"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_NEEDED,
    .codes = "categories",
    .synonyms = "kategori|kategori produk|category|jenis usaha|kategorya|kelompok produk" },
  { .path = "/sku",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Own article number"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_OWN,
    .max = 60,
    .synonyms = "sku|kode produk|kode barang|nomor artikel|article number" },
  { .path = "/gtin",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Barcode (GTIN)"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_OWN,
    .check = eta_check_gtin,
    .tidy = eta_tidy_digits,
    .synonyms = "gtin|barcode|ean|upc|kode batang|no barcode" },
  { .path = "/hs",
    .type = ETA_FIELD_CODE,
    .label = N_ ("HS code"),
    .section = ETA_SECTION_IDENTITY,
    .group = "hs",
    .codes = "hs",
    .check = eta_check_hs,
    .tidy = eta_tidy_hs,
    .help = N_ ("6 digits, or 8 of the national tariff."),
    .synonyms = "hs|hs code|kode hs|nomor hs|kod hs|pos tarif" },
  { .path = "/hs_version",
    .type = ETA_FIELD_CHOICE,
    .label = N_ ("HS version"),
    .section = ETA_SECTION_IDENTITY,
    .group = "hs",
    .choices = hs_versions,
    .synonyms = "versi hs|hs version|tahun hs" },

  { .path = "/description",
    .type = ETA_FIELD_TEXT,
    .label = N_ ("Description"),
    .section = ETA_SECTION_STORY,
    .flags = ETA_FIELD_NEEDED | ETA_FIELD_LOCALE | ETA_FIELD_FOR_EXPORT,
    .max = 1500,
    .help = N_ ("What it is, what it is made of and how it is used."),
    .synonyms = "deskripsi|deskripsi produk|keterangan|description|product description|"
                "penjelasan|paglalarawan|keterangan produk" },
  { .path = "/composition",
    .type = ETA_FIELD_TEXT,
    .label = N_ ("Composition"),
    .section = ETA_SECTION_STORY,
    .flags = ETA_FIELD_LOCALE,
    .max = 500,
    .synonyms = "komposisi|bahan|bahan baku|ingredients|composition|material|ramuan|mga sangkap" },

  AMOUNT_ROW ("net", N_ ("Net weight"),
              "netto|berat bersih|berat|net weight|isi bersih|neto|netong timbang|berat bersih g",
              eta_check_positive, .section = ETA_SECTION_GOODS),
  UNIT_ROW ("net", N_ ("Net unit"), "satuan berat|satuan netto|net unit|satuan berat bersih",
            .section = ETA_SECTION_GOODS),
  { .path = "/gross_g",
    .type = ETA_FIELD_INTEGER,
    .label = N_ ("Gross weight in grams"),
    .section = ETA_SECTION_GOODS,
    .min = 1,
    .max = 100000000,
    .synonyms = "berat kotor|bruto|gross|gross weight|berat kotor g|gross g" },
  { .path = "/pack_count",
    .type = ETA_FIELD_INTEGER,
    .label = N_ ("Pieces in a carton"),
    .section = ETA_SECTION_GOODS,
    .min = 1,
    .max = 1000000,
    .synonyms =
        "isi per karton|isi karton|isi per dus|pack count|pieces per carton|isi per kemasan" },
  CARTON_ROW ("length", N_ ("Carton length in cm"), "panjang karton|carton length|panjang"),
  CARTON_ROW ("width", N_ ("Carton width in cm"), "lebar karton|carton width|lebar"),
  CARTON_ROW ("height", N_ ("Carton height in cm"), "tinggi karton|carton height|tinggi"),
  { .path = "/packaging",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Packaging"),
    .section = ETA_SECTION_GOODS,
    .max = 160,
    .synonyms = "kemasan|packaging|jenis kemasan|satuan packing|pembungkusan|pambalot|packing" },
  { .path = "/shelf_life/amount",
    .type = ETA_FIELD_INTEGER,
    .label = N_ ("Shelf life"),
    .section = ETA_SECTION_GOODS,
    .group = "shelf_life",
    .min = 1,
    .max = 10000,
    .check = eta_check_shelf_life,
    .synonyms = "masa simpan|daya tahan|shelf life|umur simpan|jangka hayat simpanan|expired|"
                "ketahanan produk|masa kedaluwarsa" },
  { .path = "/shelf_life/unit",
    .type = ETA_FIELD_CHOICE,
    .label = N_ ("Shelf life in"),
    .section = ETA_SECTION_GOODS,
    .group = "shelf_life",
    .choices = shelf_units,
    .synonyms = "satuan masa simpan|shelf life unit" },
  { .path = "/storage",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Storage"),
    .section = ETA_SECTION_GOODS,
    .max = 160,
    .synonyms = "penyimpanan|cara penyimpanan|cara simpan|storage" },
  { .path = "/allergens",
    .type = ETA_FIELD_SET,
    .label = N_ ("Allergens"),
    .section = ETA_SECTION_GOODS,
    .synonyms = "alergen|allergens|allergen|kandungan alergen" },

  AMOUNT_ROW ("price", N_ ("Price"),
              "harga|harga jual|harga satuan|price|harga produk|harga rp|presyo|harga jual rp",
              eta_check_positive, .section = ETA_SECTION_TRADE),
  CURRENCY_ROW ("price", N_ ("Price currency"), "mata uang|currency|mata wang|salapi"),
  UNIT_ROW ("price", N_ ("Price unit"), "satuan|satuan harga|unit|price unit|per|yunit",
            .section = ETA_SECTION_TRADE),
  AMOUNT_ROW ("fob", N_ ("FOB price"), "fob|harga fob|fob price|harga ekspor|presyong fob",
              eta_check_positive, .section = ETA_SECTION_TRADE, .flags = ETA_FIELD_FOR_EXPORT),
  CURRENCY_ROW ("fob", N_ ("FOB currency"), "mata uang fob|fob currency"),
  UNIT_ROW ("fob", N_ ("FOB unit"), "satuan fob|fob unit", .section = ETA_SECTION_TRADE),
  { .path = "/fob/from",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Shipped from"),
    .section = ETA_SECTION_TRADE,
    .group = "fob",
    .max = 80,
    .synonyms = "dikirim dari|asal pengiriman|fob from|shipped from" },
  { .path = "/fob/port",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Port of loading"),
    .section = ETA_SECTION_TRADE,
    .group = "fob",
    .max = 80,
    .synonyms = "pelabuhan|pelabuhan muat|port|port of loading|pelabuhan muatan" },
  { .path = "/fob/incoterm",
    .type = ETA_FIELD_CHOICE,
    .label = N_ ("Incoterm"),
    .section = ETA_SECTION_TRADE,
    .group = "fob",
    .choices = incoterms,
    .synonyms = "incoterm|incoterms|syarat penyerahan" },
  { .path = "/fob/valid_until",
    .type = ETA_FIELD_DATE,
    .label = N_ ("FOB price valid until"),
    .section = ETA_SECTION_TRADE,
    .group = "fob",
    .check = eta_check_fob_end,
    .synonyms = "harga berlaku sampai|fob valid until|price valid until" },
  AMOUNT_ROW ("moq", N_ ("Minimum order quantity"),
              "moq|pesanan minimum|minimum order|minimal order|min order|pembelian minimum|"
              "minimum order quantity|minimal pembelian",
              eta_check_moq, .section = ETA_SECTION_TRADE, .flags = ETA_FIELD_FOR_EXPORT),
  UNIT_ROW ("moq", N_ ("Minimum order unit"), "satuan moq|moq unit|satuan pesanan minimum",
            .section = ETA_SECTION_TRADE, .check = eta_check_moq_unit),
  AMOUNT_ROW ("capacity", N_ ("Capacity per month"),
              "kapasitas|kapasitas produksi|kapasitas produksi per bulan|capacity|"
              "kapasitas per bulan|production capacity|capacity per month|jumlah produksi",
              eta_check_positive, .section = ETA_SECTION_TRADE, .flags = ETA_FIELD_FOR_EXPORT),
  UNIT_ROW ("capacity", N_ ("Capacity unit"), "satuan kapasitas|capacity unit|satuan produksi",
            .section = ETA_SECTION_TRADE),
  { .path = "/stock",
    .type = ETA_FIELD_INTEGER,
    .label = N_ ("Stock"),
    .section = ETA_SECTION_TRADE,
    .max = 1000000000,
    .synonyms = "stok|stock|persediaan" },
  { .path = "/lead_days",
    .type = ETA_FIELD_INTEGER,
    .label = N_ ("Lead time in days"),
    .section = ETA_SECTION_TRADE,
    .max = 3650,
    .synonyms =
        "waktu pengerjaan|lead time|lead days|lama produksi|waktu produksi|lama pengerjaan" },
  { .path = "/samples",
    .type = ETA_FIELD_BOOLEAN,
    .label = N_ ("Samples can be sent"),
    .section = ETA_SECTION_TRADE,
    .synonyms = "sampel|sample|samples|contoh" },

  { .path = "/papers",
    .type = ETA_FIELD_KEYED,
    .label = N_ ("Papers"),
    .section = ETA_SECTION_PAPERS,
    .members = eta_paper_members,
    .check = eta_check_papers,
    .synonyms = "sertifikat|sertifikasi|izin edar|certificates" },

  ETA_REVIEW_ROWS,
  { NULL },
};

const EtaKind eta_kind_product = {
  .name = "product",
  .label = N_ ("Product"),
  .plural = N_ ("Products"),
  .schema = 1,
  .by_office = TRUE,
  .fields = fields,
};
