#!/usr/bin/python3
"""Every statement of every kind of write is failed in turn, and every moment
around its COMMIT: it was not written at all, or is found once when it is sent
again, with the answer of the model, and both verifiers agree.

Its argument is the engine, sqlite or mysql.
"""

import signal
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import DATABASE, SERVICES
from shim_control import FAIL, KILL_AFTER, KILL_BEFORE, SYNCS, WRITES
from statements_case import ENGINE, OPEN, SECONDS, StatementsCase
from store_tables import MOMENTS
from world import wait_until
from write_kinds import JOURNAL, Kind

# So many batches that nobody disturbs, and the next one trusts the head it
# knows: it sends all it has in one packet. See decision 9.
UNDISTURBED = 9
# More than a write makes; whoever gets there does not end.
MOST_COMMANDS, MOST_WRITES = 100, 2_000
# Of each service a kind whose process ends at its syncs; of the first kind, at
# each of its writes.
KILLED = ("payment", "count", "report")


class EachStatement(StatementsCase):
    """Triggers fail what changes a table."""

    def test_each_statement_fails(self):
        for kind in self.kinds:
            touched = self.touched(kind)
            with self.subTest(kind.name):
                self.assertLessEqual(kind.touches, touched)
                for table in sorted(touched):
                    struck = sum(self.fails(kind, table, moment)
                                 for moment in MOMENTS)
                    # Before its statement and behind it, at least.
                    self.assertGreaterEqual(struck, 2, table)
                    self.struck[f"statement of a {kind.name}", table] += struck

    def fails(self, kind: Kind, table: str, moment: tuple[str, str]) -> bool:
        """Whether such a statement was failed; nothing is there then, and all
        of it once afterwards.
        """
        cases, tables = kind.make(), self.tables[kind.service]
        before = tables.digests()
        tables.fail(table, moment)
        try:
            answers = set(self.office.send(cases))
        finally:
            tables.spare()
        if answers == {kind.answer}:
            return False
        self.assertLessEqual(answers, OPEN)
        self.assertEqual(tables.digests(), before, f"{table} {moment}")
        self.settle(cases)
        for case in cases:
            self.assertFalse(case.first_replayed)
            self.assertEqual(case.told[0].code == 0, kind.answer == "ok")
        return True


