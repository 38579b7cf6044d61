#!/usr/bin/python3
"""What is exported is what was served, account by account: from either engine
into either, cut at any entry, and while others write.
"""

import pathlib
import shutil
import subprocess
import sys
import unittest
from collections.abc import Iterator

from books import SERVICES, accounts, folded, write_receipts
from callers import at_work, calling
from client import Client, new_id
from county import (MASKS, OTHER_HOSPITAL, STORE, count, delivery, load_sample,
                    payment, report, set_up)
from world import BIN, COUNTY, ENVIRONMENT, ROOT, World, run

KINDS = ("", "-access")
# Exit code of a service's command that did not do it.
FAILED = 1
# More than a page of an export has.
MANY = 2_500
BATCH = 500
EXPORTS = 3
Balances = dict[str, tuple[str, int]]


class Stores:
    """Empty ones to restore into, in either engine, of a world's machine."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._made = 0

    def sqlite(self, service: str) -> str:
        """A new folder."""
        self._made += 1
        return f"sqlite:{self._world.folder}/made/{service}-{self._made}"

    def mysql(self, service: str) -> str:
        """A schema beside the service's own, emptied."""
        name = f"restored_{service}"
        self.ask(f"DROP SCHEMA IF EXISTS {name}; CREATE SCHEMA {name} "
                 f"CHARACTER SET utf8mb4; GRANT ALL ON {name}.* TO "
                 f"{service}@localhost;")
        return self._world.mariadb_store(service).replace(
            f"/{service}?", f"/{name}?")

    def ask(self, statements: str) -> None:
        """As root of the private server."""
        subprocess.run(["mariadb", "--no-defaults", "--user=root",
                        f"--socket={self._world.folder}/mariadb/socket"],
                       input=statements, text=True, check=True, timeout=60,
                       env=ENVIRONMENT)


def served(auditor: Client, book: str, sequence: int) -> Balances:
    """Every account that had moved by an entry, as the service tells it."""
    found: Balances = {}
    request = {"book": f"{COUNTY}/books/{book}", "page_size": 1000,
               "as_of": {"sequence": sequence}}
    while True:
        page = auditor.call("JournalService.ListAccounts", request)
        found |= {line.account: (line.unit, line.balance)
                  for line in page.accounts}
        if not page.next_page_token:
            return found
        request["page_token"] = page.next_page_token


