# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on the demo's catalogue, with a centre: used as a user of a screen reader uses it."""

import pathlib
import re
import signal
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "demo"))
import demo
import main_job
from reader import Reader, until

PRODUCT = "Sambal Roa"
PLACES = ["Overview", "Businesses", "Products", "Training", "Notices", "To be sent"]  # by Alt and their number


class Played(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="etalase-")
        cls.stage = demo.Demo(cls.folder.name, demo.BUILD / "demo" / "photos")
        cls.stage.begin(lambda words: None)

    @classmethod
    def tearDownClass(cls):
        cls.stage.end()
        cls.folder.cleanup()

    def open_window(self):
        process = self.stage.open_window()
        self.addCleanup(self.close_window, process)
        return Reader(process)

    def close_window(self, process):
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)

    def open_product(self, reader, name=PRODUCT):
        line = re.compile(f"^{name}")
        self.choose(reader, "Products")
        reader.find("table cell")
        before = len(list(reader.look("table cell")))
        reader.keys("ctrl+f")
        reader.type(name)
        until(lambda: 0 < len(list(reader.look("table cell"))) < before, "a shorter list")
        reader.enter("table cell", line)
        return reader.find("text", "Product name, English")

    def choose(self, reader, place):
        reader.keys(f"alt+{PLACES.index(place) + 1}")
        reader.find("list item", re.compile(f"^{place}"), reader.find("list", "Places"), "selected")

    def test_the_main_job(self):
        said = []
        job = main_job.MainJob(self.stage, "en", said.append, None)
        self.addCleanup(job.end)
        self.assertTrue(job.play(), "\n".join(said))

    def test_every_control_has_a_name(self):
        reader = self.open_window()
        self.open_product(reader)
        nameless = {"product": reader.nameless()}
        self.choose(reader, "Businesses")
        reader.enter("table cell", re.compile("^Dapur"))
        reader.find("push button", "Add photos")
        nameless["business"] = reader.nameless()
        for place in ("Overview", "Training", "To be sent"):
            self.choose(reader, place)
            nameless[place] = reader.nameless()
        self.assertEqual({place: found for place, found in nameless.items() if found}, {})

    def test_what_was_typed_outlives_a_kill(self):
        reader = self.open_window()
        self.open_product(reader)
        field = reader.focus("text", "Product name, English")
        reader.keys("End")
        reader.type(" with lime leaf")
        typed = time.monotonic()
        written = "Smoked Garfish Sambal with lime leaf"
        until(lambda: reader.text(field) == written, "what was typed in the field")
        until(lambda: time.monotonic() > typed + 1, "a second")
        reader.process.send_signal(signal.SIGKILL)
        reader.process.wait(timeout=30)
        self.assertEqual(self.stage.desk.get(self.stage.find("product", PRODUCT))["name"]["en"], written)
        again = self.open_window()
        field = self.open_product(again)
        until(lambda: again.text(field) == written, "what was typed in the field again")

    def test_a_deletion_is_undone_from_the_toast(self):
        reader = self.open_window()
        self.open_product(reader, "Sirop Aren")
        reader.keys("ctrl+f")  # out of the record, to the list's own
        reader.focus("table cell", re.compile("^Sirop Aren"))
        reader.keys("Delete")
        until(lambda: "Sirop Aren" not in [row["title"] for row in self.stage.desk.list("product")], "the deletion in the catalogue")
        reader.press(reader.find("push button", "Undo", last_first=True))  # it stands over all else
        reader.find("table cell", re.compile("^Sirop Aren"))
        self.assertIn("Sirop Aren", [row["title"] for row in self.stage.desk.list("product")])

    def test_search_finds_as_one_types(self):
        reader = self.open_window()
        self.choose(reader, "Products")
        reader.find("table cell", re.compile("^Abon Cakalang"))
        reader.keys("ctrl+f")
        found = []
        for letters in ("mu", "tiara"):
            reader.type(letters)
            reader.gone("table cell", re.compile("^Abon Cakalang"))
            reader.find("table cell", re.compile("^Mutiara Laut Selatan"))
            found.append(len(list(reader.look("table cell"))))
        self.assertGreaterEqual(found[0], found[1])
        reader.keys("Escape")
        reader.find("table cell", re.compile("^Abon Cakalang"))

    def test_an_edit_from_elsewhere_is_seen_at_once(self):
        reader = self.open_window()
        field = self.open_product(reader, "Lampu Kapis")
        self.stage.desk.ctl("set", self.stage.find("product", "Lampu Kapis"), '/name/en="Capiz lamp from Palawan"', '/name/id="Lampu Kapis Besar"')
        reader.find("table cell", re.compile("^Lampu Kapis Besar"))
        until(lambda: reader.text(field) == "Capiz lamp from Palawan", "the other's text in the field")

    def test_work_offline(self):
        reader = self.open_window()
        sync = re.compile("^Sync: ")
        reader.press(reader.find("push button", sync))
        switch = reader.find("check box", "Work offline")
        reader.press(switch)
        reader.find("push button", re.compile("^Sync: Offline"))
        self.stage.desk.ctl("set", self.stage.find("product", "Tikar Bidai"), "/stock=7")
        reader.find("push button", re.compile("^Sync: Offline · \\d+ waiting"))
        reader.press(switch)
        reader.find("push button", re.compile("^Sync: Synchronised"), deadline=60)


if __name__ == "__main__":
    unittest.main()
