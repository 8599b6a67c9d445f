# SPDX-License-Identifier: GPL-3.0-or-later
"""A synchronisation that is killed at any moment loses nothing and doubles nothing."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play

KILLS = 30


class Kill(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())

    def desk(self, name):
        desk = play.Office(self.folder / name)
        desk.pair(self.centre)
        return desk

    def kill_sync(self, desk, after):
        """True when it was killed; it may have been quicker."""
        command = [os.environ["ETALASECTL"], "--data", str(desk.folder), "sync"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=after)
                return False
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                return True

    def test_everything_is_there_once(self):
        rng = random.Random(2026)
        first, second = self.desk("first"), self.desk("second")
        started = time.monotonic()
        first.sync()
        whole = time.monotonic() - started
        ids, killed = [], 0
        for n in range(KILLS):
            ids.append(first.add("product", {"name": {"id": f"Kopi {n}"}, "category": "food.coffee"}))
            killed += self.kill_sync(first, rng.uniform(0.1, 1.1) * whole)
        self.assertGreater(killed, KILLS // 4)
        first.sync()
        second.sync()
        self.assertEqual(set(first.documents()), set(ids))
        self.assertEqual(first.documents(), second.documents())
        self.assertEqual(first.sync()["pending"], {"records": 0, "photos": 0})


if __name__ == "__main__":
    unittest.main()
