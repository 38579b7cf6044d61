#!/usr/bin/python3
"""Verifies an exported book: chain, ledger, balances, checkpoint, receipts.

Written from docs/reference/journal-format.md alone and sharing no code with
the services, so that an error in them cannot hide itself here. The checks and
their names follow that page. Needs Python 3.11 and python3-cryptography.

Exit codes: 0 all holds, 1 there are findings, 2 wrong usage.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519

from export_verifier.chain import Chain
from export_verifier.decode import Malformed, unbase64, unhex
from export_verifier.findings import (FILE_END, FILE_START, MAX_PRINTED,
                                      Findings)
from export_verifier.ledger import Ledger

FORMAT = "epiledger-export-1"
KINDS = ("ledger", "access")
# The members of each kind of line, told apart by the first, and their order.
LINES: dict[str, dict[str, type]] = {
    "format": {"format": str, "book": str, "service": str, "county": str,
               "kind": str, "incarnation": str},
    "sequence": {"sequence": int, "hash": str, "frame": str},
    "account": {"account": str, "unit": str, "balance": int},
    "checkpoint": {"checkpoint": dict},
}
STAGES = list(LINES)
RECEIPT = {"book": str, "incarnation": str, "sequence": int, "hash": str,
           "record_time": int}
CHECKPOINT = RECEIPT | {"key_id": str, "public_key": str, "signature": str}


def shaped(value: Any, members: dict[str, type]) -> bool:
    """Whether an object has these members in this order, and no other."""
    return (type(value) is dict and list(value) == list(members) and
            all(type(value[name]) is kind for name, kind in members.items()))


def parse_line(raw: bytes) -> tuple[str, dict[str, Any]]:
    """One line of an export: its kind, named by its first member, and it."""
    try:
        text = raw.decode()
        value = json.loads(text)
        compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError) as error:
        raise Malformed("not a line of JSON in UTF-8") from error
    kind = next(iter(value), "") if type(value) is dict else ""
    if kind not in LINES or not shaped(value, LINES[kind]):
        raise Malformed("not a line of an export")
    if compact + "\n" != text:
        raise Malformed("not in the one spelling an export has")
    return kind, value


class Export:
    """An export file, read line by line."""

    def __init__(self, findings: Findings, trusted_key: str | None) -> None:
        self._findings = findings
        self._trusted_key = trusted_key
        self._header: dict[str, Any] = {}
        self._served: dict[str, tuple[str, int]] = {}
        self._stage = ""
        self.chain = Chain(("", "", ""), findings)
        self.ledger = Ledger(findings)

    @property
    def book(self) -> str:
        """The book's resource name."""
        return self._header.get("book", "")

    def read(self, lines: Iterable[bytes]) -> None:
        """Checks everything; without a header nothing can be checked."""
        take = {"format": self._begin, "sequence": self._entry,
                "account": self._account, "checkpoint": self._checkpoint}
        for number, raw in enumerate(lines, 1):
            try:
                kind, value = parse_line(raw)
                self._enter(kind)
                take[kind](value)
            except ValueError as error:
                self._findings.add(self._where(), f"line {number}: {error}")
            if not self._header:
                return
        if self._stage != "checkpoint":
            self._findings.add(FILE_END, "the file is cut short: no checkpoint")
        if self.chain.last.sequence == 0:
            self._findings.add(FILE_END, "the book has no entry, and so no "
                               "genesis")
        self.ledger.check_limits()
        self._compare_balances()

    def _where(self) -> int:
        places = {"": FILE_START, "format": FILE_START,
                  "sequence": self.chain.last.sequence}
        return places.get(self._stage, FILE_END)

    def _enter(self, kind: str) -> None:
        """Header, entries, accounts, checkpoint: in this order only."""
        again = kind == self._stage and kind in ("format", "checkpoint")
        back = self._stage and STAGES.index(kind) < STAGES.index(self._stage)
        if again or back or not (self._stage or kind == "format"):
            raise Malformed(f"{kind!r} has no place here")
        self._stage = kind

    def _begin(self, value: dict[str, Any]) -> None:
        if value["format"] != FORMAT or value["kind"] not in KINDS:
            raise Malformed(f"not an export of format {FORMAT!r}")
        self._header = value
        service, county, kind = value["service"], value["county"], value["kind"]
        self.chain = Chain((service, county, kind), self._findings)
        suffix = "" if kind == "ledger" else "-" + kind
        if self.book != f"counties/{county}/books/{service}{suffix}":
            raise Malformed(f"book {self.book!r} is not what its parts say")
        unhex(value["incarnation"], 16)

    def _entry(self, value: dict[str, Any]) -> None:
        data, stated = unbase64(value["frame"]), unhex(value["hash"], 32)
        effects = self.chain.append(value["sequence"], stated, data)
        self.ledger.apply(value["sequence"], effects.movements)
        if effects.reverses:
            self.ledger.check_reversal(value["sequence"], effects.reverses)

    def _account(self, value: dict[str, Any]) -> None:
        account = value["account"]
        if account <= next(reversed(self._served), ""):
            raise Malformed(f"account {account!r} is not in ascending order")
        self._served[account] = (value["unit"], value["balance"])

    def _compare_balances(self) -> None:
        """What was served live must be what the journal folds to."""
        folded = {account: (self.ledger.units[account], balance)
                  for account, balance in self.ledger.balances.items()}
        for account in sorted(folded.keys() | self._served.keys()):
            live, fold = self._served.get(account), folded.get(account)
            if live != fold:
                self._findings.add(
                    FILE_END, f"account {account!r}: served {describe(live)}, "
                    f"the journal says {describe(fold)}")

    def _checkpoint(self, value: dict[str, Any]) -> None:
        stated, last = value["checkpoint"], self.chain.last
        if not shaped(stated, CHECKPOINT):
            raise Malformed("not a checkpoint")
        incarnation = last.incarnation.hex() or self._header["incarnation"]
        if self._header["incarnation"] != incarnation:
            self._findings.add(FILE_END, "header has an incarnation that is not "
                               f"the last entry's, {incarnation}")
        expected = {"book": self.book, "incarnation": incarnation,
                    "sequence": last.sequence, "hash": last.hash.hex(),
                    "record_time": last.record_time}
        for name, present in expected.items():
            if stated[name] != present:
                self._findings.add(FILE_END, f"checkpoint has {name} "
                                   f"{stated[name]!r}, the journal {present!r}")
        for fault in signature_faults(stated, self._trusted_key):
            self._findings.add(FILE_END, fault)


