# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's stage: a centre with two offices, and an office's desk with the project's own catalogue.

It is made by the programs that people use: nothing is put into a file behind their backs.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent.parent
BUILD = pathlib.Path(os.environ.get("ETALASE_BUILD", ROOT / "_build"))
SHEETS = ROOT / "data" / "demo"
PROGRAMS = {
    "ETALASE": BUILD / "src/desktop/etalase",
    "ETALASECTL": BUILD / "src/ctl/etalasectl",
    "ETALASE_CENTRE": BUILD / "src/centre/etalase-centre",
    "DRAW_DEMO": BUILD / "tests/demo/draw-demo",
}
for name, path in PROGRAMS.items():
    os.environ.setdefault(name, str(path))

sys.path.insert(0, str(ROOT / "tests" / "support"))
import play

OFFICES = [
    ("ID-SA", "Dinas Koperasi dan UKM Sulawesi Utara"),
    ("ID-MA", "Dinas Koperasi dan UKM Maluku", "--reviewed"),
]
POSTS = sorted(SHEETS.glob("training-*.json")) + sorted(SHEETS.glob("notice-*.json"))

# What is left for the person who tries the demo: these stay drafts though they are ready.
LEFT = ["Kopi Tetes Tomohon", "Halua Kenari"]


def draw(folder):
    """The pictures, once: they are the same each time."""
    if not (folder / "drawn").exists():
        play.run(os.environ["DRAW_DEMO"], folder)
        (folder / "drawn").touch()
    return folder


class Demo:
    def __init__(self, folder, photos=None):
        self.folder = pathlib.Path(folder)
        self.centre = play.Centre(self.folder / "centre")
        self.desk = play.Office.at(self.folder / "office")
        self.photos = photos or self.folder / "photos"

    @property
    def made(self):
        return (self.folder / "made").exists()

    def begin(self, say=print):
        """The stage as it was left, or a new one when there is none."""
        if self.made:
            self.centre.port = int((self.folder / "made").read_text())  # where the desk knows it
            self.centre.start()
            return
        for old in (self.centre.folder, self.desk.folder):
            shutil.rmtree(old, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        say("Drawing the pictures")
        draw(self.photos)
        say("Opening the centre with two offices")
        self.found_centre()
        say("Importing the office's spreadsheets and photos")
        self.fill_desk()
        say("Submitting what is ready, and synchronising")
        self.submit_and_sync()
        (self.folder / "made").write_text(str(self.centre.port))

    def forget(self):
        (self.folder / "made").unlink(missing_ok=True)

    def found_centre(self):
        for office in OFFICES:
            self.centre.admin("office", "add", *office)
        for post in POSTS:
            self.centre.admin("post", post.name.partition("-")[0], post)
        self.centre.start()

    def fill_desk(self):
        self.desk.ctl("init", "ID-SA")
        self.desk.pair(self.centre)
        self.desk.ctl("import", SHEETS / "usaha.csv", "--photos", self.photos / "usaha", status=(0, 1))
        self.desk.ctl("import", SHEETS / "produk.csv", "--photos", self.photos / "produk", status=(0, 1))
        self.set_more()

    def set_more(self):
        """Consents and papers, which a flat sheet cannot carry."""
        found = {kind: {row["id"]: self.desk.get(row["id"]) for row in self.desk.list(kind)} for kind in ("business", "product")}
        for more in json.loads((SHEETS / "more.json").read_text("utf-8")):
            for id, doc in found[more["kind"]].items():
                if all(at(doc, pointer) == value for pointer, value in more["match"].items()):
                    self.desk.ctl("set", id, *(f"{pointer}={json.dumps(value)}" for pointer, value in more["set"].items()))

    def submit_and_sync(self):
        rows = self.desk.list("business") + [row for row in self.desk.list("product") if row["title"] not in LEFT]
        self.desk.ctl("submit", *(row["id"] for row in rows), status=(0, 1))
        # The centre's word on what was submitted comes with the next answer.
        self.desk.sync(status=(0, 1))
        self.desk.sync(status=(0, 1))

    def find(self, kind, title):
        return next(row["id"] for row in self.desk.list(kind) if row["title"] == title)

    def open_window(self, **options):
        """The desktop on the desk's folder, uninstalled. Returns the process."""
        environment = {**os.environ, "GSETTINGS_BACKEND": "memory"}  # the user's own settings stay as they are
        return subprocess.Popen([os.environ["ETALASE"], "--data", str(self.desk.folder)], env=environment, **options)

    def end(self):
        self.centre.stop()


def at(doc, pointer):
    for step in pointer.split("/")[1:]:
        if not isinstance(doc, dict) or step not in doc:
            return None
        doc = doc[step]
    return doc
