# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery in a real browser: each kind of page, narrow and wide, full and empty, in four languages.

BROWSER_BUILD names a folder for the browser's modules; PICTURES one for pictures of what was seen.
"""

import fcntl
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "support"))
import play

BROWSER = HERE.parent / "browser"
SKIPPED = 77  # to meson
DEMO = HERE.parent.parent / "data" / "demo"
TRAINING = """{"title": {"id": "Kelas foto produk", "en": "Product photos with a telephone"},
  "summary": {"id": "Cahaya jendela dan latar polos.", "en": "Window light and a plain ground."},
  "body": {"id": "Bawa dua produk.", "en": "Bring two products and your telephone."},
  "starts_on": "2099-12-03", "ends_on": "2099-12-04", "place": "Manado", "mode": "onsite", "topics": ["photo"]}"""
NOTICE = """{"title": {"id": "Pameran di Kota Kinabalu", "en": "A fair in Kota Kinabalu"},
  "body": {"id": "Pendaftaran dibuka.", "en": "Registration is open."}, "topics": ["event"]}"""


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def install():
    """What package-lock.json names, into the build folder, once."""
    folder = pathlib.Path(os.environ["BROWSER_BUILD"])
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (BROWSER / "package-lock.json").read_bytes()
        done = folder / "installed.json"
        if not done.exists() or done.read_bytes() != wanted:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(BROWSER / name, folder / name)
            command = ["npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"]
            answer = subprocess.run(command, capture_output=True, text=True, timeout=300)
            if answer.returncode:
                skip(f"npm could not bring what the test needs: {answer.stderr.strip()[-300:]}")
            shutil.copy(BROWSER / "package-lock.json", done)
    return folder


class Gallery(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())

    def look(self, *paths):
        command = ["node", BROWSER / "gallery.mjs", MODULES, CHROMIUM, self.centre.url, *paths]
        seen = subprocess.run(command, capture_output=True, text=True, timeout=280)
        self.assertEqual((seen.returncode, seen.stdout, seen.stderr), (0, "", ""))

    def test_an_empty_gallery(self):
        self.look("/id/", "/en/products?q=kopi", "/ms/training", "/fil/notices", "/en/nothing")

    def test_a_full_gallery(self):
        office = play.Office(self.folder / "office")
        pictures = self.folder / "pictures"
        play.run(os.environ["DRAW_DEMO"], pictures)
        for name in ("usaha", "produk"):
            office.ctl("import", DEMO / f"{name}.csv", "--photos", pictures / name, status=(0, 1))
        rows = {kind: office.list(kind) for kind in ("business", "product")}
        office.ctl("submit", *(row["id"] for kind in rows.values() for row in kind), status=(0, 1))
        office.pair(self.centre)
        for _ in range(3):
            office.sync(status=(0, 1))
        for kind, text in (("training", TRAINING), ("notice", NOTICE)):
            file = self.folder / f"{kind}.json"
            file.write_text(text)
            rows[kind] = self.centre.admin("post", kind, file)
        business, product = rows["business"][0]["id"], rows["product"][0]["id"]
        self.look("/id/", "/en/products", "/id/products?category=food&province=71", f"/en/products/{product}",
                  f"/ms/businesses/{business}", "/en/training", f"/en/training/{rows['training']}",
                  "/fil/notices", f"/id/notices/{rows['notice']}")


CHROMIUM = shutil.which("chromium")
if not CHROMIUM or not shutil.which("node") or not shutil.which("npm"):
    skip("chromium, node or npm is not installed")
MODULES = install()

if __name__ == "__main__":
    unittest.main(verbosity=2)