class MariadbMoments(StatementsCase):
    """Ways to the database lose what is said, or somebody ends amid it."""

    def strike(self, kind: Kind, mode: str, count: int) -> bool:
        """Whether the way to the database struck."""
        cases, way = kind.make(), f"store-of-{kind.service}"
        self.world.set_way(way, mode, count)
        self.office.send(cases)
        has_struck = self.world.set_way(way, "pass") > 0
        self.settle(cases)
        return has_struck

    def be_undisturbed(self, kind: Kind) -> None:
        """The next write of the service is one packet."""
        cheap = next(one for one in self.kinds if one.service == kind.service)
        for _ in range(UNDISTURBED):
            self.office.send(cheap.make())

    def test_each_commit_is_lost(self):
        for kind in self.kinds:
            for mode in ("write-request", "write-answer"):
                # Behind a question for the head, and as one packet.
                for is_alone in (False, True):
                    with self.subTest(f"{kind.name} {mode} {is_alone}"):
                        if is_alone:
                            self.be_undisturbed(kind)
                        self.assertTrue(self.strike(kind, mode, 1))
                        self.struck[f"{mode} of a COMMIT", kind.name] += 1

    def test_each_command_is_lost(self):
        for kind in self.kinds:
            for mode in ("step-request", "step-answer"):
                with self.subTest(f"{kind.name} {mode}"):
                    number = 1
                    while self.strike(kind, mode, number):
                        number += 1
                        self.assertLess(number, MOST_COMMANDS)
                    self.assertGreater(number, 1)
                    self.struck[f"{mode} of a command", kind.name] += (
                        number - 1)

    def test_a_service_ends_before_its_commit_is_answered(self):
        for kind in self.kinds:
            with self.subTest(kind.name), ThreadPoolExecutor(1) as person:
                cases, way = kind.make(), f"store-of-{kind.service}"
                self.world.set_way(way, "write-hold", 1)
                sent = person.submit(self.office.send, cases)
                wait_until(lambda held=way: self.world.struck_by(held), SECONDS)
                self.world.stop(kind.service, signal.SIGKILL)
                self.world.set_way(way, "pass")
                self.world.start_again(kind.service)
                sent.result()
                self.world.await_answers()
                self.settle(cases)
                self.struck["ended at a COMMIT", kind.name] += 1

    def test_somebody_ends_amid_each_statement(self):
        for service in SERVICES:
            ended: set[str] = set()
            for kind in [one for one in self.kinds if one.service == service]:
                for table in sorted(self.touched(kind) - ended):
                    ended.add(table)
                    with self.subTest(f"{kind.name} {table}"):
                        self.ends_amid(kind, table, service)
                        self.ends_amid(kind, table, DATABASE)
            self.assertLessEqual(JOURNAL | {"ledger_resource"}, ended)

    def ends_amid(self, kind: Kind, table: str, name: str) -> None:
        """A process is killed while a statement of the write waits."""
        cases, tables = kind.make(), self.tables[kind.service]
        tables.delay(table, ("BEFORE", "UPDATE" if table == "journal_head"
                             else "INSERT"))
        with ThreadPoolExecutor(1) as person:
            sent = person.submit(self.office.send, cases)
            wait_until(tables.is_delayed, SECONDS)
            if name == DATABASE:
                for others in self.tables.values():
                    others.close()
            self.world.stop(name, signal.SIGKILL)
            self.world.start_again(name)
            sent.result()
        tables.spare()
        self.world.await_answers()
        self.settle(cases)
        self.struck[f"{name} ended amid a statement", table] += 1


class SqliteMoments(StatementsCase):
    """Writes and syncs of a service's files fail, or it ends at one."""

    def strike(self, kind: Kind, how: int, counted: int, number: int) -> bool:
        """Whether the write came to its so-manieth such call."""
        cases, shim = kind.make(), self.world.shims[kind.service]
        shim.strike_at(number, how, counted)
        self.office.send(cases)
        shim.spare()
        has_struck = shim.has_struck()
        if has_struck and how != FAIL:
            wait_until(lambda: self.world.has_ended(kind.service), SECONDS)
            self.world.start_again(kind.service)
            self.world.await_answers()
        shim.heal()
        self.settle(cases)
        return has_struck

    def strike_all(self, kind: Kind, how: int, counted: int, what: str
                   ) -> None:
        """Each until the write has no more."""
        with self.subTest(f"{kind.name} {what}"):
            number = 1
            while self.strike(kind, how, counted, number):
                number += 1
                self.assertLess(number, MOST_WRITES)
            self.assertGreater(number, 1)
            self.struck[what, kind.name] += number - 1

    def test_each_write_and_each_sync_fails(self):
        for kind in self.kinds:
            self.strike_all(kind, FAIL, WRITES, "write fails")
            self.strike_all(kind, FAIL, SYNCS, "sync fails")

    def test_a_service_ends_at_each_write_and_sync(self):
        for kind in [one for one in self.kinds if one.name in KILLED]:
            is_first = kind.name == KILLED[0]
            self.strike_all(kind, KILL_BEFORE,
                            WRITES | SYNCS if is_first else SYNCS,
                            "ends before a write or sync")
            self.strike_all(kind, KILL_AFTER, SYNCS, "ends after a sync")


MOMENTS_OF = {"mysql": MariadbMoments, "sqlite": SqliteMoments}


def load_tests(loader: unittest.TestLoader, *_: object) -> unittest.TestSuite:
    """Those of the engine."""
    return unittest.TestSuite(loader.loadTestsFromTestCase(case)
                              for case in (EachStatement, MOMENTS_OF[ENGINE]))


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
