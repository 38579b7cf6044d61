#!/usr/bin/python3
"""The sample county before witnesses that share no code with the services:
hledger and tests/verify_export.py, beside the service's own verifier.
"""

import base64
import contextlib
import csv
import io
import json
import pathlib
import re
import sqlite3
import sys
import unittest

from books import SERVICES, accounts, folded
from county import load_sample
from lying_gateway import LyingGateway
from world import BIN, ROOT, World, run

FEN = 100
# Exit code of `epiledger` where something is refused or does not hold.
REFUSED = 1
# What `funding verify` says of a book.
VERIFIED = re.compile(r"^\S+/books/funding: (\d+) entries, (\d+) movements, "
                      r"(\d+) findings$", re.MULTILINE)
# One byte of the county's money, in the tables that keep it: of an entry, of
# its hash, of a balance that is served.
CHANGES = {
    "frame": "UPDATE journal_entry SET frame = flipped(frame, 300) "
             "WHERE sequence = 12",
    "hash": "UPDATE journal_entry SET hash = flipped(hash, 31) "
            "WHERE sequence = 15",
    "balance": "UPDATE ledger_timeline SET balance = balance + 1 "
               "WHERE account = (SELECT account FROM ledger_account "
               "WHERE name = 'paid:d1/1/supplies')",
}


def flipped(data: bytes, at: int) -> bytes:
    """The bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def fen(text: str) -> int:
    """`CNY -1621400.05` in fen."""
    sign, yuan, cents = re.fullmatch(r"CNY (-?)(\d+)\.(\d\d)",
                                     text).groups()
    return (-1 if sign else 1) * (int(yuan) * FEN + int(cents))


def pieces(text: str) -> tuple[str, int]:
    """`"n95" -4600` as unit and pieces."""
    unit, number = re.fullmatch(r'"?([a-z0-9-]+)"? (-?\d+)\.?', text).groups()
    return unit, int(number)


class Witnesses(unittest.TestCase):
    """Everything about one loaded sample county."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        load_sample(cls.world)

    def export(self, book: str, to: str) -> pathlib.Path:
        """A book as the auditor exports it."""
        file = self.world.folder / f"{book}.{to}"
        self.world.epiledger("auditor", "journal", "export", book, file,
                             "--to", to)
        return file

    def hledger_balances(self, book: str) -> dict[str, str]:
        """Each account's balance, after hledger's strict check."""
        file = self.export(book, "hledger")
        run("hledger", "-f", file, "check", "--strict")
        text = run("hledger", "-f", file, "balance", "--flat", "--no-total",
                   "--empty", "--output-format", "csv")
        return {line["account"]: line["balance"]
                for line in csv.DictReader(io.StringIO(text))}

    def test_hledger_has_the_same_balances(self):
        ours = accounts(self.world, "funding")
        self.assertIn("paid:d1/2/supplies", ours)
        theirs = {name: ("CNY", 0 if text == "0" else fen(text))
                  for name, text in self.hledger_balances("funding").items()}
        self.assertEqual(theirs, ours)

    def test_hledger_has_the_same_stock(self):
        ours = accounts(self.world, "supplies")
        theirs = {name: (ours[name][0], 0) if text == "0" else pieces(text)
                  for name, text in self.hledger_balances("supplies").items()}
        self.assertEqual(theirs, ours)

    def verify_export(self, code: int, book: str = "funding",
                      *flags: str) -> str:
        """What tests/verify_export.py says of a book's export."""
        return run(sys.executable, ROOT / "tests/verify_export.py",
                   self.export(book, "export"), *flags, code=code)

    def test_both_verifiers_fold_to_the_same_balances(self):
        for service in SERVICES:
            with self.subTest(service):
                exported = folded(self.verify_export(0, service, "--balances"))
                self.world.stop(service)
                stored = folded(run(BIN / service, "verify", "--balances",
                                    "--store", self.world.store_of(service)))
                self.world.start(service)
                self.assertEqual(stored, exported)
                # Readiness keeps reports, and no accounts.
                self.assertEqual(bool(stored), service != "readiness")

    def test_a_tampered_signature_is_found_by_both(self):
        auditor = self.world.folder / "profiles/auditor"
        self.world.epiledger("auditor", "journal", "verify", "funding")
        with contextlib.closing(LyingGateway(self.world)) as between:
            (self.world.folder / "profiles/deceived").write_text(
                auditor.read_text().replace(self.world.address("gateway"),
                                            between.address))
            said = self.world.epiledger("deceived", "journal", "verify",
                                        "funding", code=REFUSED)
            self.assertIn("signature", said)
            file = self.world.folder / "tampered.export"
            self.world.epiledger("deceived", "journal", "export", "funding",
                                 file, "--to", "export")
        report = run(sys.executable, ROOT / "tests/verify_export.py", file,
                     code=1)
        self.assertIn("signature", report)

    def verify_store(self, code: int) -> tuple[int, ...]:
        """Entries, movements and findings by `funding verify`."""
        text = run(BIN / "funding", "verify", "--store",
                   self.world.store_of("funding"), code=code)
        return tuple(map(int, VERIFIED.search(text).groups()))

    def served_head(self) -> tuple[int, str]:
        """Sequence and hash as the service signs them."""
        head = json.loads(self.world.epiledger(
            "auditor", "journal", "head", "funding", "--format", "json"))
        return int(head["sequence"]), base64.b64decode(head["hash"]).hex()

    def test_both_verifiers_agree_on_the_head(self):
        report = self.verify_export(0)
        entries, movements = map(int, re.search(
            r"up to entry (\d+), (\d+) movements", report).groups())
        exported = (self.world.folder / "funding.export").read_text()
        last = json.loads(exported.splitlines()[-1])["checkpoint"]
        self.assertEqual(self.served_head(), (entries, last["hash"]))
        self.world.stop("funding")
        self.assertEqual(self.verify_store(0), (entries, movements, 0))
        self.assertEqual(self.stored_head(), (entries, last["hash"]))
        self.world.start("funding")

    def database(self) -> pathlib.Path:
        """Funding's book on disk."""
        return self.world.folder / "data/funding/990101-ledger.db"

    def stored_head(self) -> tuple[int, str]:
        """Sequence and hash as they are in the table."""
        with contextlib.closing(sqlite3.connect(self.database())) as store:
            sequence, hash_ = store.execute(
                "SELECT sequence, hash FROM journal_head").fetchone()
        return sequence, hash_.hex()

    def change(self, statement: str) -> None:
        """Tampers with the book while it is not served."""
        with contextlib.closing(sqlite3.connect(self.database())) as store:
            store.create_function("flipped", 2, flipped)
            self.assertGreater(store.execute(statement).rowcount, 0)
            store.commit()

    def test_one_changed_byte_is_found_by_both(self):
        self.world.stop("funding")
        whole = self.database().read_bytes()
        for what, statement in CHANGES.items():
            with self.subTest(what):
                self.change(statement)
                self.assertGreater(self.verify_store(1)[2], 0)
                self.world.start("funding")
                self.assertIn("FAILED", self.verify_export(1))
                self.world.stop("funding")
            self.database().write_bytes(whole)
        self.assertEqual(self.verify_store(0)[2], 0)
        self.world.start("funding")
        self.verify_export(0)


if __name__ == "__main__":
    sys.exit(unittest.main())
