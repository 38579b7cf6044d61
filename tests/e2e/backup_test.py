#!/usr/bin/python3
"""Services that back themselves up, with their certificates and no token: whole,
told to the service, and no more than that.
"""

import os
import shutil
import subprocess
import sys
import unittest

from books import SERVICES
from county import load_sample
from world import (BIN, ENVIRONMENT, ROOT, World, run, variable, wait_until)

# A service looks for backups every quarter of a minute.
LOOKED = 40
SECONDS = 60
COUNTY_ID = "990101"


class Unattended(unittest.TestCase):
    """A county whose people are all gone."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        load_sample(cls.world)
        # Nobody's token is there any more, nor who reads it.
        for name in ("tokens", "profiles"):
            shutil.rmtree(cls.world.folder / name)

    def setUp(self):
        self.kept = self.world.folder / self.id().rpartition(".")[2]
        self.kept.mkdir()

    def back_up(self, service: str,
                **settings: str) -> subprocess.CompletedProcess[str]:
        """As its unit does: with the service's settings as variables."""
        own = {variable(flag): str(value) for flag, value in
               self.world.settings(service).items()}
        return subprocess.run(
            [ROOT / "deploy/backup", "--service", service, "--keep", self.kept],
            text=True, capture_output=True, check=False, timeout=SECONDS,
            env=ENVIRONMENT | own | {
                "EPILEDGER_COUNTIES": COUNTY_ID,
                "HOME": str(self.world.folder),
                "PATH": f"{BIN}:{os.environ['PATH']}"} | settings)

    def age(self, service: str) -> float:
        """Of the oldest entry that no backup has."""
        line = next(line for line in self.world.figures(service).splitlines()
                    if line.startswith("epiledger_backup_age_seconds "))
        return float(line.split()[1])

    def test_each_service_keeps_both_of_its_books(self):
        for service in SERVICES:
            done = self.back_up(service)
            self.assertEqual(done.returncode, 0, done.stderr)
        files = sorted(self.kept.iterdir())
        self.assertEqual(
            [file.name.rpartition("-")[0] for file in files],
            sorted(f"{COUNTY_ID}-{service}{kind}" for service in SERVICES
                   for kind in ("", "-access")))
        for file in files:
            self.assertIn("ok: ", run(
                sys.executable, ROOT / "tests/verify_export.py", file))
        for service in SERVICES:
            wait_until(lambda name=service: self.age(name) == 0, LOOKED)

    def test_it_is_the_service_itself_and_nobody_else(self):
        """`edge` is nobody, and the gateway reads no balances."""
        for identity, reason in (("edge", "TOKEN_REQUIRED"),
                                 ("gateway", "PEER_NOT_ALLOWED")):
            own = self.world.pki / "services" / identity
            done = self.back_up(
                "funding", EPILEDGER_TLS_CERTIFICATE=str(
                    own / "certificate.pem"),
                EPILEDGER_TLS_KEY=str(own / "key.pem"))
            self.assertEqual(done.returncode, 1)
            self.assertIn(reason, done.stderr)
            self.assertEqual(list(self.kept.iterdir()), [])

    def test_what_is_missing_is_named(self):
        for settings, text in (
                ({"EPILEDGER_COUNTIES": ""}, "EPILEDGER_COUNTIES is not set"),
                ({"EPILEDGER_BACKUPS": "/nowhere"},
                 "there is no directory /nowhere"),
                ({"PATH": "/usr/bin:/bin"}, "install epiledger-client"),
                ({"EPILEDGER_COUNTIES": "990199"},
                 "counties/990199/books/funding was not exported")):
            with self.subTest(text):
                done = self.back_up("funding", **settings)
                self.assertEqual(done.returncode, 1)
                self.assertIn(text, done.stderr)
        self.assertEqual(list(self.kept.iterdir()), [])


if __name__ == "__main__":
    sys.exit(unittest.main())
