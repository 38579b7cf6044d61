#!/usr/bin/python3
"""Rolling restarts under load: services and gateway are stopped and started,
one after the other, again and again. No call fails for a client that retries,
and what was acknowledged is there once.
"""

import collections
import json
import os
import pathlib
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "e2e"))
# pylint: disable=wrong-import-position
from books import SERVICES, heads, write_receipts  # noqa: E402
from callers import (PAY, RECEIVE, REGISTER, Caller, at_work,  # noqa: E402
                     calling, told)
from county import set_up  # noqa: E402
from export_verifier.decode import decode_frame, unbase64  # noqa: E402
from world import BIN, PORTS, World, run  # noqa: E402

# On each engine; a restart takes some two seconds.
RESTARTS = int(os.environ.get("EPILEDGER_RESTARTS", "20"))
# The method that writes to a service while it is restarted.
WRITES = {"funding": PAY, "supplies": RECEIVE, "readiness": REGISTER}


class Unwatched(World):
    """Without ports of figures, each of which takes two seconds to close."""

    def settings(self, name):
        return {flag: value for flag, value in super().settings(name).items()
                if not flag.startswith("metrics")}


class RollingRestarts(unittest.TestCase):
    """One process each, as a small county has them."""

    def test_no_call_fails_on_sqlite(self):
        self.restart_under_load("sqlite")

    def test_no_call_fails_on_mariadb(self):
        self.restart_under_load("mysql")

    def restart_under_load(self, store: str):
        """Every process in turn, RESTARTS of them all together."""
        self.world = self.enterContext(Unwatched(store))
        set_up(self.world)
        before = heads(self.world)
        with calling(at_work(self.world)) as callers:
            for number in range(RESTARTS):
                name = list(PORTS)[number % len(PORTS)]
                self.world.stop(name)
                self.world.start(name)
        print(f"{store}: {RESTARTS} restarts, {told(callers)}", flush=True)
        # Otherwise nothing was ever in the way of a call.
        self.assertGreater(sum(caller.repeated for caller in callers), 0)
        for service in SERVICES:
            self.expect_each_once(service, callers, before[service])
        for service in SERVICES:
            self.world.stop(service)
            run(BIN / service, "verify", "--store",
                self.world.store_of(service))

    def expect_each_once(self, service: str, callers: list[Caller],
                         before: int):
        """A service's book has what was acknowledged, and no more; the second
        verifier finds each receipt in it.
        """
        receipts = {request: receipt for caller in callers
                    if caller.method == WRITES[service]
                    for request, receipt in caller.receipts.items()}
        self.assertGreater(len(receipts), RESTARTS)
        export = self.world.folder / f"{service}.export"
        self.world.epiledger("auditor", "journal", "export", service, export)
        decided: dict[str, list[int]] = collections.defaultdict(list)
        for line in export.read_text().splitlines():
            if "frame" not in (entry := json.loads(line)):
                continue
            frame = decode_frame(unbase64(entry["frame"]))
            if frame.method.endswith(WRITES[service]) and \
                    frame.sequence > before and frame.code == 0:
                decided[frame.request[1]].append(frame.sequence)
        self.assertEqual(decided, {
            request: [receipt.sequence]
            for request, receipt in receipts.items()})
        file = self.world.folder / f"{service}.receipts"
        write_receipts(file, receipts.values())
        report = run(sys.executable, TESTS / "verify_export.py", export,
                     "--receipts", file)
        self.assertIn(f"{len(receipts)} receipts, 0 lost", report)


if __name__ == "__main__":
    sys.exit(unittest.main())
