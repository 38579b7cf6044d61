"""The tree as the checks see it: tracked files, their text, and how findings
are told.
"""

import dataclasses
import pathlib
import subprocess
import sys
from collections.abc import Callable, Iterable

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPP = (".h", ".cc")


@dataclasses.dataclass(frozen=True)
class Finding:
    """Something to be put right; `line` 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


# A check of one file's text, by its path from the root.
Check = Callable[[str, str], Iterable[Finding]]


def git(*arguments: str) -> str:
    """What git prints, or nothing where it fails."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, text=True,
                          capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def tracked(*suffixes: str) -> list[str]:
    """Tracked files, from the root; all of them without suffixes."""
    paths = git("ls-files", "-z").split("\0")
    if paths == [""]:
        sys.exit("the checks read what git tracks: this is no git work tree")
    return [path for path in paths
            if (ROOT / path).is_file() and path.endswith(suffixes or "")]


def scripts(interpreter: str) -> list[str]:
    """Tracked files that begin with `#!` and name the interpreter."""
    found = []
    for path in tracked():
        with open(ROOT / path, "rb") as file:
            first = file.readline()
        if first.startswith(b"#!") and interpreter.encode() in first:
            found.append(path)
    return found


def text_of(path: str) -> str:
    """The text of a file, or nothing where it is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def finish(findings: Iterable[Finding], seen: str) -> None:
    """Prints findings, or what was `seen` in order, and ends the program."""
    found = sorted(set(findings), key=lambda f: (f.path, f.line, f.message))
    for finding in found:
        print(finding)
    print(f"{len(found)} findings in {seen}" if found else f"{seen}: in order")
    sys.exit(1 if found else 0)


def run(check: Check, paths: list[str]) -> None:
    """Applies `check` to each file and ends the program."""
    findings = [f for path in paths for f in check(path, text_of(path))]
    finish(findings, f"{len(paths)} files")
