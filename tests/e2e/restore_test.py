#!/usr/bin/python3
"""A county's books from their exports, in service again: cut where one says, in
the other engine, and followed on. `restore_points_test` has the balances.
"""

import pathlib
import shutil
import sys
import unittest

from books import SERVICES, write_receipts
from county import (ALLOCATION, MASKS, STORE, SUPPLIES, civil, delivery,
                    load_sample, payment, set_up, yuan)
from google.protobuf.message import Message
from world import BIN, COUNTY, ROOT, World, run, wait_until

KINDS = ("", "-access")
SECONDS = 20
# Of an arrival.
SOURCE_LOST = 9
ORDER = f"{COUNTY}/commitments/c1"


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
        """Goods of the order of ten; the entry's number."""
        return self.world.person("people-hospital").write(
            "SuppliesService.CreateMovement", parent=STORE,
            movement=delivery(pieces) | {"origin": {
                "kind": "KIND_COMMITMENT", "line": 1, "commitment": ORDER}}
        ).receipt.sequence

    def expect_arrivals(self, *arrivals: tuple[int, int, int, int]):
        """Soon, of each: pieces, those known before, those accrued, and what is
        wrong.
        """
        wait_until(lambda: [
            (arrival.quantity, arrival.quantity_known,
             arrival.quantity_accrued, arrival.problem)
            for arrival in self.world.person("finance").call(
                "ArrivalService.ListArrivals", {"parent": COUNTY}).arrivals
        ] == list(arrivals), SECONDS)

    def export_supplies(self, name: str) -> pathlib.Path:
        """All of it, in a folder of this name."""
        folder = self.world.folder / name
        folder.mkdir()
        for book in ("supplies", "supplies-access"):
            self.world.epiledger("auditor", "journal", "export", book,
                                 folder / book)
        return folder

    def restore_supplies(self, folder: pathlib.Path, target: str,
                         *arguments: str):
        """Supplies goes on with what is restored."""
        for book in ("supplies", "supplies-access"):
            run(BIN / "supplies", "restore", folder / book, "--store", target,
                *(arguments if book == "supplies" else ()))
        self.world.stop("supplies")
        self.world.moved["supplies"] = target
        self.world.start("supplies")

    def follow(self, target: str):
        """Goes on after the last entry that is still there, and says of each
        that is not.
        """
        set_up(self.world)
        self.world.person("finance").write(
            "CommitmentService.CreateCommitment", parent=COUNTY,
            commitment_id="c1", commitment={
                "allocation": ALLOCATION, "supplier": "示范医疗器械有限公司",
                "commitment_date": civil(-1), "lines": [{
                    "purpose": SUPPLIES, "item": MASKS, "quantity": 10,
                    "amount": yuan(10)}]})
        first = self.receive(1)
        self.expect_arrivals((1, 0, 1, 0))
        self.restore_supplies(self.export_supplies("first"), target)
        self.receive(2)
        self.receive(3)
        self.expect_arrivals((1, 0, 1, 0), (2, 0, 2, 0), (3, 0, 3, 0))
        newest = self.export_supplies("newest")
        self.restore_supplies(newest, f"sqlite:{self.world.folder}/cut",
                              "--until", str(first))
        lost = ((1, 0, 1, 0), (2, 0, 2, SOURCE_LOST), (3, 0, 3, SOURCE_LOST))
        self.expect_arrivals(*lost)
        # What is recorded again, and more, is accrued as far as it was not.
        self.receive(4)
        self.receive(5)
        self.expect_arrivals(*lost, (4, 4, 0, 0), (5, 1, 4, 0))
        # The newest export after all: what was lost is back, what came since is
        # lost.
        self.restore_supplies(newest, f"sqlite:{self.world.folder}/again")
        self.expect_arrivals(*lost, (4, 4, 0, SOURCE_LOST),
                             (5, 1, 4, SOURCE_LOST), (2, 2, 0, 0), (3, 3, 0, 0))
        run(BIN / "funding", "verify", "--store",
            self.stopped_store("funding"))

    def stopped_store(self, name: str) -> str:
        """Of a service that is served no more."""
        self.world.stop(name)
        return self.world.store_of(name)

    def test_from_sqlite_to_mariadb(self):
        self.world = self.enterContext(Moving("sqlite"))
        self.world.start_mariadb()
        self.follow(self.world.mariadb_store("supplies"))

    def test_from_mariadb_to_sqlite(self):
        self.world = self.enterContext(Moving("mysql"))
        self.follow(f"sqlite:{self.world.folder}/restored")


if __name__ == "__main__":
    sys.exit(unittest.main())