def describe(balance: tuple[str, int] | None) -> str:
    """A balance for people."""
    return "nothing" if balance is None else f"{balance[1]} {balance[0]!r}"


def signature_faults(stated: dict[str, Any], trusted: str | None) -> Iterator[str]:
    """Whether the checkpoint is signed, and by whom."""
    public_key = unhex(stated["public_key"], 32)
    if trusted not in (None, stated["public_key"]):
        yield f"checkpoint is signed with another key, {stated['public_key']}"
    if stated["key_id"] != hashlib.sha256(public_key).digest()[:8].hex():
        yield "checkpoint has a key id that is not its key's"
    text = "".join(f"{line}\n" for line in (
        "epiledger checkpoint v1", *(stated[name] for name in (
            "book", "incarnation", "sequence", "hash", "record_time"))))
    key = ed25519.Ed25519PublicKey.from_public_bytes(public_key)
    try:
        key.verify(unhex(stated["signature"], 64), text.encode())
    except InvalidSignature:
        yield "checkpoint has a wrong signature"


class Receipts:
    """What the clients kept, held against the chain."""

    def __init__(self, export: Export, findings: Findings) -> None:
        self._chain, self._book = export.chain, export.book
        self._findings = findings
        self.checked = 0
        self.lost: list[str] = []

    def read(self, lines: Iterable[bytes]) -> None:
        """Checks every receipt of the book; those of others are passed over."""
        for number, raw in enumerate(lines, 1):
            try:
                receipt = json.loads(raw)
                if not isinstance(receipt, dict) or not all(
                        type(receipt.get(name)) is kind
                        for name, kind in RECEIPT.items()):
                    raise Malformed("not a receipt")
                if receipt["book"] == self._book:
                    self.checked += 1
                    self._check(receipt, f"receipt {number}")
            except (ValueError, RecursionError) as error:
                self._findings.add(FILE_END, f"receipt {number}: {error}")

    def _check(self, receipt: dict[str, Any], name: str) -> None:
        incarnation = unhex(receipt["incarnation"], 16)
        sequence, hash_ = receipt["sequence"], unhex(receipt["hash"], 32)
        present = incarnation == self._chain.last.incarnation
        cut = (self._chain.last.sequence if present
               else self._chain.cuts.get(incarnation))
        if cut is None:
            self._findings.add(FILE_END, f"{name}: the book has no incarnation "
                               f"{receipt['incarnation']}: replaced, or restored "
                               "more than once")
        elif sequence > cut and present:
            self._findings.add(FILE_END, f"{name}: entry {sequence} is gone, the "
                               f"book ends at {cut}: truncated")
        elif sequence > cut:
            self.lost.append(f"{name}: entry {sequence} was lost by restore, "
                             f"its incarnation was cut at {cut}")
        elif self._chain.entries.get(sequence) != (hash_, receipt["record_time"]):
            self._findings.add(FILE_END, f"{name}: entry {sequence} is not the "
                               "one acknowledged: rewritten")


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """The command line; wrong usage ends with exit code 2."""
    parser = argparse.ArgumentParser(
        description="Verifies an exported book by docs/reference/journal-format.md.",
        epilog="exit codes: 0 all holds, 1 findings, 2 wrong usage")
    parser.add_argument("file", help="the export")
    parser.add_argument("--receipts", metavar="FILE",
                        help="receipts kept by clients, as JSON lines")
    parser.add_argument("--public-key", metavar="HEX",
                        help="the only key trusted to sign the checkpoint")
    parser.add_argument("--balances", action="store_true",
                        help="print `account unit balance` lines; the report "
                        "then goes to the standard error")
    options = parser.parse_args(arguments)
    try:
        unhex(options.public_key or "00" * 32, 32)
    except ValueError as error:
        parser.error(f"--public-key: {error}")
    return options


