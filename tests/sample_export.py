"""An honest writer of exports, and the limits as a plain model.

For the stories of verify_export_test.py: an encoder of its own, written from
docs/reference/journal-format.md, so that neither the services nor the
verifier's reader can hide a mistake.
"""

import base64
import dataclasses
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (Encoding,
                                                          PublicFormat)

EFFECTS = "epiledger.journal.v1.Effects"
SERVICE_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))
DAY = 20_000
# Source, target, unit, position, amount.
# Source, target, unit, position, amount, and whether it stands aside.
Move = tuple[str, str, str, int, int] | tuple[str, str, str, int, int, bool]


def public_hex(key: ed25519.Ed25519PrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def varint(value: int) -> bytes:
    value &= 2**64 - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def field(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value) if value else b""
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data if data else b""


def movement(source: str, target: str, unit: str, position: int,
             amount: int, aside: bool = False) -> bytes:
    zigzag = position * 2 if position >= 0 else -position * 2 - 1
    return field(1, field(1, source) + field(2, target) + field(3, unit) +
                 field(4, zigzag) + field(5, amount) +
                 (field(6, 1) if aside else b""))


def resource(collection: str, key: str, body: bytes = b"") -> bytes:
    return field(2, field(1, collection) + field(2, key) + field(3, body))


def block(data: bytes | str) -> bytes:
    raw = data.encode() if isinstance(data, str) else data
    return len(raw).to_bytes(4, "big") + raw


@dataclasses.dataclass
class Entry:
    """One entry, as loosely as a story needs it."""

    sequence: int
    incarnation: bytes
    record_time: int
    request: tuple[str, str]
    book: tuple[str, str, str] = ("funding", "990101", "ledger")
    domain: str = "epiledger.journal.v1"
    method: str = "epiledger.funding.v1.FundingService.CreatePayment"
    field_hashes: tuple[tuple[int, bytes], ...] = ((2, bytes(32)),)
    event_type: str = EFFECTS
    moves: list[Move] = dataclasses.field(default_factory=list)
    event: bytes = b""
    code: int = 0
    reason: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    trailer: bytes = b""

    def frame(self) -> bytes:
        pairs = b"".join(block(k) + block(v) for k, v in self.metadata)
        hashes = b"".join(n.to_bytes(4, "big") + h for n, h in self.field_hashes)
        event = b"".join(movement(*move) for move in self.moves) + self.event
        return b"".join([
            block(self.domain), *map(block, self.book), self.incarnation,
            self.sequence.to_bytes(8, "big", signed=True),
            self.record_time.to_bytes(8, "big", signed=True),
            *map(block, self.request), block(self.method),
            len(self.field_hashes).to_bytes(4, "big"), hashes,
            block(self.event_type), block(event), self.code.to_bytes(4, "big"),
            block(self.reason), len(self.metadata).to_bytes(4, "big"), pairs,
            self.trailer])


def record_time(frame: bytes) -> int:
    """Of the entry in a frame."""
    at = 0
    for _ in range(4):  # domain and the three parts of the book's name
        at += 4 + int.from_bytes(frame[at:at + 4], "big")
    return int.from_bytes(frame[at + 24:at + 32], "big")


@dataclasses.dataclass
class Export:
    """The lines of an export, for a story to change before they are written."""

    header: dict[str, Any]
    entries: list[dict[str, Any]]
    accounts: list[dict[str, Any]]
    checkpoint: dict[str, Any]

    def bytes(self) -> bytes:
        lines = [self.header, *self.entries, *self.accounts,
                 {"checkpoint": self.checkpoint}]
        return "".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
            for line in lines).encode()

    def sign(self, key: ed25519.Ed25519PrivateKey) -> None:
        """Makes the checkpoint speak of the last entry line again."""
        sequence, hash_, time = 0, bytes(32).hex(), 0
        if self.entries:
            last = self.entries[-1]
            sequence, hash_ = last["sequence"], last["hash"]
            time = record_time(base64.b64decode(last["frame"]))
        self.checkpoint = {
            "book": self.header["book"], "incarnation": self.header["incarnation"],
            "sequence": sequence, "hash": hash_, "record_time": time}
        text = "epiledger checkpoint v1\n" + "".join(
            f"{value}\n" for value in self.checkpoint.values())
        public = public_hex(key)
        self.checkpoint |= {
            "key_id": hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16],
            "public_key": public, "signature": key.sign(text.encode()).hex()}


