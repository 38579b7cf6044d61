#!/usr/bin/python3
"""What people were told is changed here and there; the check finds each lie,
and nothing where nobody lies.
"""

import copy
import dataclasses
import random
import sys
import time
import unittest
from collections.abc import Callable

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import FaultyWorld
from client import Client
from county_of_faults import bookkeepers, make_county, officers
from google.protobuf.message import Message
from desks import Floor, Known, PaymentDesk, SheetDesk
from history import Case, History
from money_model import MoneyModel
from reader import Read, read_accounts
from round_check import BookCheck

PAYMENTS = 12
Lie = Callable[[list[Case], list[Read]], None]


def told(case: Case, **changes: object) -> None:
    """Changes what a case was told."""
    case.told[0] = dataclasses.replace(case.told[0], **changes)


def unsent(cases: list[Case]) -> None:
    """Nobody sent the third."""
    del cases[2]


def one_more(cases: list[Case]) -> None:
    """Somebody was told of a payment that is another's entry."""
    cases.append(dataclasses.replace(copy.deepcopy(cases[3]), id="lost"))


def swapped(cases: list[Case]) -> None:
    """The last was answered before the first was asked."""
    cases[-1].ended = cases[0].began - 1


def told_twice(cases: list[Case]) -> None:
    """A repetition was answered otherwise."""
    cases[1].told.append(dataclasses.replace(cases[1].told[0], hash="00"))


# What the finding says, and the lie it is for.
LIES: dict[str, Lie] = {
    "nobody sent it": lambda cases, reads: unsent(cases),
    "is not there": lambda cases, reads: one_more(cases),
    "was never decided": lambda cases, reads: cases[4].told.clear(),
    "was told two things": lambda cases, reads: told_twice(cases),
    "and is entry": lambda cases, reads: told(cases[5], hash="00"),
    "the model says": lambda cases, reads: told(cases[6], figures={"fen": 1}),
    "was answered before": lambda cases, reads: swapped(cases),
    "is a repetition": lambda cases, reads: setattr(
        cases[7], "first_replayed", True),
    "was acknowledged before it began": lambda cases, reads: reads.append(
        dataclasses.replace(reads[0], least=reads[0].sequence + 1)),
    "differs from the model": lambda cases, reads: reads.append(
        dataclasses.replace(reads[0], figures={"paid:d1/1/supplies": 1})),
    "do not add up": lambda cases, reads: reads.append(
        dataclasses.replace(reads[0], residues={"CNY": 1})),
    "which is not there": lambda cases, reads: reads.append(
        dataclasses.replace(reads[0], sequence=reads[0].sequence + 1)),
}


class TwoUnderOneId:
    """The auditor's answers from a book that took one id twice."""

    def __init__(self, auditor: Client) -> None:
        self._auditor = auditor

    def call(self, method: str, fields: dict, seconds: float = 5) -> Message:
        """As the service answers, but for the fifth entry's id."""
        answer = self._auditor.call(method, fields, seconds)
        if method == "JournalService.ListEntries":
            answer.entries[4].request_id = answer.entries[3].request_id
        return answer


class RoundCheck(unittest.TestCase):
    """Some payments, alone and by the sheet, in a county of its own."""

    def test_every_lie_is_found(self):
        world = self.enterContext(FaultyWorld("sqlite"))
        make_county(world)
        auditor = world.person("auditor")
        checks = {lie: BookCheck(auditor, MoneyModel())
                  for lie in ("", *LIES)}
        checks["has two entries"] = BookCheck(TwoUnderOneId(auditor),
                                              MoneyModel())
        history = History(world.folder)
        desk = PaymentDesk(world, officers()[0], Floor(), history, Known(), "")
        desk.random = random.Random(1)
        for _ in range(PAYMENTS):
            self.assertIn(desk.send(desk.next_case()), ("ok", "refused"))
            time.sleep(0.01)
        desk.close()
        sheet = SheetDesk(world, bookkeepers()[0], Floor(), history, Known(),
                          "")
        sheet.work()
        sheet.close()
        self.assertGreater(len(history.cases), PAYMENTS + 1)
        self.assertTrue(all(case.told for case in history.cases.values()))
        reads = [read_accounts(auditor, "funding", history.head("funding"))]
        for lie, check in checks.items():
            with self.subTest(lie):
                cases = copy.deepcopy(list(history.cases.values()))
                seen = list(reads)
                LIES.get(lie, lambda cases, reads: None)(cases, seen)
                findings = check.run({case.id: case for case in cases}, seen)
                self.assertEqual(bool(findings), bool(lie), findings)
                self.assertIn(lie, "".join(findings))
        history.close()


if __name__ == "__main__":
    sys.exit(unittest.main())
