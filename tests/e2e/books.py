"""What the auditor reads in the services' books."""

import json
import pathlib
import sys

from schema import schema
from world import COUNTY, World

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
# pylint: disable=wrong-import-position
from export_verifier.decode import decode_frame  # noqa: E402

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
    auditor = world.person("auditor")
    entries = auditor.call("JournalService.ListEntries", {
        "book": f"{COUNTY}/books/{service}-access", "page_size": 1000}).entries
    found = []
    for entry in entries[1:]:
        effects = schema().new("epiledger.journal.v1.Effects")
        effects.ParseFromString(decode_frame(entry.frame).event)
        denial = schema().new("epiledger.auth.v1.Denial")
        denial.ParseFromString(effects.resources[0].body)
        found.append((denial.subject, denial.method.rpartition(".")[2],
                      denial.reason, " ".join(denial.names)))
    return found


def accounts(world: World, book: str) -> dict[str, tuple[str, int]]:
    """Unit and balance of each account, as `epiledger` shows them."""
    answer = json.loads(world.epiledger("auditor", "journal", "accounts", book,
                                        "--format", "json"))
    return {line["account"]: (line["unit"], int(line.get("balance", 0)))
            for line in answer["accounts"]}
