#!/usr/bin/python3
"""The build makes generated code anew when an import of its proto changes."""

import re
import sys
from collections.abc import Iterator

from source_tree import ROOT, Finding, finish, text_of, tracked

BUILD = ROOT / "build/release"
IMPORT = re.compile(r'^import (?:public )?"(epiledger/[^"]+)";', re.MULTILINE)


def read_by(stem: str, rules: str) -> str:
    """What protoc read when it made the code of a proto, as the build's rules
    for it know; empty where they know nothing.
    """
    rule = re.search(rf"^build protos/gen/{re.escape(stem)}(?:\.grpc)?\.pb\.cc .*\n"
                     r"(?: .*\n)*?  depfile = (.+)$", rules, re.MULTILINE)
    if not rule:
        return ""
    told = BUILD / rule.group(1)
    return told.read_text(encoding="utf-8") if told.exists() else ""


def missing() -> Iterator[Finding]:
    rules = (BUILD / "build.ninja").read_text(encoding="utf-8")
    for path in tracked(".proto"):
        if not path.startswith("protos/epiledger/"):
            continue
        told = read_by(path.removeprefix("protos/").removesuffix(".proto"),
                       rules)
        for imported in IMPORT.findall(text_of(path)):
            if f"protos/{imported}" not in told:
                yield Finding(path, 0, f"imports {imported}, and would not be "
                              "generated anew when that changes")


if __name__ == "__main__":
    if not (BUILD / "build.ninja").exists():
        sys.exit(f"there is no build in {BUILD.relative_to(ROOT)}")
    finish(missing(), "imports")
