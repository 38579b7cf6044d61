#!/usr/bin/python3
"""Runs clang-tidy over our own sources as the release preset compiles them.

  clang_tidy.py            all of them
  clang_tidy.py FILE...    only these

Needs a built tree: generated headers and build/release/compile_commands.json.
A file costs about 15 seconds, so a file that passed is not looked at again
while its preprocessed text and .clang-tidy stay the same (build/tidy/).
"""

import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

from source_tree import ROOT, tracked

BUILD = ROOT / "build/release"
PASSED = ROOT / "build/tidy"
CONFIG = ROOT / ".clang-tidy"
NOISE = re.compile(r"^\d+ warnings? (generated|treated as errors)|^Suppressed "
                   r"|^Use -header-filter")


@dataclasses.dataclass(frozen=True)
class Unit:
    """A source file and how it is compiled."""

    path: str
    command: tuple[str, ...]


def units(wanted: list[str]) -> list[Unit]:
    """Our tracked sources among the compile commands."""
    own = {str(ROOT / path): path for path in wanted or tracked(".cc")}
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        if path := own.get(entry["file"]):
            found[path] = Unit(path, tuple(shlex.split(entry["command"])))
    if missing := sorted(set(own.values()) - set(found)):
        sys.exit("not part of the release build: " + ", ".join(missing))
    return sorted(found.values(), key=lambda unit: unit.path)


def fingerprint(unit: Unit) -> str:
    """Changes with whatever clang-tidy could judge otherwise."""
    command = list(unit.command)
    command[command.index("-o") + 1] = "-"
    text = subprocess.run([*command, "-E", "-C"], cwd=BUILD, check=True,
                          stdout=subprocess.PIPE).stdout
    return hashlib.sha256(CONFIG.read_bytes() + text).hexdigest()


def judge(unit: Unit) -> str:
    """clang-tidy's findings; empty when there are none."""
    stamp = PASSED / fingerprint(unit)
    if stamp.exists():
        return ""
    done = subprocess.run(
        ["clang-tidy", "-p", BUILD, "--quiet", "--warnings-as-errors=*",
         unit.path], cwd=ROOT, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return "\n".join(line for line in done.stdout.splitlines()
                     if not NOISE.match(line)).replace(f"{ROOT}/", "")


def main() -> int:
    todo = units([str(pathlib.Path(a).resolve().relative_to(ROOT))
                  for a in sys.argv[1:]])
    PASSED.mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for unit, findings in zip(todo, pool.map(judge, todo)):
            if findings:
                failed += 1
                print(findings, flush=True)
    print(f"{failed} of {len(todo)} files have findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
