#!/usr/bin/python3
"""Runs clang-tidy over our own sources as the release preset compiles them.

  clang_tidy.py            all of them
  clang_tidy.py FILE...    only these

Needs a built tree: generated headers and build/release/compile_commands.json.
Most of the time goes into the headers, so files compiled alike are judged
together, as one file that includes them: first what one file of the release
build holds, which cannot clash, then whatever else names nothing the same.
What passed is not looked at again while its preprocessed text and .clang-tidy
stay the same (build/tidy/).
"""

import concurrent.futures
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
OURS = r"/(services|clients|tests)/[^:]*\.(h|cc)$"
AT_ONCE = 16
NOISE = re.compile(r"^\d+ (warnings?|errors?)\b.*(generated|treated as errors)"
                   r"|^Suppressed |^Use -header-filter|^Error while processing"
                   r"|^Found compiler error")
# Words of the compile command that go with one file only, or with GCC's
# precompiled header, which clang cannot read.
LEFT_OUT = {"-o": 2, "-c": 2, "-MF": 2, "-MT": 2, "-MD": 1, "-include": 2,
            "-Winvalid-pch": 1}
# No finding depends on them; with them tests would be compiled unlike others.
SAME_TO_US = re.compile(r"-[Og]\d?$")
# What a file declares at the outermost level, where nothing is indented: a
# test, a type, or the first name that is called, set, opened or ended.
DECLARED = re.compile(
    r"^(?!namespace|using [^=\n]*;)"
    r"(?:[A-Z][A-Z_\d]*\((\w+(?:, \w+)?)"
    r"|(?:class|struct|enum class|enum) (\w+)"
    r"|(?=[a-zA-Z])(?:[^(={;\n]*[^(={;\n\w:])?([\w:]+)(?:\[\w*\])?\s?[(={;])",
    re.MULTILINE)

Flags = tuple[str, ...]
# Sources that the release build compiles as one file.
Unit = tuple[str, ...]


def flags_of(command: str) -> Flags:
    """How a file is compiled, whichever file it is."""
    words = shlex.split(command)
    begin = next(i for i, word in enumerate(words) if word.startswith("-"))
    flags, i = [], begin
    while i < len(words):
        skipped = LEFT_OUT.get(words[i], 0)
        if not skipped and not SAME_TO_US.match(words[i]):
            flags.append(words[i])
        i += skipped or 1
    # The joined file names its parts from the root.
    return (f"-I{ROOT}", *flags)


def sources_in(file: str) -> list[str]:
    """The sources that a compiled file stands for: of a unity build several."""
    if not re.search(r"/Unity/unity_\d+_cxx\.cxx$", file):
        return [file]
    return re.findall(r'^#include "(.+)"$', pathlib.Path(file).read_text(),
                      re.MULTILINE)


def units(wanted: list[str]) -> dict[Unit, Flags]:
    """Our tracked sources as the release build joins them, each once."""
    left = {str(ROOT / path) for path in wanted or tracked(".cc")}
    found = {}
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    # What the tests compile once more with flags of their own comes last, and
    # is judged so.
    for entry in reversed(entries):
        unit = tuple(f for f in sources_in(entry["file"]) if f in left)
        if unit:
            found[unit] = flags_of(entry["command"])
            left -= set(unit)
    if left:
        sys.exit("not part of the release build: " + ", ".join(sorted(left)))
    return found


def names_in(unit: Unit) -> set[str]:
    """What a second file of the same group may not declare."""
    return {name for path in unit
            for names in DECLARED.findall(pathlib.Path(path).read_text())
            for name in names if name}


def groups(found: dict[Unit, Flags]) -> list[tuple[Flags, list[Unit]]]:
    """Units compiled alike together, neighbours first, as many as fit."""
    split, taken = [], []
    for flags, unit in sorted((flags, unit) for unit, flags in found.items()):
        names = names_in(unit)
        for (other, group), declared in zip(split, taken):
            if (other == flags and declared.isdisjoint(names)
                    and len(sum(group, unit)) <= AT_ONCE):
                group.append(unit)
                declared |= names
                break
        else:
            split.append((flags, [unit]))
            taken.append(names)
    return split


def joined(paths: Unit) -> pathlib.Path:
    """A file that includes the files of `paths`."""
    text = "".join(f'#include "{path}"  // NOLINT(bugprone-suspicious-include)\n'
                   for path in paths)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    file = PASSED / f"{name}.cc"
    file.write_text(text)
    return file


def fingerprint(flags: Flags, file: pathlib.Path) -> str:
    """Changes with whatever clang-tidy could judge otherwise."""
    text = subprocess.run(["c++", *flags, "-E", "-C", file], cwd=ROOT,
                          check=True, stdout=subprocess.PIPE).stdout
    return hashlib.sha256(CONFIG.read_bytes() + OURS.encode() + text).hexdigest()


def told(done: subprocess.CompletedProcess, paths: Unit) -> str:
    """What a run that failed found; never nothing."""
    findings = "".join(line + "\n" for line in done.stdout.splitlines()
                       if not NOISE.match(line))
    # Killed for want of memory it says nothing, which proves nothing.
    return (findings or f"clang-tidy ended with {done.returncode} and found "
            f"nothing in {' '.join(paths)}\n").replace(f"{ROOT}/", "")


def judge(flags: Flags, group: list[Unit]) -> str:
    """clang-tidy's findings in a group; empty when there are none."""
    paths = sum(group, ())
    file = joined(paths)
    stamp = PASSED / fingerprint(flags, file)
    if stamp.exists():
        return ""
    done = subprocess.run(
        ["clang-tidy", "--quiet", f"--config-file={CONFIG}",
         f"--header-filter={OURS}", "--warnings-as-errors=*", file, "--",
         *flags], cwd=ROOT, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    half = len(group) // 2
    if done.returncode == 0:
        findings = ""
    elif half and "clang-diagnostic-error" in done.stdout:
        # They clash after all.
        findings = judge(flags, group[:half]) + judge(flags, group[half:])
    else:
        findings = told(done, paths)
    if not findings:
        stamp.touch()
    return findings


def main() -> int:
    found = units([str(pathlib.Path(a).resolve().relative_to(ROOT))
                   for a in sys.argv[1:]])
    todo = groups(found)
    PASSED.mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for findings in pool.map(judge, *zip(*todo)):
            if findings:
                failed += 1
                print(findings, flush=True)
    print(f"{sum(map(len, found))} files, {failed} of "
          f"{len(todo)} groups with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