class Points(unittest.TestCase):
    """With a county of its own, in the engine that a test names."""

    def begin(self, store: str) -> None:
        self.world = self.enterContext(World(store))
        if store == "sqlite":
            self.world.start_mariadb()
        self.stores = Stores(self.world)
        (self.world.folder / "made").mkdir()

    def export(self, book: str) -> pathlib.Path:
        """A book as it is now."""
        file = self.world.folder / f"{book}.export"
        file.unlink(missing_ok=True)
        self.world.epiledger("auditor", "journal", "export", book, file)
        return file

    def head(self, book: str) -> int:
        return self.world.person("auditor").call(
            "JournalService.GetCheckpoint",
            {"book": f"{COUNTY}/books/{book}"}).sequence

    def restored(self, service: str, store: str, *arguments: str) -> Balances:
        """What the verifier adds up of the ledger that is now in a store, and
        finds whole.
        """
        run(BIN / service, "restore", self.world.folder / f"{service}.export",
            "--store", store, *arguments)
        return folded(run(BIN / service, "verify", "--balances", "--store",
                          store))

    def expect_the_same_in_both_engines(self):
        """Of all services, both books and every account."""
        load_sample(self.world)
        for service in SERVICES:
            for kind in KINDS:
                self.export(service + kind)
            exported = folded(run(
                sys.executable, ROOT / "tests/verify_export.py",
                self.world.folder / f"{service}.export", "--balances"))
            self.assertEqual(accounts(self.world, service), exported)
            for store in (self.stores.sqlite(service),
                          self.stores.mysql(service)):
                run(BIN / service, "restore",
                    self.world.folder / f"{service}-access.export", "--store",
                    store)
                self.assertEqual(self.restored(service, store), exported)
                # Nothing is written over.
                run(BIN / service, "restore",
                    self.world.folder / f"{service}.export", "--store", store,
                    code=FAILED)

    def test_sqlite_into_either(self):
        self.begin("sqlite")
        self.expect_the_same_in_both_engines()

    def test_mariadb_into_either(self):
        self.begin("mysql")
        self.expect_the_same_in_both_engines()

    def live(self):
        """A small county's first days: payments, goods, counts, reports, and
        what was refused.
        """
        set_up(self.world)
        finance = self.world.person("finance")
        hospital = self.world.person("people-hospital")
        pay = "FundingService.CreatePayment"
        paid = [finance.write(pay, parent=COUNTY, payment=payment(units))
                for units in (100, 250, 75)]
        finance.refusal(pay, {"request_id": new_id(), "parent": COUNTY,
                              "payment": payment(10**9)})
        finance.write("ReversalService.ReverseEntry", parent=COUNTY,
                      sequence=paid[1].receipt.sequence, reason="重复支付")
        for pieces in (500, 200):
            hospital.write("SuppliesService.CreateMovement", parent=STORE,
                           movement=delivery(pieces))
        hospital.write("SuppliesService.CreateCount", parent=STORE,
                       count=count(610))
        hospital.refusal("SuppliesService.CreateMovement", {
            "request_id": new_id(), "parent": STORE, "movement":
                delivery(1) | {"kind": "KIND_ISSUE", "lines": [
                    {"item": MASKS, "quantity": {"pieces": 10**6}}]}})
        for person, facility in (("people-hospital", STORE[:-len(
                "/stores/main")]), ("tcm-hospital", OTHER_HOSPITAL)):
            self.world.person(person).write("ReadinessService.SubmitReport",
                                            parent=facility, report=report())

    def cuts(self, service: str) -> Iterator[tuple[str, int]]:
        """Every entry in the county's engine, the ends and the middle in the
        other one.
        """
        head = self.head(service)
        self.assertGreaterEqual(head, 5)
        for sequence in range(1, head + 1):
            yield self.engine, sequence
        for sequence in {1, head // 2, head - 1}:
            yield self.other, sequence

    def expect_every_cut_to_be_as_it_was(self, engine: str, other: str):
        """Restored up to an entry, every account has what the service itself
        says that it had then.
        """
        self.engine, self.other = engine, other
        self.begin(engine)
        self.live()
        auditor = self.world.person("auditor")
        for service in SERVICES:
            self.export(service)
            for where, sequence in self.cuts(service):
                with self.subTest(f"{service}, {sequence}, into {where}"):
                    store = getattr(self.stores, where)(service)
                    self.assertEqual(
                        self.restored(service, store, "--until",
                                      str(sequence)),
                        served(auditor, service, sequence))
            shutil.rmtree(self.world.folder / "made")
            (self.world.folder / "made").mkdir()

    def test_every_cut_of_sqlite(self):
        self.expect_every_cut_to_be_as_it_was("sqlite", "mysql")

    def test_every_cut_of_mariadb(self):
        self.expect_every_cut_to_be_as_it_was("mysql", "sqlite")

    def pay_much(self):
        """So that an export takes several pages."""
        for _ in range(MANY // BATCH):
            self.world.person("finance").call(
                "FundingService.BatchCreatePayments", {
                    "parent": COUNTY, "requests": [{
                        "request_id": new_id(), "parent": COUNTY,
                        "payment": payment(1)} for _ in range(BATCH)]})

    def expect_exports_of_one_moment(self, store: str):
        """Each is whole, has all that was acknowledged before it began, and
        restored has every balance of the entry it ends with.
        """
        self.begin(store)
        set_up(self.world)
        self.pay_much()
        heads = []
        with calling(at_work(self.world)) as working:
            for _ in range(EXPORTS):
                receipts = [receipt for caller in working
                            for receipt in list(caller.receipts.values())]
                heads.append({service: self.export_among_others(
                    service, receipts) for service in SERVICES})
        for service in SERVICES:
            grown = [of_all[service] for of_all in heads]
            self.assertEqual(grown, sorted(set(grown)), service)

    def export_among_others(self, service: str, receipts) -> int:
        """The entry that the export ends with."""
        file, told = self.export(service), self.world.folder / "receipts"
        write_receipts(told, [receipt for receipt in receipts if receipt.book ==
                              f"{COUNTY}/books/{service}"])
        exported = folded(run(
            sys.executable, ROOT / "tests/verify_export.py", file,
            "--receipts", told, "--balances"))
        lines = file.read_text().splitlines()
        sequence = sum(line.startswith('{"sequence"') for line in lines)
        self.assertEqual(exported, served(self.world.person("auditor"),
                                          service, sequence))
        self.assertEqual(self.restored(service, self.stores.sqlite(service)),
                         exported)
        return sequence

    def test_others_write_to_sqlite_meanwhile(self):
        self.expect_exports_of_one_moment("sqlite")

    def test_others_write_to_mariadb_meanwhile(self):
        self.expect_exports_of_one_moment("mysql")


if __name__ == "__main__":
    sys.exit(unittest.main())
