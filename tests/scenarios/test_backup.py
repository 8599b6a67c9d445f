# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup that is restored goes on beside the desk that it came from: nothing is lost, nothing refused.
Killed at any moment, or with a full disk, backing up and restoring leave what stood before."""

import hashlib
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play

KILLS = 12


def coffee(n):
    return {"name": {"id": f"Kopi {n}"}, "category": "food.coffee"}


class Backup(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())
        self.file = self.folder / "stick" / "copy.etalase"
        self.file.parent.mkdir()
        self.desk = play.Office(self.folder / "desk")

    def restored(self, name="restored", with_token=True):
        """As on the same computer, where the keyring still has the token; it lies in a file here."""
        desk = play.Office.at(self.folder / name)
        desk.ctl("restore", self.file)
        if with_token:
            shutil.copy(self.desk.folder / "token", desk.folder)
        return desk

    def settle(self, *desks):
        for _ in range(3):
            for desk in desks:
                desk.sync(status=(0, 1))

    def devices(self):
        return len(self.centre.admin("device", "list").splitlines())

    def put_photo(self, size, seed):
        """A file in the vault, as a photo would be"""
        data = random.Random(seed).randbytes(size)
        name = hashlib.sha256(data).hexdigest()
        path = self.desk.folder / "photos" / "sent" / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return pathlib.Path("photos/sent") / name[:2] / name

    # -- an old copy of a device --

    def test_a_restored_copy_loses_nothing_and_is_not_refused(self):
        self.desk.pair(self.centre)
        shared = self.desk.add("product", coffee("bersama"))
        self.desk.sync()
        unsent = self.desk.add("product", coffee("belum terkirim"))
        self.desk.ctl("backup", self.file)

        # The desk goes on: what it sends now, the backup does not know.
        self.desk.set(shared, sku="AFTER")
        gone = self.desk.add("product", coffee("sesudah"))
        self.desk.sync()
        copy = self.restored()
        self.assertEqual(set(copy.documents()), {shared, unsent})
        copy.set(shared, name__en="Coffee")
        fresh = copy.add("product", coffee("di salinan"))
        report = copy.sync()
        self.assertEqual((report["refused"], report["pending"]["records"]), (0, 0))
        self.settle(self.desk, copy)

        self.assertEqual(self.desk.documents(), copy.documents())
        self.assertEqual(set(copy.documents()), {shared, unsent, gone, fresh})
        both = copy.get(shared)
        self.assertEqual((both["sku"], both["name"]["en"]), ("AFTER", "Coffee"))
        self.assertEqual(copy.conflicts(), [])

    def test_the_desk_may_go_on_while_the_copy_came_first(self):
        self.desk.pair(self.centre)
        shared = self.desk.add("product", coffee("bersama"))
        self.desk.ctl("backup", self.file)  # it has never synchronised: all of it is in both
        copy = self.restored()
        copy.set(shared, sku="COPY")
        self.settle(copy)
        self.desk.set(shared, name__en="Coffee")
        self.settle(self.desk, copy)
        self.assertEqual(self.desk.documents(), copy.documents())
        self.assertEqual(copy.get(shared)["sku"], "COPY")
        self.assertEqual(copy.get(shared)["name"]["en"], "Coffee")

    def test_restored_twice_they_are_three_devices(self):
        self.desk.pair(self.centre)
        self.desk.add("product", coffee("satu"))
        self.desk.sync()
        self.desk.ctl("backup", self.file)
        before = self.devices()
        one, two = self.restored("one"), self.restored("two")
        ids = [desk.add("product", coffee(n)) for n, desk in enumerate((self.desk, one, two))]
        self.settle(self.desk, one, two)
        self.assertEqual(self.devices(), before + 2)
        for desk in (self.desk, one, two):
            self.assertLess(set(ids), set(desk.documents()))

    def test_on_another_computer_it_is_paired_again(self):
        self.desk.pair(self.centre)
        shared = self.desk.add("product", coffee("bersama"))
        self.desk.sync()
        self.desk.ctl("backup", self.file)
        self.desk.set(shared, sku="AFTER")
        self.desk.sync()
        copy = self.restored(with_token=False)
        self.assertIn("pair again", copy.fails("sync"))
        copy.pair(self.centre)
        copy.set(shared, name__en="Coffee")
        self.settle(copy, self.desk)
        self.assertEqual(self.desk.documents(), copy.documents())
        self.assertEqual(copy.get(shared)["sku"], "AFTER")

    # -- power cuts and full disks --

    def kill(self, folder, *command):
        """True when it was killed; it may have been quicker."""
        whole = [os.environ["ETALASECTL"], "--data", str(folder), *map(str, command)]
        with subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=self.rng.uniform(0.1, 1.0) * self.time)
                return False
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                return True

    def measure(self, *command, folder=None):
        self.rng = random.Random(2026)
        started = time.monotonic()
        play.run(os.environ["ETALASECTL"], "--data", folder or self.desk.folder, *command)
        self.time = time.monotonic() - started

    def test_a_killed_backup_leaves_the_one_before(self):
        id = self.desk.add("product", coffee("satu"))
        self.put_photo(8_000_000, 1)
        self.measure("backup", self.file)
        killed = sum(self.kill(self.desk.folder, "backup", self.file) for _ in range(KILLS))
        self.assertGreater(killed, 2)
        self.assertEqual(set(self.restored(with_token=False).documents()), {id})

    def test_a_killed_restoring_leaves_nothing_or_all(self):
        id = self.desk.add("product", coffee("satu"))
        photo = self.put_photo(8_000_000, 1)
        self.desk.ctl("backup", self.file)
        self.measure("restore", self.file, folder=self.folder / "first")
        killed = 0
        for n in range(KILLS):
            folder = self.folder / "offices" / str(n)
            killed += self.kill(folder, "restore", self.file)
            if folder.exists():
                self.assertEqual(set(play.Office.at(folder).documents()), {id})
                self.assertTrue((folder / photo).exists())
        self.assertGreater(killed, 2)
        play.Office.at(self.folder / "offices" / "last").ctl("restore", self.file)
        left = [path.name for path in (self.folder / "offices").iterdir() if path.name.startswith(".")]
        self.assertEqual(left, [])

    def with_small_disk(self, *command):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))

        return subprocess.run([os.environ["ETALASECTL"], "--data", *map(str, command)], capture_output=True, text=True,
                              preexec_fn=limit, timeout=60)

    def test_a_full_disk_is_said_and_leaves_what_was_there(self):
        self.desk.add("product", coffee("satu"))
        self.put_photo(3_000_000, 1)
        self.put_photo(3_000_000, 2)
        self.file.write_text("what was there")
        done = self.with_small_disk(self.desk.folder, "backup", self.file)
        self.assertEqual(done.returncode, 3)
        self.assertIn("copy.etalase", done.stderr)
        self.assertEqual(self.file.read_text(), "what was there")
        self.assertEqual([path.name for path in self.file.parent.iterdir()], [self.file.name])


if __name__ == "__main__":
    unittest.main()
