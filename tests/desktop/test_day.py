# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk's day with the keyboard and a screen reader alone: no pointer, and nothing that is only seen."""

import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "demo"))
import demo
from reader import Reader, until

BUSINESS = "Dapur Teluk Manado"
PRODUCT = "Keripik Talas"
TEXTS = {
    "Product name, Indonesian": PRODUCT,
    "Product name, English": "Taro Chips",
    "Description, Indonesian": "Talas dari kebun sendiri, diiris tipis dan digoreng renyah.",
    "Description, English": "Taro from our own garden, cut thin and fried until crisp.",
}
# What the sheet says of the price, which is none, and what the clerk knows
PRICES = {"Keripik Sukun": ("murah", "25000"), "Sambal Teri": ("tanya dulu", "30000"), "Kue Bagea": ("menyusul", "45000")}
SHEET = "\n".join(
    ["Nama Usaha;Nama Produk;Kategori;Harga;Mata Uang;Satuan"]
    + [f"{BUSINESS};{name};Camilan;{price};IDR;pcs" for name, (price, _) in PRICES.items()]
    + [f"{BUSINESS};Bumbu Woku;Sambal;32000;IDR;pcs", ""])


class Day(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="etalase-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.stage = demo.Demo(self.folder, demo.BUILD / "demo" / "photos")
        self.stage.begin(lambda words: None)
        self.addCleanup(self.stage.end)
        process = self.stage.open_window(cwd=self.folder)
        self.addCleanup(process.wait, timeout=30)
        self.addCleanup(process.terminate)
        self.reader = Reader(process)
        self.find, self.focus, self.keys = self.reader.find, self.reader.focus, self.reader.keys

    def test_a_day(self):
        for job in (self.import_sheet, self.add_product, self.add_photos, self.crop, self.choose_category, self.submit, self.undo,
                    self.submit, self.sync, self.print):
            with self.subTest(job.__name__.replace("_", " ")):
                job()
                self.check_names()

    def check_names(self):
        """Of all that can be acted on, once what comes and goes has done so."""
        until(lambda: not self.reader.nameless(), "a name for each control")

    def import_sheet(self):
        path = self.folder / "daftar.csv"
        path.write_text(SHEET)
        self.find("list", "Places")
        self.reader.activate("win.import")
        self.reader.choose_file(self.find("push button", "Choose a file…"), path)
        self.reader.press(self.find("push button", "Next", state="sensitive"))
        self.reader.enter("table cell", re.compile(next(iter(PRICES))))
        for at, (name, (doubtful, price)) in enumerate(PRICES.items()):
            field = until(lambda: next((node for node in self.reader.look("text", "Price", state="focused")
                                        if self.reader.text(node) == doubtful), None), f"the cursor in the price of {name}")
            self.keys("ctrl+a")
            self.reader.type(price)
            until(lambda: self.reader.text(field) == price, f"the price of {name}")
            self.reader.enter("push button", "Next row to look at" if at + 1 < len(PRICES) else "Import")
        self.reader.hears("4 records imported")
        self.assertEqual({name: self.get(name)["price"]["amount"] for name in PRICES},
                         {name: price for name, (_, price) in PRICES.items()})

    def add_product(self):
        self.keys("alt+2")
        self.reader.enter("table cell", re.compile("^" + BUSINESS))
        self.reader.enter("push button", "New product of this business")
        for field, text in TEXTS.items():
            self.focus("text", field)
            self.reader.type(text)
        until(lambda: PRODUCT in [row["title"] for row in self.stage.desk.list("product")], "the new product in the catalogue")

    def add_photos(self):
        for n in (1, 2):
            self.reader.choose_file(self.find("push button", "Add photos"), self.stage.photos / "usaha" / f"{BUSINESS} {n}.jpg")
            self.find("push button", re.compile(f"^Photo {n} of {n}"))

    def crop(self):
        self.reader.enter("push button", "Photo 1 of 2, cover")
        self.reader.enter("push button", "Crop…")
        self.find("panel", re.compile("^Part to keep: 1600 × 1200 "), state="focused")
        self.keys(*["shift+Left"] * 20)
        self.find("panel", re.compile("^Part to keep: 1280 × 1200 "), state="focused")
        self.reader.enter("push button", "Crop")
        until(lambda: "0,0,1280,1200" in [photo.get("crop") for photo in self.get()["photos"].values()], "the cropped photo")
        self.check_names()
        self.keys("Escape")
        self.find("push button", "Photo 1 of 2, cover", state="focused")

    def choose_category(self):
        self.reader.enter("push button", re.compile("^Category: Not given"))
        self.find("entry", "Category")
        self.reader.type("snacks")
        self.reader.gone("list item", "Coffee")
        self.keys("Return")
        self.find("push button", re.compile("^Category: Snacks and crackers"))
        until(lambda: self.get().get("category") == "food.snack", "the category in the catalogue")

    def submit(self):
        self.reader.heard.clear()
        self.keys("ctrl+Return")
        self.reader.hears(re.compile("^Submitted"))
        self.assertEqual(self.get()["state"], "submitted")

    def undo(self):
        self.keys("ctrl+z")
        self.reader.hears(re.compile("^Undone: .*" + PRODUCT))
        self.assertNotEqual(self.get().get("state"), "submitted")

    def sync(self):
        self.reader.heard.clear()
        self.keys("ctrl+s")
        self.reader.hears(re.compile("^Synchronised "))
        until(lambda: self.get()["state"] == "published", "the state “published”")
        status, page = self.stage.centre.get(f"/en/products/{self.stage.find('product', PRODUCT)}")
        self.assertEqual(status, 200)
        for text in list(TEXTS.values())[1::2]:
            self.assertIn(text, page)

    def print(self):
        self.reader.press(self.find("push button", "More about this record"))
        self.reader.print_to_file(self.find("menu item", "Print the product sheet…"))
        pdf = self.folder / "output.pdf"
        until(lambda: pdf.exists() and pdf.read_bytes().rstrip().endswith(b"%%EOF"), "the printed file")

    def get(self, name=PRODUCT):
        return self.stage.desk.get(self.stage.find("product", name))


if __name__ == "__main__":
    unittest.main()
