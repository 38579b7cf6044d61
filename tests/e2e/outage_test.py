#!/usr/bin/python3
"""A service stops: headquarters keeps its last figures, and sees their age."""

import signal
import sys
import time
import unittest

from client import new_id
from county import (ALLOCATED, HOSPITAL, STORE, count, payment, report, set_up)
from google.protobuf.message import Message
from world import COUNTY, World, wait_until

FRESH, STALE = 1, 2
# A part is stale when its service was last heard of 15 seconds ago.
STALE_SECONDS, SECONDS = 20, 8


class Outage(unittest.TestCase):
    """Supplies stops, and comes back."""

    def overview(self) -> Message:
        """What headquarters sees."""
        return self.world.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY})

    def free(self) -> list[int]:
        """How many masks headquarters sees."""
        return [item.free for item in self.overview().supplies.items]

    def expect_last_picture(self, before: Message, stopped: float):
        """The figures and their times are those from before the stop."""
        supplies = self.overview().supplies
        self.assertEqual(supplies.items, before.items)
        self.assertEqual(supplies.shortages, before.shortages)
        for part in ("read_at", "data_time"):
            self.assertEqual(getattr(supplies.status, part),
                             getattr(before.status, part), part)
        heard = supplies.status.feed_time.ToMicroseconds() / 1e6
        self.assertLess(heard, stopped + 1)
        self.assertGreater(heard, stopped - 10)

    def expect_others_to_work(self):
        """Money goes on, and is seen; supplies says that it is away."""
        self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY, payment=payment(100))
        wait_until(lambda: self.overview().money.summary.documents[0].total
                   .available.units == ALLOCATED - 100, SECONDS)
        money = self.overview().money.status
        self.assertEqual(money.state, FRESH)
        refused = self.world.person("people-hospital").refusal(
            "SuppliesService.CreateCount", {
                "request_id": new_id(), "parent": STORE, "count": count(1)})
        self.assertEqual((refused.code, refused.reason),
                         ("UNAVAILABLE", "SERVICE_UNAVAILABLE"))
        self.assertEqual(refused.metadata["service"], "supplies")
        self.assertTrue(refused.retry)
        self.assertIsNone(refused.receipt)

    def restart_gateway(self, how: signal.Signals):
        """It knows of supplies only what it kept."""
        self.world.stop("gateway", how)
        self.world.start("gateway")

    def test_last_figures_stay_and_come_back_fresh(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        hospital = self.world.person("people-hospital")
        hospital.write("SuppliesService.CreateCount", parent=STORE,
                       count=count(4_600))
        hospital.write("ReadinessService.SubmitReport", parent=HOSPITAL,
                       report=report())
        wait_until(lambda: self.free() == [4_600], SECONDS)
        before = self.overview().supplies
        self.assertEqual(before.status.state, FRESH)

        self.world.stop("supplies")
        stopped = time.time()
        self.expect_last_picture(before, stopped)
        self.expect_others_to_work()
        self.restart_gateway(signal.SIGTERM)
        self.expect_last_picture(before, stopped)
        wait_until(lambda: self.overview().supplies.status.state == STALE,
                   STALE_SECONDS)
        self.restart_gateway(signal.SIGKILL)
        self.expect_last_picture(before, stopped)
        status = self.overview()
        self.assertEqual(status.supplies.status.state, STALE)
        self.assertEqual(status.readiness.status.state, FRESH)

        self.world.start("supplies")
        wait_until(lambda: self.overview().supplies.status.state == FRESH,
                   SECONDS)
        self.world.person("people-hospital").write(
            "SuppliesService.CreateCount", parent=STORE, count=count(4_000))
        wait_until(lambda: self.free() == [4_000], SECONDS)


if __name__ == "__main__":
    sys.exit(unittest.main())
