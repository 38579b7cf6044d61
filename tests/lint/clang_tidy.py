#!/usr/bin/python3
"""Runs clang-tidy over our own sources as the release preset compiles them.

  clang_tidy.py            all of them
  clang_tidy.py FILE...    only these

Needs a built tree: generated headers and build/release/compile_commands.json.
Most of the time goes into the headers, so files compiled alike are judged by
the dozen, as one file that includes them; those that clash are judged apart.
What passed is not looked at again while its preprocessed text and .clang-tidy
stay the same (build/tidy/).
"""

import concurrent.futures
import hashlib
import itertools
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
AT_ONCE = 12
NOISE = re.compile(r"^\d+ (warnings?|errors?)\b.*(generated|treated as errors)"
                   r"|^Suppressed |^Use -header-filter|^Error while processing"
                   r"|^Found compiler error")
# Words of the compile command that go with one file only.
OF_ONE_FILE = {"-o": 2, "-c": 2, "-MF": 2, "-MT": 2, "-MD": 1}

Flags = tuple[str, ...]


def flags_of(command: str) -> Flags:
    """How a file is compiled, whichever file it is."""
    words = shlex.split(command)
    begin = next(i for i, word in enumerate(words) if word.startswith("-"))
    flags, i = [], begin
    while i < len(words):
        skipped = OF_ONE_FILE.get(words[i], 0)
        flags += [] if skipped else [words[i]]
        i += skipped or 1
    # The joined file names its parts from the root.
    return (f"-I{ROOT}", *flags)


def sources_in(file: str) -> list[str]:
    """The sources that a compiled file stands for: of a unity build several."""
    if not re.search(r"/Unity/unity_\d+_cxx\.cxx$", file):
        return [file]
    return re.findall(r'^#include "(.+)"$', pathlib.Path(file).read_text(),
                      re.MULTILINE)


def groups(wanted: list[str]) -> list[tuple[Flags, list[str]]]:
    """Our tracked sources, those compiled alike together."""
    own = {str(ROOT / path): path for path in wanted or tracked(".cc")}
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        flags = flags_of(entry["command"])
        found |= {own[file]: flags for file in sources_in(entry["file"])
                  if file in own}
    if missing := sorted(set(own.values()) - set(found)):
        sys.exit("not part of the release build: " + ", ".join(missing))
    alike = itertools.groupby(
        sorted((flags, path) for path, flags in found.items()),
        key=lambda pair: pair[0])
    split = []
    for flags, pairs in alike:
        paths = [path for _, path in pairs]
        split += [(flags, paths[i:i + AT_ONCE])
                  for i in range(0, len(paths), AT_ONCE)]
    return split


def joined(paths: list[str]) -> pathlib.Path:
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


def judge(flags: Flags, paths: list[str]) -> str:
    """clang-tidy's findings in `paths`; empty when there are none."""
    file = joined(paths)
    stamp = PASSED / fingerprint(flags, file)
    if stamp.exists():
        return ""
    done = subprocess.run(
        ["clang-tidy", "--quiet", f"--config-file={CONFIG}",
         f"--header-filter={OURS}", "--warnings-as-errors=*", file, "--",
         *flags], cwd=ROOT, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    findings = ""
    if done.returncode != 0:
        half = len(paths) // 2
        if half and "clang-diagnostic-error" in done.stdout:
            findings = (judge(flags, paths[:half])
                        + judge(flags, paths[half:]))
        else:
            findings = "".join(
                line + "\n" for line in done.stdout.splitlines()
                if not NOISE.match(line)).replace(f"{ROOT}/", "")
    if not findings:
        stamp.touch()
    return findings


def main() -> int:
    todo = groups([str(pathlib.Path(a).resolve().relative_to(ROOT))
                   for a in sys.argv[1:]])
    PASSED.mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for findings in pool.map(judge, *zip(*todo)):
            if findings:
                failed += 1
                print(findings, flush=True)
    print(f"{sum(len(paths) for _, paths in todo)} files, {failed} of "
          f"{len(todo)} groups with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
