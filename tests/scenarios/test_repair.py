# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desk and the centre hold is compared, and what differs is brought together, whatever the cause."""

import collections
import hashlib
import json
import pathlib
import shutil
import sqlite3
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play

COFFEE = {"name": {"id": "Kopi Soputan"}, "category": "food.coffee"}
KEPT = ("cursor", "counter")


def sql(path, statement, *values):
    connection = sqlite3.connect(path)
    with connection:
        rows = connection.execute(statement, values).fetchall()
    connection.close()
    return rows


class Repair(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())
        self.first = self.desk("first")
        self.second = self.desk("second")

    def desk(self, name):
        desk = play.Office(self.folder / name)
        desk.pair(self.centre)
        return desk

    def file(self, desk):
        return desk.folder / "catalogue.db"

    def due(self, desk):
        sql(self.file(desk), "DELETE FROM setting WHERE key = 'proved'")

    def ask(self, desk, path):
        token = (desk.folder / "token").read_text().split()[1]
        status, text = self.centre.get(path, Authorization=f"Bearer {token}")
        self.assertEqual(status, 200)
        return json.loads(text)

    def settle(self):
        for _ in range(2):
            for desk in (self.first, self.second):
                desk.sync(status=(0, 1))

    def miss(self, desk, write):
        """What is written meanwhile, the desk believes to have read."""
        desk.sync()
        before = self.folder / "before.db"
        sql(self.file(desk), "PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file(desk), before)
        write()
        desk.sync()
        kept = sql(self.file(desk), "SELECT key, value FROM setting WHERE key IN (?, ?)", *KEPT)
        for suffix in ("-wal", "-shm"):
            pathlib.Path(f"{self.file(desk)}{suffix}").unlink(missing_ok=True)
        shutil.copy(before, self.file(desk))
        for key, value in kept:
            sql(self.file(desk), "UPDATE setting SET value = ? WHERE key = ?", value, key)

    def assert_repaired(self, desk):
        """Only the proof finds it; and then there is nothing left to find."""
        desk.sync()
        self.assertNotEqual(self.first.documents(), self.second.documents())
        self.due(desk)
        desk.sync()
        self.assertEqual(self.first.documents(), self.second.documents())
        self.due(desk)
        self.assertEqual(desk.sync()["requests"], 2)

    def both(self, write):
        def run():
            write()
            self.first.sync()
        return run

    def test_a_change_that_was_missed(self):
        id = self.first.add("product", COFFEE)
        self.settle()
        self.miss(self.second, self.both(lambda: self.first.set(id, sku="KS-250")))
        self.assertNotIn("sku", self.second.get(id))
        self.assert_repaired(self.second)
        self.assertEqual(self.second.get(id)["sku"], "KS-250")

    def test_a_change_that_was_missed_meets_an_edit(self):
        id = self.first.add("product", COFFEE)
        self.settle()
        self.miss(self.second, self.both(lambda: self.first.set(id, sku="KS-250")))
        self.second.set(id, name__en="Soputan Coffee")
        self.due(self.second)
        self.settle()
        for desk in (self.first, self.second):
            self.assertEqual(desk.get(id)["sku"], "KS-250")
            self.assertEqual(desk.get(id)["name"]["en"], "Soputan Coffee")
            self.assertEqual(desk.conflicts(), [])

    def test_a_new_record_that_was_missed(self):
        self.first.add("product", COFFEE)
        self.settle()
        self.miss(self.second, self.both(lambda: self.first.add("business", {"name": "Ikat Amurang"})))
        self.assert_repaired(self.second)
        self.assertEqual(len(self.second.documents()), 2)

    def test_a_deletion_that_was_missed(self):
        id = self.first.add("product", COFFEE)
        self.first.add("business", {"name": "Ikat Amurang"})
        self.settle()
        self.miss(self.second, self.both(lambda: self.first.ctl("rm", id)))
        self.assert_repaired(self.second)
        self.assertEqual(len(self.second.documents()), 1)

    def test_what_the_centre_has_lost_is_sent_again(self):
        id = self.first.add("product", COFFEE)
        self.settle()
        self.assertEqual(len(sql(self.centre.folder / "centre.db", "DELETE FROM records WHERE id = ? RETURNING 1", id)), 1)
        self.due(self.second)
        self.second.sync()
        self.assertEqual(self.second.get(id)["name"], COFFEE["name"])
        self.assertEqual(sql(self.centre.folder / "centre.db", "SELECT count(*) FROM records WHERE id = ?", id), [(1,)])
        self.settle()
        self.assertEqual(self.first.documents(), self.second.documents())
        self.assertEqual(self.first.conflicts(), [])

    def test_the_first_synchronisation_proves_and_the_next_do_not(self):
        self.first.add("product", COFFEE)
        self.first.sync()
        self.assertEqual([self.first.sync()["requests"] for _ in range(3)], [1, 1, 1])

    def test_the_digest_is_what_the_contract_says(self):
        for i in range(20):
            self.first.add("product", {"name": {"id": f"Pala {i}"}})
        gone = self.first.add("product", COFFEE)
        self.settle()
        self.first.ctl("rm", gone)
        self.settle()
        digest = self.ask(self.first, "/v1/digest")
        buckets = collections.defaultdict(int)
        revs = {id: rev for id, rev in sql(self.file(self.first), "SELECT id, base_rev FROM record WHERE lives")}
        self.assertEqual(len(revs), 20)
        for id, rev in revs.items():
            buckets[int(id[-2:], 16)] ^= int.from_bytes(hashlib.sha256(f"{id} {rev}".encode()).digest()[:8], "big")
        self.assertEqual(digest["buckets"], [f"{buckets.get(i, 0):016x}" for i in range(256)])
        found = {}
        for i in buckets:
            found.update(self.ask(self.first, f"/v1/digest/{i}")["records"])
        self.assertEqual(found, revs)
        empty = next(i for i in range(256) if i not in buckets)
        self.assertEqual(self.ask(self.first, f"/v1/digest/{empty}"), {"records": []})


if __name__ == "__main__":
    unittest.main(verbosity=2)
