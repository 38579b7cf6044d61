#!/usr/bin/python3
"""Arrows go down only: who may include whom, who may speak gRPC and SQL."""

import re
from collections.abc import Iterator

from source_tree import CPP, Finding, run, tracked

# What a folder of services/ may include besides itself and the headers that
# lie in services/ itself. storage <- journal <- ledger <- book <- host <-
# services; rpc beside them.
STACK = ("storage", "journal", "ledger", "book")
SERVICE = (*STACK, "rpc", "host")
MAY_INCLUDE: dict[str, tuple[str, ...]] = {
    "storage": (),
    "journal": STACK[:1],
    "ledger": STACK[:2],
    "book": STACK[:3],
    "rpc": (),
    "metrics": ("rpc",),
    "host": (*STACK, "rpc", "metrics"),
    "follow": (*STACK, "rpc", "host", "metrics"),
    "funding": (*SERVICE, "follow"),
    "supplies": (*SERVICE, "follow"),
    "readiness": SERVICE,
    "gateway": ("rpc", "host", "metrics"),
}
# Files that only tests link.
TEST_FILE = re.compile(r"^tests/|_test\.(h|cc)$|_(fixture|model|history)\.(h|cc)$|/testing/")
# The side that is called, and of the callers those of decision 12 alone.
SPEAKS_GRPC = re.compile(
    r"^services/rpc/|^clients/|_service\.(h|cc)$|"
    r"^services/(host/revocations|follow/entry_source|gateway/(upstream|field_reader))\.(h|cc)$")
IS_GRPC = re.compile(r"^grpcpp/|\.grpc\.pb\.h$")
HOLDS_SQL = re.compile(
    r"^services/(storage|journal|ledger|book)/|_(queries|state)\.(h|cc)$")

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
SQL = re.compile(r'"\s*(SELECT\b.*\bFROM\b|SELECT [\w*?(]|INSERT INTO\b|'
                 r'REPLACE INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|'
                 r'CREATE (TABLE|INDEX|VIEW|UNIQUE)\b|DROP TABLE\b|'
                 r'ALTER TABLE\b)')


def folder_of(path: str) -> str | None:
    """The folder under services/ that a file is in."""
    parts = path.split("/")
    return parts[1] if parts[0] == "services" and len(parts) > 2 else None


def check_include(path: str, included: str) -> str | None:
    """Why `path` may not include `included`, if it may not."""
    if included.startswith("tests/"):
        return "only tests may include the tests' own code"
    if IS_GRPC.search(included) and not SPEAKS_GRPC.search(path):
        return ("only rpc, *_service, clients and the callers of decision 12 "
                "use gRPC")
    source, target = folder_of(path), folder_of(included)
    if target is None or source in (None, target):
        return None
    if source not in MAY_INCLUDE:
        return f"services/{source} has no place in the stack of layering.py"
    if target not in MAY_INCLUDE[source]:
        return f"{source} may not use {target}: arrows go down only"
    return None


def check(path: str, text: str) -> Iterator[Finding]:
    """Findings in one C++ file."""
    if TEST_FILE.search(path):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if include := INCLUDE.match(line):
            if message := check_include(path, include.group(1)):
                yield Finding(path, number, message)
        elif SQL.search(line) and not HOLDS_SQL.search(path):
            yield Finding(path, number, "SQL belongs to storage, journal, "
                          "ledger, book, *_queries and *_state")


if __name__ == "__main__":
    run(check, tracked(*CPP))
