#!/usr/bin/python3
"""Limits stand in services/limits.h, and nowhere else under services/."""

import re
from collections.abc import Iterator

from source_tree import CPP, Finding, run, tracked

# A constant that its name calls a limit, and what it is.
LIMIT = re.compile(r"\bconst(?:expr)?\s+[\w:]+\s+"
                   r"(k(?:Max|Min|Most|Least|Largest|Smallest|Longest|"
                   r"Shortest|Deepest)[A-Z]?\w*)\s*(?:=|\{)([^;]*);")
# Computed from a limit, or the end of a type: no second statement of a value.
DERIVED = re.compile(r"\blimits::|\bnumeric_limits\b")
# Only tests link these, and a test says for itself how much it does.
TEST_FILE = re.compile(
    r"_test\.cc$|_(fixture|model|history)\.(h|cc)$|/testing/")
EXEMPT = {
    "services/limits.h": "the place",
    "services/ledger/recompute.cc":
        "the verifier must not learn what is right from what it verifies",
}


def check(path: str, text: str) -> Iterator[Finding]:
    """Findings in one C++ file."""
    if (not path.startswith("services/") or path in EXEMPT or
            TEST_FILE.search(path)):
        return
    for found in LIMIT.finditer(text):
        if not DERIVED.search(found.group(2)):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(path, line, f"{found.group(1)} is a limit: it "
                          "belongs to services/limits.h, with a sentence")


if __name__ == "__main__":
    run(check, tracked(*CPP))
