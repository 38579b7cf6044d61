#!/usr/bin/python3
"""Rolling restarts under load: services and gateway are stopped and started,
one after the other, again and again. No call fails for a client that retries,
and what was acknowledged is there once.
"""

import os
import pathlib
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "e2e"))
# pylint: disable=wrong-import-position
from acknowledged import VERIFY_SECONDS, compare  # noqa: E402
from books import SERVICES, heads  # noqa: E402
from callers import Caller, at_work, calling, told  # noqa: E402
from county import set_up  # noqa: E402
from world import BIN, PORTS, World, run  # noqa: E402

# On each engine; a restart takes a second.
RESTARTS = int(os.environ.get("EPILEDGER_RESTARTS", "20"))
# So many times eight callers keep all processes busy all the time: each rests
# for as long as a good answer takes.
SHIFTS, REST_SECONDS = 4, 0.005


class RollingRestarts(unittest.TestCase):
    """One process each, as a small county has them, as they are shipped."""

    def test_no_call_fails_on_sqlite(self):
        self.restart_under_load("sqlite")

    def test_no_call_fails_on_mariadb(self):
        self.restart_under_load("mysql")

    def restart_under_load(self, store: str):
        """Every process in turn, RESTARTS of them all together."""
        self.world = self.enterContext(World(store))
        set_up(self.world)
        before = heads(self.world)
        with calling(at_work(self.world, SHIFTS, REST_SECONDS)) as callers:
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
                self.world.store_of(service), seconds=VERIFY_SECONDS)

    def expect_each_once(self, service: str, callers: list[Caller],
                         before: int):
        """A service's book has what was acknowledged, and no more; the second
        verifier finds each receipt in it.
        """
        found = compare(self.world, service, callers, before)
        self.assertGreater(len(found.receipts), RESTARTS)
        self.assertEqual((found.lost, found.doubled, found.unacknowledged),
                         ([], [], []))
        found.expect_receipts()


if __name__ == "__main__":
    sys.exit(unittest.main())