def summary(export: Export, receipts: Receipts, findings: Findings,
            pinned: bool) -> str:
    """One line that says what was checked, and what was not."""
    ledger = export.ledger
    result = f"FAILED, {len(findings.all)} findings" if findings.all else "ok"
    return (f"{result}: {export.book!r} up to entry {export.chain.last.sequence}, "
            f"{ledger.movements} movements, {len(ledger.balances)} accounts, "
            f"{receipts.checked} receipts, {len(receipts.lost)} lost by restore"
            f"{'' if pinned else '; signing key taken from the file'}")


def main(arguments: list[str] | None = None) -> int:
    """Runs the checks, prints the report, returns the exit code."""
    options = parse_arguments(arguments)
    findings = Findings()
    export = Export(findings, options.public_key)
    try:
        with open(options.file, "rb") as file:
            export.read(file)
        receipts = Receipts(export, findings)
        if options.receipts:
            with open(options.receipts, "rb") as file:
                receipts.read(file)
    except OSError as error:
        print(f"verify_export.py: {error}", file=sys.stderr)
        return 2
    report = sys.stderr if options.balances else sys.stdout
    if options.balances:
        for account, balance in sorted(export.ledger.balances.items()):
            print(account, export.ledger.units[account], balance)
    for line in [*findings.lines(), *receipts.lost[:MAX_PRINTED],
                 *export.chain.notes[:MAX_PRINTED]]:
        print(line, file=report)
    print(summary(export, receipts, findings, options.public_key is not None),
          file=report)
    return 1 if findings.all else 0


if __name__ == "__main__":
    sys.exit(main())
