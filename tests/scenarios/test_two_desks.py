# SPDX-License-Identifier: GPL-3.0-or-later
"""Two desks of one office and a centre: what each writes without a link is on both afterwards."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play

COFFEE = {"name": {"id": "Kopi Soputan"}, "category": "food.coffee"}


class TwoDesks(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())
        self.first = self.desk("first")
        self.second = self.desk("second")

    def desk(self, name, url=None):
        desk = play.Office(self.folder / name)
        desk.pair(self.centre, url=url)
        return desk

    def settle(self, *desks):
        """Everybody hears of everything: enough rounds for a merge to come back."""
        for _ in range(3):
            for desk in desks or (self.first, self.second):
                desk.sync(status=(0, 1))

    def shared_record(self):
        id = self.first.add("product", COFFEE)
        self.settle()
        return id

    def assert_same(self):
        self.assertEqual(self.first.documents(), self.second.documents())

    def test_what_each_wrote_is_on_both(self):
        a = self.first.add("business", {"name": "Kopi Soputan"})
        b = self.second.add("product", COFFEE)
        self.settle()
        self.assertEqual(set(self.first.documents()), {a, b})
        self.assert_same()

    def test_different_fields_merge(self):
        id = self.shared_record()
        self.first.set(id, sku="KS-250")
        self.second.set(id, name__en="Soputan Coffee")
        self.settle()
        self.assert_same()
        self.assertEqual(self.first.get(id)["sku"], "KS-250")
        self.assertEqual(self.first.get(id)["name"], {"id": "Kopi Soputan", "en": "Soputan Coffee"})
        self.assertEqual(self.first.conflicts(), [])

    def test_the_same_field_makes_one_conflict_that_keeps_both(self):
        id = self.shared_record()
        self.first.set(id, sku="FIRST")
        self.second.set(id, sku="SECOND")
        self.settle()
        self.assert_same()
        self.assertEqual(self.first.get(id)["sku"], "FIRST")
        for desk in (self.first, self.second):
            (conflict,) = desk.conflicts()
            self.assertEqual(conflict["of"], id)
            self.assertEqual(conflict["fields"]["/sku"], {"ours": "SECOND", "theirs": "FIRST"})

    def test_a_group_is_never_mixed(self):
        id = self.first.add("product", {**COFFEE, "price": {"amount": "45000", "currency": "IDR", "unit": "KGM"}})
        self.settle()
        self.first.set(id, price__amount="50000")
        self.second.set(id, price={"amount": "4", "currency": "USD", "unit": "KGM"})
        self.settle()
        self.assert_same()
        self.assertEqual(self.first.get(id)["price"], {"amount": "50000", "currency": "IDR", "unit": "KGM"})
        self.assertEqual(len(self.first.conflicts()), 1)

    def test_an_edit_beats_a_deletion(self):
        id = self.shared_record()
        self.first.ctl("rm", id)
        self.second.set(id, sku="KS-250")
        self.settle()
        self.assert_same()
        self.assertEqual(self.first.get(id)["sku"], "KS-250")

    def test_a_deletion_reaches_the_other(self):
        id = self.shared_record()
        self.first.ctl("rm", id)
        self.settle()
        self.assertEqual(self.second.documents(), {})
        self.second.fails("get", id)

    def test_unknown_members_travel(self):
        id = self.first.add("product", {**COFFEE, "of_tomorrow": {"a": [1, {"b": None}]}})
        self.settle()
        self.second.set(id, sku="KS-250")
        self.settle()
        self.assertEqual(self.first.get(id)["of_tomorrow"], {"a": [1, {"b": None}]})

    def test_an_idle_sync_is_one_small_request(self):
        self.shared_record()
        report = self.first.sync()
        self.assertEqual(report["requests"], 1)
        self.assertLessEqual(report["bytes_up"] + report["bytes_down"], 700)

    def test_a_clone_of_a_desk_loses_nothing(self):
        id = self.shared_record()
        twin = self.first.clone(self.folder / "twin")
        self.first.set(id, sku="KS-250")
        twin.set(id, name__en="Soputan Coffee")
        self.settle(self.first, twin, self.second)
        for desk in (self.first, twin, self.second):
            self.assertEqual(desk.get(id)["sku"], "KS-250")
            self.assertEqual(desk.get(id)["name"]["en"], "Soputan Coffee")

    def test_a_cut_link_neither_loses_nor_doubles(self):
        for seed in range(4):
            with self.subTest(seed=seed), play.BadLink(self.centre, seed) as link:
                desk = self.desk(f"far-{seed}", url=link.url)
                ids = {desk.add("product", {"name": {"id": f"Pala {seed}-{i}"}}) for i in range(5)}
                link.trouble()
                for _ in range(6):
                    desk.ctl("sync", "--json", status=(0, 1, 3))
                link.calm()
                self.settle(desk, self.second)
                self.assertTrue(ids <= set(self.second.documents()))
                self.assertEqual(desk.documents(), self.second.documents())
                self.assertEqual(desk.conflicts(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
