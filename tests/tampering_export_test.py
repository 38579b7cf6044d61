#!/usr/bin/python3
"""Ten thousand random tamperings with a book, by somebody who can write every
file but has no service's key: each is found with the service's public key and
the receipts that clients kept.
"""

import argparse
import copy
import io
import json
import random
import sys
import unittest

import verify_export
from export_verifier.findings import Findings
from sample_export import (DAY, OTHER_KEY, SERVICE_KEY, Book, Entry,
                           public_hex, receipts_of, resource)

PURPOSES = ("any", "supplies", "quarantine")
ENTRIES = 12
options = argparse.Namespace(trials=10_000, seed=None)


def busy_book(dice: random.Random) -> Book:
    """Money in, money out, refusals, a resource; never below zero."""
    book = Book()
    book.add()
    book.add(("source:central", "fund:central", "CNY", DAY, 10_000))
    while len(book.entries) < ENTRIES:
        kind = dice.randrange(4)
        if kind == 0:
            book.refuse(request=(f"clerk-{dice.randrange(3)}",
                                 f"id-{len(book.entries) + 1}"))
        elif kind == 1:
            book.add(event=resource("purpose", f"p{len(book.entries)}", b"\x0a"))
        else:
            book.add(("fund:central", f"alloc:d1/{dice.choice(PURPOSES)}",
                      "CNY", DAY + dice.randrange(9), 1 + dice.randrange(90)))
    return book


class Tamperer:
    """Changes a copy of a book in one way; knows the format by heart."""

    def __init__(self, book: Book, dice: random.Random) -> None:
        self._honest = book
        self._dice = dice

    def tamper(self) -> tuple[str, bytes]:
        """What was done, and the file as it is now."""
        how = self._dice.choice((self._raw, self._rewritten, self._older))
        return how()

    def _at(self) -> int:
        return self._dice.randrange(len(self._honest.entries))

    def _raw(self) -> tuple[str, bytes]:
        """Changes the file's lines and computes nothing."""
        export = self._honest.export()
        lines = export.bytes().splitlines(keepends=True)
        at, other = (self._dice.randrange(len(lines)) for _ in range(2))
        kind = self._dice.choice(("edit", "delete", "insert", "swap",
                                  "truncate", "write over"))
        match kind:
            case "edit":
                line = bytearray(lines[at])
                place = self._dice.randrange(len(line))
                line[place] ^= 1 << self._dice.randrange(8)
                lines[at] = bytes(line)
            case "delete":
                del lines[at]
            case "insert":
                lines.insert(at, lines[other])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "truncate":
                data = b"".join(lines)
                return kind, data[:self._dice.randrange(len(data))]
            case "write over":
                lines[at] = lines[other]
        return f"{kind} line {at + 1}, {other + 1}", b"".join(lines)

    def _rewritten(self) -> tuple[str, bytes]:
        """Changes entries, and hashes and adds up everything after them anew;
        the checkpoint is the old one or is signed with a key of one's own.
        """
        book = copy.deepcopy(self._honest)
        what = self._change(book)
        export = book.export(OTHER_KEY)
        if self._dice.randrange(2):
            export.checkpoint = self._honest.export().checkpoint
            what += ", old checkpoint"
        return f"rewrite: {what}", export.bytes()

    def _change(self, book: Book) -> str:
        at, other = self._at(), self._at()
        entries = book.entries
        kind = self._dice.choice(("edit", "delete", "insert", "swap",
                                  "truncate"))
        match kind:
            case "edit":
                return self._edit(entries[at])
            case "delete":
                del entries[at]
            case "insert":
                entries.insert(at, copy.deepcopy(entries[other]))
            case "swap":
                entries[at], entries[other] = entries[other], entries[at]
            case "truncate":
                del entries[max(1, at):]
        if not entries:
            return "nothing is left" if book.add() else ""
        for number, entry in enumerate(entries, 1):
            entry.sequence = number
        return f"{kind} {at + 1}, {other + 1}"

    def _edit(self, entry: Entry) -> str:
        """One field of an entry."""
        kind = self._dice.choice(("amount", "time", "subject", "id", "method",
                                  "answer"))
        match kind:
            case "amount" if entry.moves:
                source, target, unit, day, amount, *_ = entry.moves[0]
                entry.moves = [(source, target, unit, day, amount + 1)]
            case "time" | "amount":
                entry.record_time += 1
            case "subject":
                entry.request = (entry.request[0] + "x", entry.request[1])
            case "id":
                entry.request = (entry.request[0], entry.request[1] + "x")
            case "method":
                entry.method += "x"
            case "answer":
                entry.metadata += (("note", "x"),)
        return f"{kind} of {entry.sequence}"

    def _older(self) -> tuple[str, bytes]:
        """An honest file of an earlier time, signed by the service then."""
        book = copy.deepcopy(self._honest)
        kept = 1 + self._dice.randrange(len(book.entries) - 1)
        del book.entries[kept:]
        return f"roll back to {kept}", book.export(SERVICE_KEY).bytes()


def findings_in(data: bytes, receipts: list[dict[str, object]]) -> list[str]:
    """What the verifier says, with the service's key and all receipts."""
    findings = Findings()
    export = verify_export.Export(findings, public_hex(SERVICE_KEY))
    export.read(io.BytesIO(data))
    verify_export.Receipts(export, findings).read(
        [json.dumps(receipt).encode() for receipt in receipts])
    return [str(finding) for finding in findings.all]


class Tamperings(unittest.TestCase):
    """Of every kind the tamperer knows."""

    def test_each_is_found(self) -> None:
        seed = options.seed or random.SystemRandom().randrange(2**32)
        dice = random.Random(seed)
        counts: dict[str, int] = {}
        book, trials = busy_book(dice), 0
        honest = book.export()
        self.assertEqual(findings_in(honest.bytes(), receipts_of(book)), [])
        while trials < options.trials:
            what, data = Tamperer(book, dice).tamper()
            if data == honest.bytes():
                continue
            trials += 1
            kind = " ".join(what.split()[:2]).rstrip("0123456789,")
            counts[kind] = counts.get(kind, 0) + 1
            if not findings_in(data, receipts_of(book)):
                self.fail(f"seed {seed}: {what} was not found")
            if trials % 100 == 0:
                book = busy_book(dice)
                honest = book.export()
        print(f"{trials} tamperings with seed {seed}, all found: {counts}")

    def test_an_earlier_file_is_told_by_receipts_alone(self) -> None:
        book = busy_book(random.Random(1))
        older = copy.deepcopy(book)
        del older.entries[-1]
        data = older.export().bytes()
        self.assertEqual(findings_in(data, receipts_of(older)), [])
        self.assertRegex(findings_in(data, receipts_of(book))[0], "truncated")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--seed", type=int)
    parser.parse_known_args(namespace=options)
    sys.exit(unittest.main(argv=sys.argv[:1]))
