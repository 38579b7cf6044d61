#!/usr/bin/python3
"""Supplies with a planted bug that shows under faults alone: rounds of these
find it, by what people of stores were told.
"""

import dataclasses
import pathlib
import sys
import unittest

from faulty_world import BIN, FaultyWorld
from rounds import Run, Violated
from totals import Totals

PLANTED = BIN.parent / "test-bin/supplies_planted"
# One that stays hidden for so many rounds is not found.
MOST_ROUNDS = 25


class PlantedWorld(FaultyWorld):
    """Its supplies have a bug of tests/planted/bugs.py."""

    def __init__(self, engine: str, bug: str) -> None:
        super().__init__(engine)
        self._bug = bug

    def _launch(self, name: str, *command: str | pathlib.Path,
                **environment: str) -> None:
        if name == "supplies":
            command = (PLANTED, *command[1:])
            environment["EPILEDGER_PLANTED_BUG"] = self._bug
        super()._launch(name, *command, **environment)


@dataclasses.dataclass(frozen=True)
class Hunt:
    """A bug, the fault it shows under, and what the check says of it: one of
    these, for it depends on who is struck.
    """

    bug: str
    engine: str
    fault: str
    target: str
    findings: tuple[str, ...]


HUNTS = (
    # What was acknowledged, such as a receipt, is forgotten, or is decided anew
    # when it is sent again; or a read that begins then does not show it.
    Hunt("answer_before_commit", "sqlite", "kill", "supplies",
         ("was acknowledged", "and is entry", "was told two things")),
    # A count is posted a second time where the first one's outcome is unknown.
    Hunt("a_lost_commit_is_decided_anew", "mysql", "lose a COMMIT's answer",
         "store-of-supplies", ("and is entry", "has two entries")),
    # Goods are decided upon that are not there.
    Hunt("what_failed_is_believed", "sqlite", "disk full", "supplies",
         ("the model says", "differs from the model", "do not add up")),
)


class PlantedRounds(unittest.TestCase):
    """Each bug of the list."""

    def test_each_is_found(self):
        for hunt in HUNTS:
            with self.subTest(hunt.bug):
                self.hunt(hunt)

    def hunt(self, hunt: Hunt) -> None:
        """Rounds until it is found."""
        with Run(PlantedWorld(hunt.engine, hunt.bug), hunt.bug, Totals(),
                 hunt.fault, hunt.target) as run:
            for number in range(MOST_ROUNDS):
                try:
                    run.round(number)
                except Violated as found:
                    self.assertIn("supplies: ", str(found))
                    self.assertTrue(any(finding in str(found) for finding
                                        in hunt.findings), str(found))
                    print(f"{hunt.bug}: round {number}: {found}"[:800])
                    return
        self.fail("stayed hidden")


if __name__ == "__main__":
    sys.exit(unittest.main())
