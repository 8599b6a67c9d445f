# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job by the command line: a spreadsheet becomes listings, which a visitor sees in the gallery."""

import http.server
import json
import pathlib
import signal
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play

BUSINESS = {
    "name": "Kopi Soputan", "legal_form": "cv", "nib": "9120001234567", "country": "ID", "province": "71", "regency": "71.73",
    "description": {"id": "Kami menyangrai kopi arabika dari lereng gunung Soputan sejak 2009, dipetik merah dan dijemur di para-para.",
                    "en": "We roast arabica from the slopes of Mount Soputan, picked red and dried on raised beds since 2009."},
    "export_status": "never", "owner": "Sarah Wenas", "phone": "+6281200000001",
}
PRODUCT = {
    "name": {"id": "Kopi bubuk Soputan", "en": "Ground Soputan coffee"}, "category": "food.coffee",
    "description": {"id": "Kopi arabika bubuk 250 gram, disangrai sedang, dengan rasa cokelat dan jeruk; dipetik merah dan dijemur di para-para.",
                    "en": "Ground arabica, 250 grams, medium roast, with notes of chocolate and orange; picked red and dried on raised beds."},
    "price": {"amount": "45000", "currency": "IDR", "unit": "H87"},
}


class MainJob(unittest.TestCase):
    def setUp(self):
        self.folder, self.centre = self.enterContext(play.stage())
        self.office = play.Office(self.folder / "office")

    def submit_coffee(self, **business):
        maker = self.office.add("business", {**BUSINESS, **business})
        product = self.office.add("product", {**PRODUCT, "business": maker})
        self.office.ctl("submit", maker, product)
        self.office.sync()
        self.office.sync()
        return maker, product

    def test_a_submitted_product_is_seen_in_the_gallery(self):
        self.office.pair(self.centre)
        maker, product = self.submit_coffee()
        self.assertEqual(self.office.get(product)["state"], "published")
        status, page = self.centre.get(f"/en/products/{product}")
        self.assertEqual(status, 200)
        self.assertIn("Ground Soputan coffee", page)
        self.assertIn("Kopi Soputan", page)

    def test_a_name_needs_a_consent_and_its_withdrawal_counts_at_once(self):
        self.office.pair(self.centre)
        maker, product = self.submit_coffee()
        pages = [f"/en/businesses/{maker}", f"/en/products/{product}"]
        for page in pages:
            self.assertNotIn("Sarah Wenas", self.centre.get(page)[1])
        consent = {"person": "Sarah Wenas", "role": "owner", "purposes": ["name"], "wording": "Boleh ditampilkan", "language": "id",
                   "given_on": "2026-01-05", "way": "paper", "taken_by": "Dinas"}
        self.office.set(maker, consents={"0199b000-0000-7000-8000-000000000001": consent}, state="submitted")
        self.office.sync(status=(0, 1))
        self.assertIn("Sarah Wenas", self.centre.get(pages[0])[1])
        self.assertNotIn("81200000001", self.centre.get(pages[0])[1])
        self.office.sync(status=(0, 1))
        self.office.ctl("set", maker, '/consents/0199b000-0000-7000-8000-000000000001/withdrawn_on="2026-02-01"')
        self.office.sync(status=(0, 1))
        self.assertNotIn("Sarah Wenas", self.centre.get(pages[0])[1])

    def test_a_draft_is_not_seen(self):
        self.office.pair(self.centre)
        product = self.office.add("product", PRODUCT)
        self.office.sync()
        self.assertEqual(self.centre.get(f"/en/products/{product}")[0], 404)

    def test_markup_is_shown_as_text(self):
        self.office.pair(self.centre)
        maker, _ = self.submit_coffee(name="Kopi <script>alert(1)</script> & \"Co\"")
        page = self.centre.get(f"/en/businesses/{maker}")[1]
        self.assertNotIn("<script>alert", page)
        self.assertIn("&lt;script&gt;", page)

    def test_a_spreadsheet_with_a_bad_row(self):
        sheet = self.folder / "umkm.csv"
        sheet.write_text("Data UMKM Kota Tomohon\n\nNama Usaha;NIB;Provinsi;Kabupaten/Kota;No HP\n"
                         "Kopi Soputan;9120001234567;Sulawesi Utara;Kota Tomohon;0812-0000-0001\n"
                         ";1234567890123;Sulawesi Utara;Kota Tomohon;\n"
                         "Abon Ibu Sarah;9120001234568;Sulawesi Utara;Manado;0812-0000-0002\n", encoding="cp1252")
        dry = json.loads(self.office.ctl("import", sheet, "--dry-run", "--json", status=1))
        self.assertEqual((dry["rows"], dry["created"], len(dry["refused"])), (3, 2, 1))
        self.assertEqual(self.office.list("business"), [])
        real = json.loads(self.office.ctl("import", sheet, "--json", status=1))
        self.assertEqual(real["created"], 2)
        self.assertEqual({row["title"] for row in self.office.list("business")}, {"Kopi Soputan", "Abon Ibu Sarah"})
        again = json.loads(self.office.ctl("import", sheet, "--json", status=1))
        self.assertEqual((again["created"], again["unchanged"]), (0, 2))

    def test_an_export_imported_again_changes_nothing(self):
        maker = self.office.add("business", BUSINESS)
        self.office.add("product", {**PRODUCT, "business": maker, "sku": "=1+1"})
        table = self.folder / "out.csv"
        self.office.ctl("export", table)
        self.assertNotIn("\n=", table.read_text().replace(",=", "\n="))
        report = json.loads(self.office.ctl("import", table, "--json"))
        self.assertEqual((report["created"], report["updated"], report["refused"]), (0, 0, []))

    def test_a_centre_that_dies_loses_nothing_acknowledged(self):
        self.office.pair(self.centre)
        ids = {self.office.add("product", {"name": {"id": f"Pala {i}"}}) for i in range(20)}
        self.office.sync()
        self.centre.stop(signal.SIGKILL)
        self.assertTrue(self.office.fails("sync"))
        self.centre.start()
        other = play.Office(self.folder / "other")
        other.pair(self.centre)
        other.sync()
        self.assertEqual(set(other.documents()), ids)

    def test_another_office_is_not_written_nor_read(self):
        self.centre.admin("office", "add", "ID-MA", "Dinas Maluku")
        self.office.pair(self.centre)
        id = self.office.add("product", PRODUCT)
        self.office.sync()
        maluku = play.Office(self.folder / "maluku", "ID-MA")
        maluku.pair(self.centre, office="ID-MA")
        maluku.sync()
        self.assertEqual(maluku.documents(), {})
        self.assertEqual(self.office.get(id)["name"], PRODUCT["name"])

    def test_wrong_use_and_what_cannot_be(self):
        self.assertIn("etalasectl", self.office.fails("frobnicate", status=2))
        self.office.fails("set", "x", status=2)
        self.office.fails("get", "0199b000-0000-7000-8000-000000000001")
        self.office.fails("add", "product", self.folder / "nowhere.json")
        self.office.fails("sync")
        self.office.fails("pair", self.centre.url, "0000-0000")
        self.office.fails("pair", "http://127.0.0.1:9", "7K3M-9QXT")

    def test_a_portal_is_no_centre(self):
        class Portal(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<h1>Log in to Hotel Wifi</h1>")

            do_POST = do_GET

            def log_message(self, *_):
                pass

        portal = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
        self.addCleanup(portal.server_close)
        threading.Thread(target=portal.serve_forever, daemon=True).start()
        self.addCleanup(portal.shutdown)
        self.office.fails("pair", f"http://127.0.0.1:{portal.server_port}", "7K3M-9QXT")

    def test_a_revoked_device_is_told_so(self):
        self.office.pair(self.centre)
        self.office.sync()
        device = self.centre.admin("device", "list").split()[0]
        self.centre.admin("device", "revoke", device)
        self.assertTrue(self.office.fails("sync"))

    def test_an_identity_number_is_never_stored(self):
        self.office.fails("add", "business", "-")
        refused = play.run(play.os.environ["ETALASECTL"], "--data", self.office.folder, "add", "business", "-", status=3,
                           text=json.dumps({"name": "Kopi", "owner": "Sarah 7171054508850003"}))
        self.assertTrue(refused.stderr.strip())
        self.assertEqual(self.office.list("business"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
