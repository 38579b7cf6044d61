#!/usr/bin/python3
"""Headquarters' overview, field by field beside what SQL adds up from the three
services' stores, also after the gateway was killed while they are down.
"""

import signal
import sys
import time
import unittest

from county import set_up
from pictures import PARTS, STALE, PictureCase
from world import World, wait_until

# A part is stale when its service was last heard of 15 seconds ago.
SECONDS, SAVED_SECONDS, STALE_SECONDS = 10, 4, 20


class Picture(PictureCase):
    """The county of PictureCase, seen by a gateway that is killed."""

    def test_the_picture_is_what_the_stores_add_up_to(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        self.happen()
        wait_until(self.is_complete, SECONDS)
        seen = self.overview()
        # Pictures are written to disk two seconds after a change.
        time.sleep(SAVED_SECONDS)
        for service in PARTS:
            self.world.stop(service)
        self.world.stop("gateway", signal.SIGKILL)
        self.expect_money(seen)
        self.expect_goods(seen)
        self.expect_readiness(seen)

        self.world.start("gateway")
        wait_until(lambda: all(
            getattr(self.overview(), part).status.state == STALE
            for part in PARTS.values()), STALE_SECONDS)
        again = self.overview()
        for part in PARTS.values():
            kept, shown = getattr(seen, part), getattr(again, part)
            self.assertEqual(shown.status.read_at, kept.status.read_at, part)
        self.assertEqual(again.money.summary, seen.money.summary)
        self.expect_goods(again)
        self.expect_readiness(again)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
