#!/usr/bin/python3
"""Services that say nothing: a quiet night shows as fresh, a service that is
connected and silent as stale; and one that was away for EPILEDGER_AWAY_SECONDS,
with the gateway killed meanwhile, leaves a picture that SQL adds up to.
"""

import os
import signal
import sys
import time
import unittest

from county import COUNTY, STORE, delivery, payment, set_up
from google.protobuf.message import Message
from pictures import FRESH, PARTS, STALE, PictureCase
from world import World, wait_until

# A part is stale when its service was last heard of 15 seconds ago.
SECONDS, SAVED_SECONDS, STALE_SECONDS, QUIET_SECONDS = 10, 4, 20, 20
LOOK_SECONDS = 2
AWAY_SECONDS = int(os.environ.get("EPILEDGER_AWAY_SECONDS", "20"))


class Silence(PictureCase):
    """The county of PictureCase on a night on which nobody writes."""

    def setUp(self) -> None:
        self.world = self.enterContext(World())
        set_up(self.world)
        self.happen()
        wait_until(self.is_complete, SECONDS)

    def expect_for(self, seconds: float, states: dict[str, int]) -> None:
        """Looks again and again; each time, the parts show as said."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            seen = self.overview()
            for service, state in states.items():
                status = getattr(seen, PARTS[service]).status
                self.assertEqual(status.state, state, f"{service}: {status}")
            time.sleep(LOOK_SECONDS)

    def expect_same_but_times(self, seen: Message, before: Message) -> None:
        """Nothing was said but that nothing is new."""
        for service, part in PARTS.items():
            now, then = (getattr(one, part).status for one in (seen, before))
            self.assertEqual(now.read_at, then.read_at, service)
            self.assertEqual(now.data_time, then.data_time, service)
            self.assertGreater(now.feed_time.ToMicroseconds(),
                               then.feed_time.ToMicroseconds(), service)
        self.assertEqual(seen.money.summary, before.money.summary)

    def test_a_quiet_night_is_fresh_and_a_silent_feed_is_not(self):
        before = self.overview()
        self.expect_for(QUIET_SECONDS, dict.fromkeys(PARTS, FRESH))
        quiet = self.overview()
        self.expect_same_but_times(quiet, before)
        # Its connections stay, and nothing comes.
        supplies = self.world.process_id("supplies")
        os.kill(supplies, signal.SIGSTOP)
        self.addCleanup(os.kill, supplies, signal.SIGCONT)
        wait_until(lambda: self.state_of("supplies") == STALE, STALE_SECONDS)
        self.expect_for(LOOK_SECONDS, {"funding": FRESH, "readiness": FRESH,
                                       "supplies": STALE})
        silent = self.overview().supplies
        self.assertEqual(silent.status.read_at, quiet.supplies.status.read_at)
        self.assertEqual(silent.shortages, quiet.supplies.shortages)
        os.kill(supplies, signal.SIGCONT)
        wait_until(lambda: self.state_of("supplies") == FRESH, SECONDS)

    def test_a_service_that_was_away_leaves_the_picture_of_the_stores(self):
        # Pictures are written to disk two seconds after a change.
        time.sleep(SAVED_SECONDS)
        self.world.stop("supplies")
        away = time.monotonic()
        self.world.stop("gateway", signal.SIGKILL)
        self.world.start("gateway")
        self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY,
            payment=payment(2_000, 30_000_000))
        wait_until(lambda: self.is_complete(863_234), SECONDS)
        wait_until(lambda: self.state_of("supplies") == STALE, STALE_SECONDS)
        self.expect_for(AWAY_SECONDS - (time.monotonic() - away),
                        {"funding": FRESH, "readiness": FRESH,
                         "supplies": STALE})
        meanwhile = self.overview()
        self.expect_goods(meanwhile)

        self.world.start("supplies")
        written = self.world.person("people-hospital").write(
            "SuppliesService.CreateMovement", parent=STORE,
            movement=delivery(120)).receipt
        wait_until(lambda: self.overview().supplies.status.read_at.sequence
                   >= written.sequence, SECONDS)
        self.expect_for(LOOK_SECONDS, dict.fromkeys(PARTS, FRESH))
        after = self.overview()
        for service in PARTS:
            self.world.stop(service)
        for seen in (meanwhile, after):
            self.expect_money(seen)
            self.expect_readiness(seen)
        self.expect_goods(after)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