GENESIS = resource("county", "county", field(1, "990101") + field(2, 480))


class Book:
    """An honest writer of a book."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.incarnation = bytes(range(16))

    def add(self, *moves: Move, **changes: Any) -> Entry:
        number = len(self.entries) + 1
        values = {"incarnation": self.incarnation, "sequence": number,
                  "record_time": 1_700_000_000_000_000 + number,
                  "request": ("clerk", f"id-{number}"), "moves": list(moves)}
        if number == 1 and "code" not in changes and "event" not in changes:
            values["event"] = GENESIS
        self.entries.append(Entry(**(values | changes)))
        return self.entries[-1]

    def refuse(self, **changes: Any) -> Entry:
        values = {"event_type": "epiledger.funding.v1.CreatePaymentRequest",
                  "event": b"\x01\x02", "code": 9, "reason": "OVERSPEND",
                  "metadata": (("available", "60"), ("needed", "70"))}
        return self.add(**(values | changes))

    def restore(self, incarnation: bytes, **changes: Any) -> Entry:
        last = self.export().entries[-1]
        body = (field(1, self.incarnation) + field(2, last["sequence"]) +
                field(3, bytes.fromhex(last["hash"])) + field(4, "restore"))
        self.incarnation = incarnation
        return self.add(
            **({"event": resource("incarnation", "2", body)} | changes))

    def balances(self) -> dict[str, tuple[str, int]]:
        balances: dict[str, tuple[str, int]] = {}
        for entry in self.entries:
            for source, target, unit, _, amount, *_ in entry.moves:
                for account, change in ((source, -amount), (target, amount)):
                    first, balance = balances.get(account, (unit, 0))
                    balances[account] = (first, balance + change)
        return balances

    def export(self, key: ed25519.Ed25519PrivateKey = SERVICE_KEY) -> Export:
        service, county, kind = self.entries[0].book
        suffix = "" if kind == "ledger" else "-" + kind
        name = f"counties/{county}/books/{service}{suffix}"
        header = {"format": "epiledger-export-1", "book": name,
                  "service": service, "county": county, "kind": kind,
                  "incarnation": self.entries[-1].incarnation.hex()}
        accounts = [{"account": account, "unit": unit, "balance": balance}
                    for account, (unit, balance) in sorted(self.balances().items())]
        lines, previous = [], bytes(32)
        for entry in self.entries:
            previous = hashlib.sha256(previous + entry.frame()).digest()
            lines.append({"sequence": entry.sequence, "hash": previous.hex(),
                          "frame": base64.b64encode(entry.frame()).decode()})
        export = Export(header, lines, accounts, {})
        export.sign(key)
        return export


def receipts_of(book: Book) -> list[dict[str, Any]]:
    export = book.export()
    return [{"book": export.header["book"],
             "incarnation": entry.incarnation.hex(), "sequence": entry.sequence,
             "hash": line["hash"], "record_time": entry.record_time}
            for entry, line in zip(book.entries, export.entries)]


def honest_book() -> Book:
    """Money in, 60 of 100 spent on a late day, and a refusal."""
    book = Book()
    book.add(event=resource("county", "", field(1, "990101") + field(2, 480) +
                            field(3, "云岭县")), method="CreateCounty")
    book.add(("source:central", "fund:central", "CNY", DAY, 100))
    book.add(("fund:central", "alloc:d1/1/any:available", "CNY", DAY + 1, 60))
    book.refuse()
    return book


def plain_limits(book: Book, limited: list[str]) -> set[str]:
    """Each entry that takes an account lower below zero than it ever was."""
    found = set()
    for account in limited:
        lowest = 0
        for n in range(1, len(book.entries) + 1):
            moves = [m for entry in book.entries[:n] for m in entry.moves]
            sums = {e: sum((m[1] == account) * m[4] - (m[0] == account) * m[4]
                           for m in moves if m[3] <= e) for e in range(-3, 4)}
            below = [e for e in sums if sums[e] < 0]
            if below and min(sums.values()) < lowest:
                found.add(f"entry {n}: {account!r} is {sums[below[0]]} at "
                          f"position {below[0]}")
            lowest = min(sums.values())
    return found
