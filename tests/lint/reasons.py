#!/usr/bin/python3
"""Every reason that code gives has its text in both languages, in a table that
its process has loaded; and no text waits for a reason that nobody gives.
"""

import dataclasses
import re
from collections.abc import Iterator

from source_tree import CPP, Finding, finish, text_of, tracked

# Whose table knows the reasons of a folder: every process loads rpc's and
# host's, and its own.
SHARED = ("rpc", "host")
TABLES = {
    "rpc": "services/rpc/rpc_messages.cc",
    "host": "services/host/host_messages.cc",
    "funding": "services/funding/funding_errors.cc",
    "supplies": "services/supplies/supplies_errors.cc",
    "readiness": "services/readiness/readiness_errors.cc",
    "gateway": "services/gateway/gateway_errors.cc",
}
# Folders whose code gives reasons; below them there are only statuses.
GIVE_REASONS = (*TABLES, "book")
# Written like reasons, and none: units, algorithms, methods of HTTP, prefixes,
# and what a revoked token says of itself.
NO_REASONS = {"CNY", "ES256", "SHA256", "GET", "POST", "ROLE_", "EPILEDGER_",
              "EPILEDGER_TLS_CA", "SUBJECT_CHANGED"}
TEST_FILE = re.compile(
    r"_test\.cc$|_(fixture|model|history)\.(h|cc)$|/testing/")

REASON = re.compile(r'"(?:[a-z.]+/)?([A-Z][A-Z0-9_]{2,})"')
STRING = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ROW = re.compile(r'\{\s*"([A-Z][A-Z0-9_]+)",\s*' + STRING + r",\s*" + STRING +
                 r",?\s*\}")
ROW_BEGIN = re.compile(r'\{\s*"[A-Z][A-Z0-9_]+",')
FIGURE = re.compile(r"\{(\w+)")
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclasses.dataclass(frozen=True)
class Text:
    """A row of a table."""

    reason: str
    line: int
    english: str
    chinese: str


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def joined(literals: str) -> str:
    """The text of literals that stand one after the other."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))


def rows(table: str) -> list[Text]:
    """The rows of a table's source."""
    return [Text(row.group(1), line_of(table, row.start()),
                 joined(row.group(2)), joined(row.group(3)))
            for row in ROW.finditer(table)]


def fault(text: Text) -> str:
    """What is wrong with a row; empty when nothing is."""
    if not text.english.strip() or HAN.search(text.english):
        return "has no English text"
    if not HAN.search(text.chinese):
        return "has no Chinese text"
    alien = {*FIGURE.findall(text.chinese)} - {*FIGURE.findall(text.english)}
    return (f"names {', '.join(sorted(alien))} in Chinese alone" if alien
            else "")


def check_table(path: str, table: str) -> Iterator[Finding]:
    """Findings in the source of a table."""
    found = rows(table)
    unread = len(ROW_BEGIN.findall(table)) - len(found)
    if unread or not found:
        yield Finding(path, 0, f"{unread} of its rows cannot be read: reason, "
                      "English, Chinese")
    for text in found:
        if message := fault(text):
            yield Finding(path, text.line, f"{text.reason} {message}")


def given(path: str, text: str) -> Iterator[tuple[str, int]]:
    """The reasons that a source gives, with their lines."""
    folder = path.split("/")[1]
    if (folder not in GIVE_REASONS or path in TABLES.values() or
            TEST_FILE.search(path)):
        return
    for found in REASON.finditer(text):
        if found.group(1) not in NO_REASONS:
            yield found.group(1), line_of(text, found.start())


def check_given(path: str, text: str,
                known: dict[str, set[str]]) -> Iterator[Finding]:
    """Reasons of a source without a text; `known` has those of each table."""
    folder = path.split("/")[1]
    texts = set().union(*(known.get(name, set())
                          for name in (*SHARED, folder)))
    for reason, line in given(path, text):
        if reason not in texts:
            yield Finding(path, line, f"{reason} has no text in a table that "
                          "its process loads")


def check_all(sources: list[str]) -> Iterator[Finding]:
    tables = {name: text_of(path) for name, path in TABLES.items()}
    known = {name: {text.reason for text in rows(table)}
             for name, table in tables.items()}
    used: set[str] = set()
    for path in sources:
        text = text_of(path)
        used |= {reason for reason, _ in given(path, text)}
        yield from check_given(path, text, known)
    for name, table in tables.items():
        yield from check_table(TABLES[name], table)
        for text in rows(table):
            if text.reason not in used:
                yield Finding(TABLES[name], text.line,
                              f"nothing gives {text.reason}: remove its text")


if __name__ == "__main__":
    SOURCES = [path for path in tracked(*CPP)
               if path.startswith("services/") and path.count("/") > 1]
    finish(check_all(SOURCES), f"{len(SOURCES)} sources")
