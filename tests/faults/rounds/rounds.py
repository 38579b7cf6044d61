#!/usr/bin/python3
"""Rounds of faults under load; tests/faults/run says how to call it."""

import argparse
import concurrent.futures
import contextlib
import multiprocessing
import pathlib
import random
import shutil
import sys
import tempfile
import time

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import DATABASE, SERVICES, FaultyWorld
from accrual_check import await_accruals, expect_balances
from county_of_faults import bookkeepers, buyers, clerks, make_county, officers
from desks import (Desk, Floor, Known, PaymentDesk, ReportDesk, SheetDesk,
                   resolve)
from fault_table import (FAULTS, LONG_SECONDS, Strike, choose, healing_order,
                         may_end, strikes_files)
from final_check import verify_all
from goods_desks import CountDesk, GoodsDesk, ShipmentDesk
from goods_model import GoodsModel
from history import Case, History
from money_model import MoneyModel
from order_desk import OrderDesk
from picture_check import await_picture, expect_kept, kept
from reader import Reader
from report_model import ReportModel
from round_check import BookCheck
from schema import schema
from totals import Counts, Totals

ROUNDS_OF_A_WORLD = 25
WARM_SECONDS, PERIOD_SECONDS = (0.1, 0.4), (0.3, 1.2)
IDLE_SECONDS, PICTURE_SECONDS = 90, 90
# Of one person sixty calls a minute are refused, and told so; after a long fault
# hundreds may be asked for again, most of which were refused.
RESOLVE_SECONDS = 600
# The gateway writes its file this often while there are changes, and a moment.
SAVE_SECONDS = 2.2
SENT_AGAIN = 20


class Violated(Exception):
    """Something does not hold."""


class Run(contextlib.ExitStack):
    """One world with its people, for some rounds."""

    def __init__(self, world: FaultyWorld, seed: str, totals: Totals,
                 fault: str = "", target: str = "") -> None:
        super().__init__()
        self.world, self.seed = world, seed
        self.fault, self.target = fault, target
        self.totals = totals
        totals.add_world(world)
        # Of the round under way.
        self.strikes: list[Strike] = []

    def __enter__(self) -> "Run":
        self.enter_context(self.world)
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self) -> None:
        make_county(self.world)
        self.world.set_all_ahead()
        self.history = History(self.world.folder)
        self.callback(self.history.close)
        self.floor = Floor()
        auditor = self.world.person("auditor")
        goods = GoodsModel()
        self.callback(goods.close)
        self.checks = [BookCheck(auditor, model) for model in (
            MoneyModel(), goods, ReportModel())]
        known = Known()
        self.desks: dict[str, Desk] = {
            person.name: kind(self.world, person, self.floor, self.history,
                              known, self.seed)
            for kind, people in ((PaymentDesk, officers()),
                                 (SheetDesk, bookkeepers()),
                                 (OrderDesk, buyers()),
                                 (GoodsDesk, clerks("goods")),
                                 (CountDesk, clerks("counts")),
                                 (ShipmentDesk, clerks("shipments")),
                                 (ReportDesk, clerks("reports")))
            for person in people}
        self.reader = Reader(self.world, self.floor, self.history, self.seed)
        self.threads = [*self.desks.values(), self.reader]
        # Python's protobuf makes its classes at their first use, and not safely
        # where two threads do.
        for desk in self.desks.values():
            case = desk.next_case()
            schema().request(case.method, case.fields)
        for thread in self.threads:
            thread.start()
        self.callback(self._end)

    def _end(self) -> None:
        self.floor.end()
        for thread in self.threads:
            thread.join(IDLE_SECONDS)
            thread.close()

    def round(self, number: int) -> None:
        """One period of faults, and what it left; Violated where something
        does not hold.
        """
        chance = random.Random(f"{self.seed}/{number}")
        strikes = self.strikes = choose(self.world, chance, self.fault,
                                         self.target)
        before = set(self.history.cases)
        self.floor.open()
        time.sleep(chance.uniform(*WARM_SECONDS))
        for strike in strikes:
            strike.fault.begin(self.world, strike.target, chance)
        is_long = any(strike.is_long for strike in strikes)
        time.sleep(chance.uniform(*(LONG_SECONDS if is_long
                                    else PERIOD_SECONDS)))
        self._await_files(strikes)
        struck = self._heal(strikes)
        backs = self.world.take_backs(self.world.await_answers())
        self.floor.close(IDLE_SECONDS)
        new = [case for case in self.history.cases.values()
               if case.id not in before]
        counts = self._counts(new)
        self._settle(new, chance)
        findings = self._findings(counts)
        self.totals.add_round(counts, struck, backs)
        self._tell(number, struck, counts, backs)
        if findings:
            raise Violated("\n".join(findings))
        # Of books that hold: whoever follows a wrong one is not to blame.
        self._expect_followed()

    def _findings(self, counts: Counts) -> list[str]:
        reads, counts.failed_reads = self.reader.take()
        counts.reads = len(reads)
        findings = [finding for check in self.checks
                    for finding in check.run(self.history.cases, reads)]
        return findings + [f"a thread ended: {thread.failure!r}"
                           for thread in self.threads if thread.failure]

    def _await_files(self, strikes: list[Strike]) -> None:
        """Until the gateway writes its file, which it does now and then only."""
        give_up = time.monotonic() + SAVE_SECONDS
        for strike in strikes:
            if strike.target != "gateway" or not strikes_files(strike.fault):
                continue
            while time.monotonic() < give_up and not (
                    self.world.has_ended("gateway")
                    or self.world.shims["gateway"].has_struck()):
                time.sleep(0.05)

    def _heal(self, strikes: list[Strike]) -> dict[Strike, bool]:
        """Whether each struck anything."""
        struck = {}
        for strike in sorted(strikes, key=healing_order):
            struck[strike] = strike.fault.end(self.world, strike.target)
        for name in (DATABASE, *SERVICES, "gateway"):
            if name not in self.world.processes() or (
                    not self.world.has_ended(name)):
                continue
            if not may_end(strikes, name):
                raise Violated(f"{name} ended by itself: "
                               f"{self.world.log(name)[-2000:]}")
            self.world.start_again(name)
        return struck

    def _settle(self, new: list[Case], chance: random.Random) -> None:
        """What was left open is asked again, and some of what was not."""
        open_cases = [case for case in new if not case.told]
        decided = [case for case in new if case.told]
        resolve(self.desks, open_cases, RESOLVE_SECONDS)
        resolve(self.desks, chance.sample(
            decided, min(SENT_AGAIN, len(decided))), RESOLVE_SECONDS)
        self.reader.read_all(IDLE_SECONDS)

    def _expect_followed(self) -> None:
        """Headquarters' picture, its file, and what funding accrued are those
        of the books; AssertionError where they do not become so.
        """
        kept(self.world)
        await_picture(self.reader.auditor, self.history, PICTURE_SECONDS)
        await_accruals(self.reader.auditor, self.history.cases,
                       PICTURE_SECONDS)
        if any(strike.target == "gateway" and strikes_files(strike.fault)
               for strike in self.strikes):
            expect_kept(self.world, self.reader.auditor, self.history)

    @staticmethod
    def _counts(new: list[Case]) -> Counts:
        counts = Counts()
        for case in new:
            counts.acknowledged += bool(case.told and not case.told[0].code)
            counts.refused += bool(case.told and case.told[0].code)
            counts.unknown += bool(not case.told and case.unknown)
            counts.undecided += bool(not case.told and not case.unknown)
            counts.late += case.late
        return counts

    def _tell(self, number: int, struck: dict[Strike, bool], counts: Counts,
              backs: dict[str, float]) -> None:
        what = ", ".join(f"{strike}{'' if has_struck else ' (struck nothing)'}"
                         for strike, has_struck in struck.items()) or "quiet"
        again = "".join(f"; {name} answers after {seconds:.1f} s"
                        for name, seconds in backs.items())
        print(f"round {number} {self.world.engine}: {what}: {counts}{again}",
              flush=True)

    def finish(self) -> str:
        """Both verifiers; what they say."""
        expect_balances(self.reader.auditor, self.history.cases)
        return verify_all(self.world, self.history)


