#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built-in code lists: well formed, complete, and true to their own references.

Usage: test-lists.py FOLDER
"""

import csv
import re
import sys
import unittest
from pathlib import Path
from xml.etree import ElementTree

HEADER = ["code", "parent", "en", "id", "ms", "fil", "aliases"]
LANGUAGES = ["en", "id", "ms", "fil"]
FOLDER = Path(sys.argv.pop(1))

# list: (shape of a code, languages that every row speaks, fewest rows)
LISTS = {
    "categories": (r"[a-z]+(\.[a-z]+)?", LANGUAGES, 40),
    "countries": (r"[A-Z]{2}", LANGUAGES, 60),
    "currencies": (r"[A-Z]{3}", LANGUAGES, 15),
    "hs": (r"\d{2}|\d{6}", ["en", "id"], 100),
    "kbli": (r"\d{5}", ["en", "id"], 60),
    "languages": (r"[a-z]{2,3}", LANGUAGES, 25),
    "regions": (r"[A-Z]{2}(-[A-Z0-9]{2,3})?|\d{2}(\.\d{2})?", ["en", "id", "ms"], 590),
    "units": (r"[A-Z][A-Z0-9]{1,2}", LANGUAGES, 20),
}

# The Indonesian provinces of BIMP-EAGA, since the division of Papua
BIMP_EAGA = "61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()


def read(name):
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


class EveryList(unittest.TestCase):
    def test_files(self):
        names = {path.stem for path in FOLDER.glob("*.csv")}
        self.assertEqual(names, set(LISTS))
        tree = ElementTree.parse(FOLDER / "etalase-lists.gresource.xml")
        self.assertEqual({e.text for e in tree.iter("file")}, {f"{n}.csv" for n in names})

    def test_bytes(self):
        for name in LISTS:
            with self.subTest(list=name):
                data = (FOLDER / f"{name}.csv").read_bytes()
                self.assertNotIn(b"\r", data)
                self.assertFalse(data.startswith(b"\xef\xbb\xbf"))
                self.assertTrue(data.endswith(b"\n") and not data.endswith(b"\n\n"))
                self.assertEqual(data.split(b"\n", 1)[0].decode(), ",".join(HEADER))

    def test_cells(self):
        for name in LISTS:
            with self.subTest(list=name):
                for row in read(name):
                    self.assertNotIn(None, row, "too many cells")
                    self.assertNotIn(None, row.values(), "too few cells")
                    for cell in row.values():
                        self.assertEqual(cell, " ".join(cell.split()), row["code"])

    def test_codes(self):
        for name in LISTS:
            with self.subTest(list=name):
                rows = read(name)
                shape, languages, fewest = LISTS[name]
                codes = [row["code"] for row in rows]
                self.assertGreaterEqual(len(codes), fewest)
                self.assertEqual(len(codes), len(set(codes)))
                for row in rows:
                    self.assertRegex(row["code"], rf"^({shape})$")
                    for language in languages:
                        self.assertTrue(row[language], f"{row['code']} has no {language}")

    def test_parents_stand_before_their_children(self):
        for name in LISTS:
            with self.subTest(list=name):
                seen = {""}
                for row in read(name):
                    self.assertIn(row["parent"], seen, row["code"])
                    seen.add(row["code"])

    def test_aliases(self):
        for name in LISTS:
            with self.subTest(list=name):
                for row in read(name):
                    if not row["aliases"]:
                        continue
                    aliases = row["aliases"].split("|")
                    self.assertNotIn("", aliases, row["code"])
                    self.assertEqual(len(aliases), len(set(aliases)), row["code"])
                    self.assertEqual(row["aliases"], row["aliases"].lower(), row["code"])

    def test_names_say_one_thing_only(self):
        """Two rows under one parent share a name only where a regency and its city do."""
        for name in LISTS:
            with self.subTest(list=name):
                owner = {}
                for row in read(name):
                    under = row["parent"] if name == "regions" else ""
                    words = {row[language].lower() for language in LANGUAGES}
                    for word in (words | set(row["aliases"].split("|"))) - {""}:
                        other = owner.setdefault((under, word), row)
                        if other is not row:
                            kinds = {r["id"].split()[0] for r in (other, row)}
                            self.assertEqual(kinds, {"Kabupaten", "Kota"}, f"{word}: {row['code']}")


class Regions(unittest.TestCase):
    def setUp(self):
        self.rows = {row["code"]: row for row in read("regions")}

    def under(self, parent):
        return [code for code, row in self.rows.items() if row["parent"] == parent]

    def test_counts(self):
        self.assertEqual(self.under(""), ["BN", "ID", "MY", "PH"])
        provinces = self.under("ID")
        self.assertEqual(len(provinces), 38)
        self.assertEqual(sum(len(self.under(province)) for province in provinces), 514)
        self.assertEqual(sum(len(self.under(province)) for province in BIMP_EAGA), 200)
        self.assertEqual(len(self.under("BN")), 4)
        self.assertEqual(self.under("MY"), ["MY-12", "MY-13", "MY-15"])
        self.assertEqual(sum(len(self.under(region)) for region in self.under("PH")), 29)

    def test_the_area_stands_first(self):
        """A clerk of an office in the area finds the province without scrolling past the others."""
        self.assertEqual(set(self.under("ID")[:len(BIMP_EAGA)]), set(BIMP_EAGA))

    def test_a_regency_lies_where_its_code_says(self):
        for code, row in self.rows.items():
            if "." in code:
                self.assertEqual(row["parent"], code[:2])
                kind = "Kabupaten" if int(code[3:]) < 70 else "Kota"
                self.assertTrue(row["id"].startswith(kind + " "), row["id"])
            elif "-" in code and row["parent"] in ("BN", "MY", "PH"):
                self.assertEqual(row["parent"], code[:2])

    def test_known(self):
        for code, name, alias in [
            ("71", "Sulawesi Utara", "sulut"),
            ("74", "Sulawesi Tenggara", "sultra"),
            ("61", "Kalimantan Barat", "kalbar"),
            ("53", "Nusa Tenggara Timur", "ntt"),
            ("71.73", "Kota Tomohon", "tomohon"),
            ("81.03", "Kabupaten Kepulauan Tanimbar", "maluku tenggara barat"),
            ("71.09", "Kabupaten Kepulauan Siau Tagulandang Biaro", "sitaro"),
            ("91", "Papua", "irian jaya"),
        ]:
            self.assertEqual(self.rows[code]["id"], name)
            self.assertIn(alias, self.rows[code]["aliases"].split("|"))

    def test_no_bare_number_is_an_alias(self):
        for row in self.rows.values():
            for alias in row["aliases"].split("|"):
                self.assertIsNone(re.fullmatch(r"[\d.]+", alias), row["code"])


class Trees(unittest.TestCase):
    def test_categories(self):
        rows = read("categories")
        for row in rows:
            self.assertEqual(row["parent"], row["code"].rpartition(".")[0])
        ends = {row["code"] for row in rows} - {row["parent"] for row in rows}
        self.assertGreaterEqual(len(ends), 40)

    def test_hs(self):
        for row in read("hs"):
            self.assertEqual(row["parent"], row["code"][:2] if len(row["code"]) == 6 else "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
