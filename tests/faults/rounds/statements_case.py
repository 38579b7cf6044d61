"""A county in which people write one after the other while single statements,
commands and writes to the disk fail; see statements_test.py.
"""

import collections
import sys
import time
import unittest

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import SERVICES, FaultyWorld
from county_of_faults import make_county
from desks import Floor
from final_check import verify_all
from goods_model import GoodsModel
from history import Case, History
from money_model import MoneyModel
from reader import Reader
from report_model import ReportModel
from round_check import BookCheck
from store_tables import tables_of
from write_kinds import Kind, Office

ENGINES = ("sqlite", "mysql")
# The first argument; the rest is unittest's.
ENGINE = sys.argv.pop(1) if sys.argv[1:2] and sys.argv[1] in ENGINES else (
    "sqlite")
SECONDS, READ_SECONDS = 60, 20
# What leaves a write open.
OPEN = {"undecided", "unknown"}


class StatementsCase(unittest.TestCase):
    """Each test leaves a book that agrees with all that people were told, with
    the models, and with both verifiers.
    """

    @classmethod
    def setUpClass(cls) -> None:
        cls.world = cls.enterClassContext(FaultyWorld(ENGINE))
        make_county(cls.world)
        cls.history = History(cls.world.folder)
        cls.addClassCleanup(cls.history.close)
        cls.reader = Reader(cls.world, Floor(), cls.history, "statements")
        cls.addClassCleanup(cls.reader.close)
        goods = GoodsModel()
        cls.addClassCleanup(goods.close)
        cls.checks = [BookCheck(cls.reader.auditor, model) for model in (
            MoneyModel(), goods, ReportModel())]
        cls.office = Office(cls.world, cls.history)
        cls.addClassCleanup(cls.office.close)
        cls.tables = {}
        for service in SERVICES:
            cls.tables[service] = tables_of(cls.world, service)
            cls.addClassCleanup(cls.tables[service].close)
        cls.kinds = cls.office.kinds()
        cls.office.prepare()
        for kind in cls.kinds:
            # The first of a kind opens accounts that later ones find.
            cls.office.send(kind.make())
        # How often what was struck, by place.
        cls.struck = collections.Counter[tuple[str, str]]()

    @classmethod
    def tearDownClass(cls) -> None:
        for (what, where), times in sorted(cls.struck.items()):
            print(f"{ENGINE}: {what}: {where}: {times}")
        print(f"{ENGINE}: {sum(cls.struck.values())} struck", flush=True)

    def tearDown(self) -> None:
        """What was left open is decided now, once, and all of it agrees."""
        self.world.await_answers()
        self.settle([case for case in self.history.cases.values()
                     if not case.told])
        self.reader.read_all(READ_SECONDS)
        reads, _ = self.reader.take()
        for check in self.checks:
            self.assertEqual(check.run(self.history.cases, reads), [])
        print(verify_all(self.world, self.history), flush=True)

    def settle(self, cases: list[Case]) -> None:
        """Each is sent again under its id until it is decided, once."""
        give_up = time.monotonic() + SECONDS
        by_person = collections.defaultdict(list)
        for case in cases:
            by_person[case.person].append(case)
        for asked in by_person.values():
            while OPEN & set(self.office.send(asked)):
                self.assertLess(time.monotonic(), give_up, asked[0])
                time.sleep(0.05)
        for case in cases:
            self.assertEqual(len(case.told), 1, case)

    def touched(self, kind: Kind) -> set[str]:
        """The tables that one of a kind changes, by what is in them."""
        cases, tables = kind.make(), self.tables[kind.service]
        before = tables.digests()
        self.assertEqual(set(self.office.send(cases)), {kind.answer},
                         kind.name)
        after = tables.digests()
        return {name for name in before if before[name] != after[name]}
