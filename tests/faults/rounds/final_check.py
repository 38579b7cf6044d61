"""At the end of a world: both verifiers, with every receipt that was given."""

import json
import re
import sys

from faulty_world import SERVICES, FaultyWorld
from world import BIN, COUNTY, ROOT, run

from history import History

VERIFY_SECONDS = 120


def write_receipts(world: FaultyWorld, history: History, service: str) -> str:
    """What people hold of a book, as it stands in the history's file."""
    services: dict[str, str] = {}
    lines = []
    for text in history.path.read_text().splitlines():
        line = json.loads(text)
        if line["event"] == "invoke":
            services.setdefault(line["id"], line.get("service", ""))
        elif "hash" in line and services[line["id"]] == service:
            lines.append(json.dumps({
                "book": f"{COUNTY}/books/{service}",
                "incarnation": line["incarnation"],
                "sequence": line["sequence"], "hash": line["hash"],
                "record_time": line["record_micros"]}))
    path = world.folder / f"{service}.receipts"
    path.write_text("".join(line + "\n" for line in lines))
    return str(path)


def verify_all(world: FaultyWorld, history: History) -> str:
    """Each book is verified by its service, online and offline, and by
    tests/verify_export.py; AssertionError where one finds something.
    """
    said = []
    for service in SERVICES:
        found = world.person("auditor").call(
            "JournalService.VerifyBook",
            {"book": f"{COUNTY}/books/{service}"}, VERIFY_SECONDS)
        if found.findings:
            raise AssertionError(f"{service}: {found.findings}")
        exported = world.folder / f"{service}.export"
        world.epiledger("auditor", "journal", "export", service, exported)
        report = run(sys.executable, ROOT / "tests/verify_export.py", exported,
                     "--receipts", write_receipts(world, history, service))
        said.append(re.sub(r"\s+", " ", report).strip())
    for service in SERVICES:
        world.stop(service)
        said.append(run(BIN / service, "verify", "--store",
                        world.store_of(service)).strip().replace("\n", "; "))
        world.start(service)
    return "\n".join(said)
