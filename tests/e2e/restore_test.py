#!/usr/bin/python3
"""A county's books from their exports: in the other engine with the same
balances, and in service again, cut where one says.
"""

import pathlib
import shutil
import sys
import unittest

from books import SERVICES, folded, write_receipts
from county import STORE, delivery, load_sample, payment, set_up
from google.protobuf.message import Message
from world import BIN, COUNTY, ROOT, World, run, wait_until

KINDS = ("", "-access")
SECONDS = 20
# Exit code of a service's command that did not do it.
FAILED = 1


class Restore(unittest.TestCase):
    """The sample county, exported by its auditor while it is served."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        load_sample(cls.world)
        cls.files = {book: cls.export(book) for service in SERVICES
                     for book in (service + kind for kind in KINDS)}

    @classmethod
    def export(cls, book: str) -> pathlib.Path:
        """A book as it is now."""
        file = cls.world.folder / f"{book}.export"
        file.unlink(missing_ok=True)
        cls.world.epiledger("auditor", "journal", "export", book, file)
        return file

    def restore(self, service: str, store: str, *arguments: str) -> str:
        """Both books of a service."""
        return "".join(run(BIN / service, "restore", self.files[service + kind],
                           "--store", store, *(arguments if not kind else ()))
                       for kind in KINDS)

    def balances(self, service: str, store: str) -> dict[str, tuple[str, int]]:
        """What the verifier adds up; it finds nothing wrong."""
        return folded(run(BIN / service, "verify", "--balances", "--store",
                          store))

    def test_either_engine_has_the_balances_of_the_other(self):
        self.world.start_mariadb()
        for service in SERVICES:
            exported = folded(run(sys.executable, ROOT /
                                  "tests/verify_export.py",
                                  self.files[service], "--balances"))
            for store in (f"sqlite:{self.world.folder}/restored-{service}",
                          self.world.mariadb_store(service)):
                self.assertIn("0 left out", self.restore(service, store))
                self.assertEqual(self.balances(service, store), exported)
                run(BIN / service, "restore", self.files[service], "--store",
                    store, code=FAILED)

    def pay(self) -> Message:
        """What is answered to a payment of one yuan."""
        return self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY,
            payment=payment(1, allocation=f"{COUNTY}/documents/d1/allocations/"
                                          "2"))

    def overview(self) -> Message:
        """What headquarters sees of the money."""
        return self.world.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY}).money

    def test_a_service_goes_on_where_it_was_cut(self):
        self.pay()
        kept = self.world.person("auditor").call(
            "JournalService.GetCheckpoint", {"book": f"{COUNTY}/books/funding"})
        paid = self.overview().summary.total.paid.units
        lost = self.pay()
        wait_until(lambda: self.overview().summary.total.paid.units == paid + 1,
                   SECONDS)
        self.files["funding"] = self.export("funding")
        self.world.stop("funding")
        data = self.world.folder / "data/funding"
        shutil.move(data, data.with_name("before"))
        self.restore("funding", f"sqlite:{data}", "--until",
                     str(kept.sequence), "--public-key",
                     kept.public_key.hex())
        self.world.start("funding")
        self.world.person("auditor").refusal(
            "FundingService.GetPayment", {"name": lost.payment.name})
        self.assertNotEqual(self.pay().payment.name, lost.payment.name)
        wait_until(lambda: self.overview().summary.total.paid.units == paid + 1,
                   SECONDS)
        self.expect_lost_by_restore(kept, lost.receipt)

    def expect_lost_by_restore(self, *receipts: Message):
        """The receipt of what was cut away says so, and is no tampering."""
        file = self.world.folder / "receipts"
        write_receipts(file, receipts)
        report = run(sys.executable, ROOT / "tests/verify_export.py",
                     self.export("funding"), "--receipts", file)
        self.assertIn("2 receipts, 1 lost", report)


class Moving(World):
    """Where a service's books may move to another store."""

    def __init__(self, store: str) -> None:
        super().__init__(store)
        self.moved: dict[str, str] = {}

    def store_of(self, name: str) -> str:
        return self.moved.get(name) or super().store_of(name)


class Followed(unittest.TestCase):
    """Funding follows supplies, whose books are restored elsewhere."""

    def receive(self, pieces: int) -> int:
        """Goods of an order that nobody recorded; the entry's number."""
        return self.world.person("people-hospital").write(
            "SuppliesService.CreateMovement", parent=STORE,
            movement=delivery(pieces) | {"origin": {
                "kind": "KIND_COMMITMENT", "line": 1,
                "commitment": f"{COUNTY}/commitments/c404"}}).receipt.sequence

    def seen(self) -> list[int]:
        """How many pieces of each arrival funding knows of."""
        return [arrival.quantity for arrival in self.world.person(
            "finance").call("ArrivalService.ListArrivals",
                            {"parent": COUNTY}).arrivals]

    def restore_supplies(self, target: str, *arguments: str):
        """All of it is exported, and supplies goes on with what is restored."""
        for book in ("supplies", "supplies-access"):
            file = self.world.folder / f"{book}.export"
            file.unlink(missing_ok=True)
            self.world.epiledger("auditor", "journal", "export", book, file)
            run(BIN / "supplies", "restore", file, "--store", target,
                *(arguments if book == "supplies" else ()))
        self.world.stop("supplies")
        self.world.moved["supplies"] = target
        self.world.start("supplies")

    def follow(self, target: str):
        """Goes on where all is there; stops where what was followed is not."""
        set_up(self.world)
        first = self.receive(1)
        wait_until(lambda: self.seen() == [1], SECONDS)
        self.restore_supplies(target)
        self.receive(2)
        wait_until(lambda: self.seen() == [1, 2], SECONDS)
        self.restore_supplies(f"sqlite:{self.world.folder}/cut", "--until",
                              str(first))
        wait_until(lambda: "restored to before entry" in
                   self.world.log("funding"), SECONDS)
        self.assertEqual(self.seen(), [1, 2])

    def test_from_sqlite_to_mariadb(self):
        self.world = self.enterContext(Moving("sqlite"))
        self.world.start_mariadb()
        self.follow(self.world.mariadb_store("supplies"))

    def test_from_mariadb_to_sqlite(self):
        self.world = self.enterContext(Moving("mysql"))
        self.follow(f"sqlite:{self.world.folder}/restored")


if __name__ == "__main__":
    sys.exit(unittest.main())
