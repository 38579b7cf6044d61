#!/usr/bin/python3
"""A fault that never strikes is told of, if there were rounds enough."""

import sys
import unittest

from fault_table import FAULTS, Strike
from totals import ROUNDS_FOR_ALL, Counts, Totals, percentile


class SmallWorld:
    """A world on files, as far as the table of faults asks for it."""

    engine = "sqlite"

    @staticmethod
    def processes() -> list[str]:
        """All that can be killed."""
        return ["funding"]

    @staticmethod
    def ways() -> list[str]:
        """All that can lose bytes."""
        return ["to-funding"]

    @staticmethod
    def store_ways() -> list[str]:
        """None: there is no database."""
        return []


def rounds(number: int, idle: str) -> Totals:
    """So many, in which all faults struck but one."""
    world = SmallWorld()
    totals = Totals()
    totals.add_world(world)
    for _ in range(number):
        totals.add_round(Counts(), {
            Strike(row, target): row.name != idle for row in FAULTS
            for target in row.targets(world)}, {})
    return totals


class NeverStruck(unittest.TestCase):
    """Of runs that are long enough, and of one that is not."""

    def test_a_fault_that_never_strikes_is_found(self):
        self.assertEqual(rounds(ROUNDS_FOR_ALL, "silence").never_struck(),
                         ["silence"])

    def test_a_fault_that_never_began_is_found(self):
        totals = Totals()
        totals.add_world(SmallWorld())
        for _ in range(ROUNDS_FOR_ALL):
            totals.add_round(Counts(), {}, {})
        self.assertIn("kill", totals.never_struck())

    def test_nothing_is_found_where_all_struck_or_rounds_are_few(self):
        self.assertEqual(rounds(ROUNDS_FOR_ALL, "").never_struck(), [])
        self.assertEqual(rounds(ROUNDS_FOR_ALL - 1, "kill").never_struck(), [])

    def test_percentiles_are_of_what_was_measured(self):
        seconds = [float(number) for number in range(1, 11)]
        self.assertEqual([percentile(seconds, share)
                          for share in (50, 90, 99)], [5, 9, 10])
        self.assertEqual(percentile([0.5], 50), 0.5)


if __name__ == "__main__":
    sys.exit(unittest.main())
