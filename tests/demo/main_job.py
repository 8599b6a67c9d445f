# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, played: an office edits a product, adds a photo, submits and syncs; a visitor sees it.

Each step finds what it needs in the accessibility tree by the words that the user reads, and says in plain
words what it did.
"""

import gettext
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

import demo
import reader
from reader import until

PRODUCT = "Halua Kenari"
BUSINESS = "Dapur Teluk Manado"
TEXT = {
    "id": "Kenari dari pulau-pulau Sulawesi Utara, disangrai lalu dibalut gula aren yang dimasak sampai pekat. Renyah, legit, "
          "dan tidak lengket; setiap batang dibungkus sendiri.",
    "en": "Kenari nuts from the islands of North Sulawesi, roasted and folded into palm sugar that is cooked until it is "
          "thick. Crisp, deep and never sticky; every bar is wrapped by itself.",
}
NAMES = {"id": {"id": "Indonesia", "en": "Inggris"}, "en": {"id": "Indonesian", "en": "English"}}  # as data/lists/languages.csv has them
PHOTO = "usaha/Dapur Teluk Manado 2.jpg"
WIDTHS = {"wide": (1280, 1600), "narrow": (375, 1600)}


class MainJob:
    def __init__(self, stage, language, say, pictures):
        self.stage, self.language, self.say, self.pictures = stage, language, say, pictures
        self.words = gettext.translation("etalase", os.environ.get("ETALASE_LOCALEDIR"), [language], fallback=True).gettext
        self.window = stage.open_window()
        self.reader = reader.Reader(self.window)
        self.n = 0

    def show(self, name):
        """A picture of the step."""
        self.n += 1
        if self.pictures:
            reader.picture(self.pictures / f"{self.n:02}-{name}.png")

    # --- the steps, in their order ---

    def choose_products(self):
        places = self.reader.find("list", self.words("Places"))
        self.show("overview")
        self.reader.enter("list item", re.compile("^" + re.escape(self.words("Products"))), places)
        self.reader.find_words(PRODUCT)
        self.show("products")
        return "Chose Products in the sidebar"

    def open_product(self):
        self.reader.enter("table cell", re.compile("^" + re.escape(PRODUCT)))
        self.add = self.reader.find("push button", self.words("Add photos"))
        self.show("product")
        return f"Opened “{PRODUCT}”"

    def edit_text(self):
        for language, text in TEXT.items():
            self.reader.write(self.reader.find("text", self.description(language)), text)
        until(lambda: self.document()["description"].get("en") == TEXT["en"], "the new text in the catalogue")
        self.show("edited")
        return "Wrote a new description in Indonesian and English; it is kept without a Save button"

    def add_photo(self):
        before = len(self.document()["photos"])
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "dapur-kami.jpg"
            file.write_bytes((self.stage.photos / PHOTO).read_bytes())
            how = self.reader.choose_file(self.add, file)
            until(lambda: len(self.document()["photos"]) == before + 1, "one photo more in the catalogue")
        self.show("photo")
        return f"Added a photo with {how}: it is the {before + 1}th of this product"

    def submit(self):
        button = self.reader.find("push button", re.compile("^" + re.escape(self.words("Submit"))), state="sensitive")
        self.reader.press(button)
        self.reader.find_words(self.words("Submitted"))
        self.show("submitted")
        return "Submitted it"

    def sync(self):
        corner = self.reader.find("push button", re.compile("^" + re.escape(self.words("Sync: %s").replace("%s", ""))))
        self.reader.press(corner)
        self.reader.press(self.reader.find("push button", self.words("_Sync now").replace("_", "")))
        until(lambda: self.document()["state"] == "published", "the state “published”", 60)
        said = self.reader.find_words(self.words("Synchronised %s").replace("%s", ""))
        self.show("synchronised")
        return f"Synchronised; the window says “{said.get_name()}”"

    def visit(self):
        for language, text in TEXT.items():
            status, page = self.stage.centre.get(f"/{language}/products/{self.id}")
            if status != 200 or text not in page:
                raise reader.NotSeen(f"the gallery's page in {language} (status {status}) with the new text")
        return "Visited the gallery: the product has its new text in both languages"

    def photograph_gallery(self):
        maker = self.stage.find("business", BUSINESS)
        pages = {"home": "", "product": f"products/{self.id}", "business": f"businesses/{maker}"}
        for name, path in pages.items():
            for width, size in WIDTHS.items():
                url = urllib.parse.urljoin(self.stage.centre.url, f"/{self.language}/{path}")
                photograph(url, self.pictures / f"gallery-{name}-{width}.png", size)
        return f"Took pictures of the gallery's pages at {' and '.join(str(size[0]) for size in WIDTHS.values())} pixels"

    # ---

    @property
    def id(self):
        return self.stage.find("product", PRODUCT)

    def document(self):
        return self.stage.desk.get(self.id)

    def description(self, language):
        return f"{self.words('Description')}, {NAMES[self.language][language]}"

    def steps(self):
        yield from (self.choose_products, self.open_product, self.edit_text, self.add_photo, self.submit, self.sync, self.visit)
        if self.pictures:
            yield self.photograph_gallery

    def play(self):
        """Whether every step went well."""
        for step in self.steps():
            try:
                self.say(step())
            except (reader.NotSeen, demo.play.Failed, subprocess.SubprocessError) as error:
                self.say(f"FAILED at “{step.__name__.replace('_', ' ')}”: {error}")
                self.show("failed")
                if self.pictures:
                    (self.pictures / "failed.txt").write_text(self.reader.tree(), "utf-8")
                return False
        return True

    def end(self):
        self.window.terminate()
        self.window.wait(timeout=30)


def photograph(url, path, size):
    """A page of the gallery, as a browser shows it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}",
             f"--window-size={size[0]},{size[1]}", f"--screenshot={path}", url],
            check=True, capture_output=True, timeout=120)


def play(stage, language, pictures):
    job = MainJob(stage, language, lambda words: print(f"  {words}", flush=True), pictures)
    try:
        return 0 if job.play() else 1
    finally:
        job.end()
