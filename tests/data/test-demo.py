#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's catalogue: complete, invented beyond doubt, and drawn to the last product.

Usage: test-demo.py DATA-FOLDER DRAW-DEMO
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DRAW = sys.argv.pop(2)
DATA = Path(sys.argv.pop(1))
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
LANGUAGES = ["", " (EN)", " (MS)", " (FIL)"]


def sheet(name):
    lines = (DATA / "demo" / name).read_text("utf-8").splitlines()
    while not lines[0].startswith("No;"):
        lines.pop(0)
    return list(csv.DictReader(lines, delimiter=";", strict=True))


def codes(name):
    lines = (DATA / "lists" / f"{name}.csv").read_text("utf-8").splitlines()
    return {row["code"] for row in csv.DictReader(lines)}


class Demo(unittest.TestCase):
    def setUp(self):
        self.makers = sheet("usaha.csv")
        self.products = sheet("produk.csv")
        self.names = {row["Nama Usaha"] for row in self.makers}

    def test_counts(self):
        self.assertEqual(len(self.makers), 12)
        self.assertEqual(len(self.products), 40)
        self.assertEqual(len(self.names), 12)
        self.assertEqual(len({row["Nama Produk"] for row in self.products}), 40)
        self.assertEqual({row["Nama Usaha"] for row in self.products}, self.names)
        self.assertGreaterEqual(len({row["Provinsi"] for row in self.makers}), 10)

    def test_rows_are_whole(self):
        for row in self.makers + self.products:
            self.assertNotIn(None, row, "too many cells")
            self.assertNotIn(None, row.values(), "too few cells")
            for cell in row.values():
                self.assertEqual(cell, " ".join(cell.split()))

    def test_texts(self):
        for row in self.makers + self.products:
            self.assertTrue(row["Deskripsi"] and row["Deskripsi (EN)"])
            for language in LANGUAGES:
                text = row["Deskripsi" + language]
                self.assertTrue(not text or 80 <= len(text) <= 320, text)
        for row in self.products:
            self.assertTrue(row["Nama Produk (EN)"])

    def test_licence_numbers(self):
        seen = set()
        for row in self.makers:
            digits = re.sub(r"\D", "", row["NIB"])
            if row["Negara"] != "Indonesia":
                self.assertEqual(digits, "")
                self.assertTrue(row["Nombor Pendaftaran"])
                continue
            self.assertEqual(len(digits), 13)
            self.assertNotIn(digits, seen)
            seen.add(digits)

    def test_nobody_can_be_reached(self):
        for row in self.makers:
            for column in ["No HP", "No WhatsApp"]:
                self.assertTrue(not row[column] or "000" in row[column] or "00 " in row[column])
            for column in ["Email", "Website"]:
                self.assertTrue(not row[column] or row[column].endswith(".example"))
        for file in (DATA / "demo").iterdir():
            self.assertIsNone(re.search(r"(?<!\d)\d{16}(?!\d)", file.read_text("utf-8")), file)

    def test_codes_are_in_the_short_lists(self):
        hs, kbli = codes("hs"), codes("kbli")
        for row in self.products:
            self.assertIn(row["Kode HS"].replace(".", ""), hs, row["Nama Produk"])
        for row in self.makers:
            self.assertTrue(not row["KBLI"] or row["KBLI"] in kbli)

    def test_more(self):
        titles = {
            "business": ("/name", self.names),
            "product": ("/name/id", {row["Nama Produk"] for row in self.products}),
        }
        keys = set()
        for entry in json.loads((DATA / "demo" / "more.json").read_text("utf-8")):
            pointer, names = titles[entry["kind"]]
            self.assertEqual(list(entry["match"]), [pointer])
            self.assertIn(entry["match"][pointer], names)
            for pointer in entry["set"]:
                self.assertRegex(pointer, rf"^/(consents|papers)/{UUID}$")
                self.assertNotIn(pointer, keys)
                keys.add(pointer)


class Pictures(unittest.TestCase):
    def test_every_name_is_drawn(self):
        files = subprocess.run([DRAW, "--list"], check=True, capture_output=True, text=True)
        listed = files.stdout.splitlines()
        wanted = [f"usaha/{row['Nama Usaha']} {n}.jpg" for row in sheet("usaha.csv") for n in (1, 2)]
        wanted += [
            f"produk/{row['Nama Produk']} {what}.jpg"
            for row in sheet("produk.csv")
            for what in ("1", "kemasan", "tempat")
        ]
        self.assertEqual(sorted(listed), sorted(wanted))

    def draw(self, folder):
        subprocess.run([DRAW, folder, "Sirop Aren"], check=True)
        return {path.name: path.read_bytes() for path in Path(folder).glob("produk/*")}

    def test_a_cover(self):
        with tempfile.TemporaryDirectory() as folder:
            runs = [self.draw(folder), self.draw(folder)]
        self.assertEqual(len(runs[0]), 3)
        self.assertEqual(runs[0], runs[1], "the same on every run")
        cover = runs[0]["Sirop Aren 1.jpg"]
        self.assertTrue(cover.startswith(b"\xff\xd8\xff") and cover.endswith(b"\xff\xd9"))
        frame = re.search(rb"\xff\xc0..\x08(..)(..)", cover, re.DOTALL)
        self.assertEqual([int.from_bytes(side, "big") for side in frame.groups()], [1280, 1280])


if __name__ == "__main__":
    unittest.main(verbosity=2)
