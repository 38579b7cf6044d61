#!/usr/bin/python3
"""Five hundred watch the county while finance pays, each on a connection of
their own: all see the last payment, and the gateway stays small.
EPILEDGER_HOSPITALS makes the county larger, each hospital with a hundred items.
"""

import os
import subprocess
import sys
import time
import unittest

from county import COUNTY, payment, set_up
from google.protobuf.message import Message
from large_county import enlarge
from world import BIN, DIE_WITH_ME, World, peak_mebibytes, wait_until

HOSPITALS, ITEMS = int(os.environ.get("EPILEDGER_HOSPITALS", "0")), 100
WATCHERS, PAYMENTS, MOST_MEBIBYTES = 500, 60, 200
SECONDS, PAUSE_SECONDS = 120, 0.05


class Watchers(unittest.TestCase):
    """A gateway with many open streams."""

    def pay(self) -> int:
        """One yuan; says the point in the book."""
        return self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY,
            payment=payment(1)).receipt.sequence

    def overview(self) -> Message:
        """As headquarters sees it."""
        return self.world.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY})

    def is_complete(self) -> bool:
        """Whether money and all facilities are seen."""
        seen = self.overview()
        return (seen.money.status.read_at.sequence > 1 and
                len(seen.readiness.summary.facilities) == HOSPITALS + 2)

    def watch(self) -> subprocess.Popen[str]:
        """Begins to; they do as little work of their own as there can be."""
        watching = self.enterContext(subprocess.Popen(
            [*DIE_WITH_ME, BIN.parent / "test-bin/many_watchers",
             self.world.address("gateway"), self.world.pki / "ca.pem",
             self.world.folder / "tokens/headquarters.token", "990101",
             str(WATCHERS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        self.addCleanup(watching.kill)
        self.assertEqual(watching.stdout.readline(), "watching\n")
        return watching

    def test_all_see_the_last_payment(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        if HOSPITALS:
            enlarge(self.world, HOSPITALS, ITEMS)
        wait_until(self.is_complete, SECONDS)
        watching = self.watch()
        for _ in range(PAYMENTS):
            last = self.pay()
            time.sleep(PAUSE_SECONDS)
        paid = time.monotonic()
        self.assertEqual(watching.communicate(f"{last}\n", SECONDS)[0],
                         "seen\n")
        peak = peak_mebibytes(self.world.process_id("gateway"))
        print(f"{self.overview().ByteSize() // 1000} kB, seen by all "
              f"{time.monotonic() - paid:.1f} s after the last payment; "
              f"gateway {peak} MiB")
        self.assertLess(peak, MOST_MEBIBYTES)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
