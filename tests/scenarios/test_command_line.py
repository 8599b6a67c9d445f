# SPDX-License-Identifier: GPL-3.0-or-later
"""What `etalasectl` says to a stranger: one line that helps, and the right status."""

import pathlib
import struct
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import play


def draw(path, side=600):
    """A plain grey PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xb0" * side) * side
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="etalase-")))
        self.desk = play.Office(self.folder / "desk")

    def assert_line(self, line, *parts):
        self.assertEqual(line.count("\n"), 0, line)
        for part in parts:
            self.assertIn(part, line)

    def test_wrong_use_is_one_line(self):
        self.assert_line(self.desk.fails("frobnicate", status=2), "frobnicate")
        self.assert_line(self.desk.fails("--frobnicate", status=2), "--frobnicate")
        self.assert_line(self.desk.fails("add", "conflict", status=2), "conflict")

    def test_submit_names_the_field(self):
        id = self.desk.add("business", {"name": "Kopi"})
        self.assert_line(self.desk.fails("submit", id), "Kopi", "Legal form:")
        self.desk.ctl("rm", id)
        for command in (["submit", id], ["photo", "add", id, "/dev/null"], ["set", id, "/name=1"]):
            self.assert_line(self.desk.fails(*command), "trash")

    def take_photo(self):
        """A business with a photo; the files of the sent copy and its preview."""
        id = self.desk.add("business", {"name": "Kopi"})
        photo = self.folder / "photo.png"
        draw(photo)
        self.desk.ctl("photo", "add", id, photo)
        return id, photo, sorted((self.desk.folder / "photos" / "sent").glob("*/*"))

    def test_check_finds_damage(self):
        _, _, files = self.take_photo()
        self.assertEqual(len(files), 2)
        self.desk.ctl("check")
        for file in files:
            whole = file.read_bytes()
            file.chmod(0o600)
            file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
            self.assertIn(file.name, self.desk.ctl("check", status=1))
            file.unlink()
            self.assertIn(file.name, self.desk.ctl("check", status=1))
            file.write_bytes(whole)
        self.desk.ctl("check")

    def test_a_mistyped_folder_is_no_centre(self):
        centre = play.Centre(self.folder / "typo")
        for command in (["check"], ["invite", "ID-SA"], ["device", "list"]):
            centre.admin(*command, status=3)
        self.assertFalse(centre.folder.exists())

    def test_identity_number_in_a_name(self):
        id, photo, _ = self.take_photo()
        card = photo.rename(self.folder / "ktp_7171014508900001.png")
        self.assert_line(self.desk.fails("photo", "add", id, card), "NIK")


    def test_a_document_has_an_end(self):
        self.assert_line(self.desk.fails("add", "product", "/dev/zero"), "8 MB")
        self.assert_line(self.desk.fails("add", "product", self.folder / "none.json"), "none.json")
        self.assertEqual(self.desk.list("product"), [])

    def test_an_office_is_named(self):
        other = play.Office.at(self.folder / "other")
        self.assert_line(other.fails("init", "  ", status=2), "ID-SA")
        self.assertFalse(other.folder.exists())

    def test_sync_says_what_is_left(self):
        _, _, files = self.take_photo()
        with play.stage() as (_, centre):
            self.desk.pair(centre)
            for file in files:
                file.unlink()
            complaints = self.desk.fails("sync", status=1).splitlines()
            self.assertEqual({line.split(": ")[1] for line in complaints}, {file.stem for file in files})


if __name__ == "__main__":
    unittest.main()
