"""What the auditor reads in the services' books."""

import base64
import json
import pathlib
import re
import sys
from collections.abc import Iterable, Iterator

from client import Client
from google.protobuf.message import Message
from schema import schema
from world import COUNTY, World

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
# pylint: disable=wrong-import-position
from export_verifier.decode import decode_frame  # noqa: E402

# `fund:central CNY 96100.00` of a service, in fen of verify_export.py.
BALANCE = re.compile(r"^(\S+) (\S+) (-?[\d.]+)$", re.MULTILINE)
SERVICES = ("funding", "supplies", "readiness")


def heads(world: World, service: str = "gateway") -> dict[str, int]:
    """How many entries a service's two books have; the gateway's are all."""
    auditor = world.person("auditor")
    return {book: auditor.call("JournalService.GetCheckpoint", {
        "book": f"{COUNTY}/books/{book}"}).sequence
        for owner in SERVICES if service in (owner, "gateway")
        for book in (owner, f"{owner}-access")}


def denials(world: World, service: str) -> list[tuple[str, str, str, str]]:
    """What a service denied: who, which method, why, the names asked for."""
    return [(denial.subject, denial.method.rpartition(".")[2], denial.reason,
             " ".join(denial.names))
            for denial in all_denials(world.person("auditor"),
                                      f"{COUNTY}/books/{service}-access")]


def all_denials(auditor: Client, book: str) -> Iterator[Message]:
    """What stands in an access book, after its genesis."""
    after = 0
    checkpoint = auditor.call("JournalService.GetCheckpoint", {"book": book})
    incarnation = base64.b64encode(checkpoint.incarnation).decode()
    while entries := auditor.call("JournalService.ListEntries", {
            "book": book, "incarnation": incarnation, "after_sequence": after,
            "page_size": 1000}).entries:
        for entry in entries:
            frame = decode_frame(entry.frame)
            after = frame.sequence
            effects = schema().new("epiledger.journal.v1.Effects")
            effects.ParseFromString(frame.event)
            if effects.resources[0].collection == "denial":
                denial = schema().new("epiledger.auth.v1.Denial")
                denial.ParseFromString(effects.resources[0].body)
                yield denial


def write_receipts(file: pathlib.Path, receipts: Iterable[Message]) -> None:
    """As clients keep them, for verify_export.py."""
    file.write_text("".join(json.dumps({
        "book": receipt.book, "incarnation": receipt.incarnation.hex(),
        "sequence": receipt.sequence, "hash": receipt.hash.hex(),
        "record_time": receipt.record_time.ToMicroseconds()}) + "\n"
        for receipt in receipts))


def folded(text: str) -> dict[str, tuple[str, int]]:
    """Unit and balance of each account that a verifier printed."""
    return {account: (unit, int(balance.replace(".", "")))
            for account, unit, balance in BALANCE.findall(text)}


def accounts(world: World, book: str) -> dict[str, tuple[str, int]]:
    """Unit and balance of each account, as `epiledger` shows them."""
    answer = json.loads(world.epiledger("auditor", "journal", "accounts", book,
                                        "--format", "json"))
    return {line["account"]: (line["unit"], int(line.get("balance", 0)))
            for line in answer["accounts"]}
