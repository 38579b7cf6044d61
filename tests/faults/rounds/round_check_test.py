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
from county_of_faults import bookkeepers, clerks, make_county, officers
from google.protobuf.message import Message
from desks import Floor, Known, PaymentDesk, SheetDesk
from goods_desks import CountDesk, GoodsDesk, ShipmentDesk
from goods_model import WORDS, GoodsModel
from goods_reads import VIEWS
from history import Case, History
from money_model import MoneyModel
from reader import Read, read_accounts, read_goods
from round_check import BookCheck, Place, head_of

PAYMENTS = 12
# Of each person of a store, at most.
MOST_TURNS = 60
# What tells figures.
STEPS = ("CreateMovement", "CreateCount", "CreateShipmentReceipt")
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
    "had seen": lambda cases, reads: reads.append(
        dataclasses.replace(reads[0], seen=reads[0].sequence + 1)),
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
    """Some payments, alone and by the sheet, and the work of some stores, each
    in a county of its own.
    """

    def test_every_lie_about_money_is_found(self):
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

    def test_every_lie_about_goods_is_found(self):
        world = self.enterContext(FaultyWorld("sqlite"))
        make_county(world)
        auditor = world.person("auditor")
        before = head_of(auditor, "supplies")
        history = History(world.folder)
        self.keep_stores(world, history)
        history.close()
        reads = read_goods(auditor, history.head("supplies"), VIEWS)
        self.assertTrue(all(read.figures for read in reads))
        self.expect(auditor, before, history.cases, reads, "")
        for method in STEPS:
            with self.subTest(method):
                lies = copy.deepcopy(history.cases)
                case = next(case for case in lies.values()
                            if case.method.endswith(method)
                            and case.told[0].figures)
                told(case, figures=case.told[0].figures | {"n95 use": 1_000})
                self.expect(auditor, before, lies, reads, "the model says")
        for number, read in enumerate(reads):
            with self.subTest(read.view):
                lies = list(reads)
                lies[number] = dataclasses.replace(
                    read, figures=read.figures | {"1 state": 1})
                self.expect(auditor, before, history.cases, lies,
                            "differs from the model")

    def keep_stores(self, world: FaultyWorld, history: History) -> None:
        """Until every step was accepted and told of something."""
        known, floor = Known(), Floor()
        desks = [kind(world, person, floor, history, known, "stores")
                 for kind, work in ((GoodsDesk, "goods"), (CountDesk, "counts"),
                                    (ShipmentDesk, "shipments"))
                 for person in clerks(work)]
        for desk in desks:
            self.addCleanup(desk.close)
        for _ in range(MOST_TURNS):
            for desk in desks:
                self.assertIn(desk.send(desk.next_case()), ("ok", "refused"))
            done = {case.method.partition(".")[2]
                    for case in history.cases.values() if not case.told[0].code}
            if done >= set(WORDS):
                return
        self.fail(f"never accepted: {set(WORDS) - done}")

    def expect(self, auditor: Client, before: Place, cases: dict[str, Case],
               reads: list[Read], finding: str) -> None:
        """What the check finds from there on; nothing where it is empty."""
        keeper = GoodsModel()
        check = BookCheck(auditor, keeper, before)
        findings = check.run(cases, list(reads))
        keeper.close()
        self.assertEqual(bool(findings), bool(finding), findings)
        self.assertIn(finding, "".join(findings))


if __name__ == "__main__":
    sys.exit(unittest.main())
