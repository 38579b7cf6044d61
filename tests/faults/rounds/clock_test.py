#!/usr/bin/python3
"""Clocks of the world that are set an hour back while somebody waits: pauses
and deadlines are no longer for it.
"""

import pathlib
import sys
import time
import unittest

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import CLOCK_SECONDS, FaultyWorld
from client import Refused
from county import COUNTY, ALLOCATED, payment, set_up
from world import wait_until

# As in outage_test.py; a feed waits four seconds for an answer.
SECONDS, DEADLINE_SECONDS = 8, 8
# A revocation holds everywhere within the minute.
REVOKED_SECONDS = 60


class Clocks(unittest.TestCase):
    """A small county whose clocks begin an hour ahead, so that people's tokens
    are not of a time to come when one is set back.
    """

    def setUp(self) -> None:
        self.world = self.enterContext(FaultyWorld("sqlite"))
        set_up(self.world)
        issued = self.world.person("operator").write(
            "RegisterService.IssueToken", parent=f"{COUNTY}/subjects/s-1")
        self.leaver_token = issued.token.name
        self.world.add_person("leaver", issued.bearer_token)
        self.world.set_all_ahead()
        self.paid = 0
        self.expect_picture_follows()

    def expect_picture_follows(self) -> None:
        """Money is paid, and headquarters sees it."""
        self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY, payment=payment(100))
        self.paid += 100
        wait_until(lambda: self.available() == ALLOCATED - self.paid, SECONDS)

    def available(self) -> int:
        """In headquarters' picture."""
        seen = self.world.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY})
        return seen.money.summary.documents[0].total.available.units

    def test_the_gateway_follows_after_its_clock_was_set_back(self):
        self.world.set_clock("gateway", 0)
        time.sleep(CLOCK_SECONDS)
        self.expect_picture_follows()
        self.expect_picture_follows()

    def test_a_silent_service_is_given_up_after_the_clock_was_set_back(self):
        self.world.set_clock("gateway", 0)
        time.sleep(CLOCK_SECONDS)
        log = len(self.world.log("gateway"))
        self.world.set_way("to-supplies", "silence")
        wait_until(lambda: "gives nothing" in self.world.log("gateway")[log:],
                   DEADLINE_SECONDS)
        self.world.set_way("to-supplies", "pass")
        self.expect_picture_follows()

    def test_a_revocation_holds_after_the_clock_was_set_back(self):
        allocations = ("FundingService.ListAllocations", {"parent": COUNTY})
        person = self.world.person("leaver", at="funding")
        person.call(*allocations)
        self.world.set_clock("funding", 0)
        self.world.person("operator").write(
            "RegisterService.RevokeToken", name=self.leaver_token,
            reason="离岗")

        def is_refused() -> bool:
            try:
                person.call(*allocations)
            except Refused as refused:
                return refused.code == "UNAUTHENTICATED"
            return False
        wait_until(is_refused, REVOKED_SECONDS)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
