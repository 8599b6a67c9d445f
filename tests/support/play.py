# SPDX-License-Identifier: GPL-3.0-or-later
"""Offices and a centre to play with: the real programs, each with a folder of its own.

The programs are named by the environment: ETALASECTL, ETALASE_CENTRE.
"""

import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request


DEADLINE = 4 * float(os.environ.get("ETALASE_TEST_DEADLINE", 30))


class Failed(Exception):
    """A program that ended with another status than the one awaited."""


def run(program, *args, status=0, text=None):
    # Without a session bus there is no keyring: what is played leaves nothing in the user's own.
    alone = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    done = subprocess.run([program, *map(str, args)], input=text or "", capture_output=True, text=True, timeout=DEADLINE, env=alone)
    allowed = status if isinstance(status, tuple) else (status,)
    if done.returncode not in allowed:
        raise Failed(f"{args}: status {done.returncode}, not {status}\n{done.stdout}\n{done.stderr}")
    return done


class Centre:
    """`etalase-centre serve` on a port of its own choice."""

    def __init__(self, folder):
        self.folder, self.process, self.port = folder, None, 0

    def admin(self, *args, status=0):
        return run(os.environ["ETALASE_CENTRE"], "--data", self.folder, *args, status=status).stdout.strip()

    def start(self):
        command = [os.environ["ETALASE_CENTRE"], "--data", str(self.folder), "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line.startswith("listening on http://"):
            raise Failed(f"the centre said {line!r}")
        self.url = line.removeprefix("listening on ")
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
            self.process.stdout.close()
            self.process = None

    def get(self, path, **headers):
        """Status and body of a page or answer; a problem is an answer too."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


class Office:
    """A desk: `etalasectl` on a folder."""

    def __init__(self, folder, office="ID-SA"):
        self.folder = folder
        self.ctl("init", office)

    @classmethod
    def at(cls, folder):
        """The desk in a folder that has one already, or will have."""
        desk = cls.__new__(cls)
        desk.folder = folder
        return desk

    def ctl(self, *args, status=0, text=None):
        return run(os.environ["ETALASECTL"], "--data", self.folder, *args, status=status, text=text).stdout.strip()

    def fails(self, *args, status=3):
        """The one line on standard error."""
        return run(os.environ["ETALASECTL"], "--data", self.folder, *args, status=status).stderr.strip()

    def add(self, kind, doc):
        return self.ctl("add", kind, "-", text=json.dumps(doc))

    def set(self, id, **fields):
        """Fields by pointer, with "__" for a slash: name__en="Coffee"."""
        self.ctl("set", id, *(f"/{path.replace('__', '/')}={json.dumps(value)}" for path, value in fields.items()))

    def get(self, id):
        return json.loads(self.ctl("get", id))

    def list(self, kind, *args):
        return json.loads(self.ctl("list", kind, "--json", *args))

    def documents(self):
        """Everything that the office holds, to be compared with another's."""
        return {row["id"]: self.get(row["id"]) for kind in ("business", "product") for row in self.list(kind)}

    def conflicts(self):
        return json.loads(self.ctl("conflicts", "--json"))

    def pair(self, centre, url=None, role="editor", office="ID-SA"):
        self.ctl("pair", url or centre.url, centre.admin("invite", office, "--role", role))

    def sync(self, status=0):
        return json.loads(self.ctl("sync", "--json", status=status))

    def clone(self, folder):
        shutil.copytree(self.folder, folder)
        return Office.at(folder)


@contextlib.contextmanager
def stage(offices=("ID-SA",)):
    """A centre that runs, with its offices, in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="etalase-") as folder:
        folder = pathlib.Path(folder)
        centre = Centre(folder / "centre")
        for office in offices:
            centre.admin("office", "add", office, f"Dinas {office}")
        centre.start()
        try:
            yield folder, centre
        finally:
            centre.stop()


class BadLink:
    """A proxy that can cut: in trouble, each connection dies after a number of bytes that the seed gives.

    A context manager; `url` stands for the centre's address. It starts calm.
    """

    def __init__(self, centre, seed, most=6000):
        self.random, self.most, self.cutting = random.Random(seed), most, threading.Event()
        self.target = ("127.0.0.1", centre.port)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.close()

    def trouble(self):
        self.cutting.set()

    def calm(self):
        self.cutting.clear()

    def accept(self):
        while True:
            try:
                near, _ = self.server.accept()
                far = socket.create_connection(self.target)
            except OSError:
                return
            limits = [self.random.randint(0, self.most) if self.cutting.is_set() else None for _ in range(2)]
            threading.Thread(target=self.carry, args=(near, far, limits), daemon=True).start()

    def carry(self, near, far, limits):
        with near, far:
            there = threading.Thread(target=self.pump, args=(near, far, limits[0]))
            there.start()
            self.pump(far, near, limits[1])
            there.join()

    @staticmethod
    def pump(source, sink, left):
        """Carries at most `left` bytes, then shuts both ends."""
        with contextlib.suppress(OSError):
            while left is None or left > 0:
                data = source.recv(4096 if left is None else min(4096, left))
                if not data:
                    break
                sink.sendall(data)
                left = None if left is None else left - len(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
