#!/usr/bin/python3
"""Headquarters' overview after EPILEDGER_ENTRIES payments, field by field beside
what SQL adds up, and how soon service and gateway are ready with them.
"""

import concurrent.futures
import os
import shutil
import signal
import sys
import time
import unittest

from county import COUNTY, payment, set_up
from pictures import PARTS, PictureCase
from schema import schema
from world import World, wait_until

ENTRIES = int(os.environ.get("EPILEDGER_ENTRIES", "1000000"))
BATCH, WRITERS, PAYEES = 1_000, 4, 1_000
BATCHES = "FundingService.BatchCreatePayments"
PAY = "FundingService.CreatePayment"
SECONDS, MANY_SECONDS = 10, 60
# Where a request says who it is and who is paid, for what is as long.
ID, PAYEE = b"id-00000000", "示范药房0000".encode()
FEN = (101, 250, 333, 499)
# Before, by PictureCase.
PAID_FEN = 86_123_451


class Million(PictureCase):
    """The county of PictureCase with very many payments."""

    paid: int

    def sheets(self) -> list[bytes]:
        """Requests of one payment each, but for ID and PAYEE."""
        sheets = []
        for document, fen in zip((1, 1, 2, 1), FEN):
            sheets.append(schema().request(PAY, {
                "request_id": ID.decode(), "parent": COUNTY,
                "payment": payment(
                    fen // 100, fen % 100 * 10_000_000, payee=PAYEE.decode(),
                    allocation=f"{COUNTY}/documents/d{document}/allocations/1")
            }).SerializeToString())
        return sheets

    def pay_many(self, sheets: list[bytes], first: int) -> None:
        """One batch, all of it accepted."""
        batch = schema().request(BATCHES, {"parent": COUNTY})
        for number in range(first, first + BATCH):
            batch.requests.add().ParseFromString(
                sheets[number % len(sheets)]
                .replace(ID, b"id-%08d" % number)
                .replace(PAYEE, f"示范药房{number % PAYEES:04d}".encode()))
        answer = self.world.person("finance").call(
            BATCHES, batch.SerializeToString(), seconds=MANY_SECONDS)
        paid = sum(result.HasField("response") for result in answer.results)
        self.assertEqual(paid, BATCH, answer.results[0])

    def ready_after(self, what: str, begin: float) -> None:
        """Waits for the whole picture; says how long it took."""
        wait_until(lambda: self.is_complete(self.paid), MANY_SECONDS)
        print(f"{what} ready with {ENTRIES} entries after "
              f"{time.monotonic() - begin:.2f} s")

    def test_the_picture_after_a_million_entries(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        self.happen()
        wait_until(self.is_complete, SECONDS)
        begin = time.monotonic()
        sheets = self.sheets()
        with concurrent.futures.ThreadPoolExecutor(WRITERS) as writers:
            for done in [writers.submit(self.pay_many, sheets, first)
                         for first in range(0, ENTRIES, BATCH)]:
                done.result()
        print(f"{ENTRIES} payments in {time.monotonic() - begin:.0f} s")
        self.paid = (PAID_FEN + sum(FEN) * ENTRIES // len(FEN)) // 100
        wait_until(lambda: self.is_complete(self.paid), MANY_SECONDS)

        self.world.stop("funding", signal.SIGKILL)
        begin = time.monotonic()
        self.world.start("funding")
        print(f"funding serves after {time.monotonic() - begin:.2f} s")
        # Without what it kept, and with it.
        self.world.stop("gateway", signal.SIGKILL)
        shutil.rmtree(self.world.folder / "data/gateway")
        begin = time.monotonic()
        self.world.start("gateway")
        self.ready_after("a new gateway", begin)
        self.world.stop("gateway")
        begin = time.monotonic()
        self.world.start("gateway")
        self.ready_after("the gateway", begin)
        seen = self.overview()
        for service in PARTS:
            self.world.stop(service)
        self.assertGreater(seen.money.status.read_at.sequence, ENTRIES)
        self.expect_money(seen)
        self.expect_goods(seen)
        self.expect_readiness(seen)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
