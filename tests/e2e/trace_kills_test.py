#!/usr/bin/python3
"""The story of trace_test while funding and supplies are killed again and again:
it ends with the same figures, and nothing is left unmatched.
"""

import os
import random
import signal
import sys
import time
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tracing import FEN, ORDER, PLACES, Tracing, fen, places_of
from world import World

# Of both services together; some minutes take two hundred.
KILLS = int(os.environ.get("EPILEDGER_TRACE_KILLS", "200"))
SEED = int(os.environ.get("EPILEDGER_TRACE_SEED", "20200201"))
LONGEST_WAIT = 0.25


class TraceKills(unittest.TestCase):
    """One order on SQLite, killed while it is recorded and followed."""

    def test_two_hundred_kills_leave_the_same_end(self):
        world = self.enterContext(World())
        story = Tracing(world)
        story.set_up()
        self.random = random.Random(SEED)
        steps = story.steps()
        with ThreadPoolExecutor(1) as people:
            for number, step in enumerate(steps):
                pause = self.random.uniform(0, 2 * LONGEST_WAIT)
                done = people.submit(self.after, pause, step)
                share = KILLS * (number + 1) // len(steps)
                for _ in range(KILLS * number // len(steps), share):
                    self.kill_one(world)
                done.result()
        trace = story.await_matched(400_000)
        line = trace.lines[0]
        self.assertEqual(places_of(line.goods), PLACES, f"seed {SEED}")
        self.assertEqual((fen(line.money.balance.accrued),
                          line.money.quantity_followed, line.goods.unmatched,
                          line.goods.over_delivered),
                         (FEN, 440_000, 40_000, 40_000), f"seed {SEED}")
        arrivals = world.person("finance").call(
            "ArrivalService.ListArrivals", {"parent": ORDER.rpartition(
                "/commitments/")[0]})
        self.assertEqual([arrival.quantity for arrival in arrivals.arrivals],
                         [150_000, 150_000, 140_000], f"seed {SEED}")

    @staticmethod
    def after(seconds: float, step: Callable[[], None]) -> None:
        """Does it while the services are killed."""
        time.sleep(seconds)
        step()

    def kill_one(self, world: World) -> None:
        """At a moment nobody chose; it comes back."""
        name = self.random.choice(("funding", "supplies"))
        time.sleep(self.random.uniform(0, LONGEST_WAIT))
        world.stop(name, signal.SIGKILL)
        world.start(name)


if __name__ == "__main__":
    sys.exit(unittest.main())