def keep(world: FaultyWorld) -> pathlib.Path:
    """Logs and history of a world that failed, where they stay."""
    kept = pathlib.Path(tempfile.mkdtemp(prefix="faults-"))
    shutil.copytree(world.folder / "log", kept / "log")
    for file in world.folder.glob("*.jsonl"):
        shutil.copy(file, kept)
    return kept


def run_world(engine: str, arguments: argparse.Namespace, rounds: range
              ) -> Totals:
    """Some rounds in one world; what they came to."""
    seed, totals = f"{arguments.seed}/{rounds.start}", Totals()
    with Run(FaultyWorld(engine), seed, totals, arguments.fault,
             arguments.target) as run:
        number = rounds.start
        try:
            for number in rounds:
                run.round(number)
            print(run.finish(), flush=True)
        except BaseException as failure:
            struck_by = ", ".join(map(str, run.strikes))
            print(f"FAILED in round {number}, {struck_by}: {failure}\nkept in "
                  f"{keep(run.world)}\nagain: tests/faults/run --seed "
                  f"{arguments.seed} --engine {engine} --first {rounds.start} "
                  f"--rounds {number + 1 - rounds.start}"
                  + f" --fault '{arguments.fault}'" * bool(arguments.fault)
                  + f" --target {arguments.target}" * bool(arguments.target),
                  flush=True)
            raise
    return totals


def run_worlds(arguments: argparse.Namespace) -> Totals:
    """All rounds, in worlds of processes of their own, some beside each other:
    a world waits most of the time. When something does not hold in one, no
    other is begun.
    """
    engines = (["sqlite", "mysql"] if arguments.engine == "both"
               else [arguments.engine])
    last = arguments.first + arguments.rounds
    firsts = range(arguments.first, last, ROUNDS_OF_A_WORLD)
    totals = Totals()
    with concurrent.futures.ProcessPoolExecutor(
            arguments.beside, multiprocessing.get_context("spawn"),
            max_tasks_per_child=1) as lanes:
        worlds = [lanes.submit(
            run_world, engines[number % len(engines)], arguments,
            range(first, min(first + ROUNDS_OF_A_WORLD, last)))
            for number, first in enumerate(firsts)]
        try:
            for world in concurrent.futures.as_completed(worlds):
                totals.merge(world.result())
        except BaseException:
            lanes.shutdown(wait=False, cancel_futures=True)
            raise
    return totals


def main() -> None:
    """See tests/faults/run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20200201)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--engine", choices=("sqlite", "mysql", "both"),
                        default="both")
    parser.add_argument("--beside", type=int, default=1)
    parser.add_argument("--fault", default="",
                        choices=("", *(row.name for row in FAULTS)))
    parser.add_argument("--target", default="")
    arguments = parser.parse_args()
    totals = run_worlds(arguments)
    totals.tell()
    if not arguments.fault and not arguments.target and (
            never := totals.never_struck()):
        sys.exit(f"never struck anything: {', '.join(never)}")


if __name__ == "__main__":
    sys.exit(main())
