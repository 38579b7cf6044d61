#!/usr/bin/python3
"""What no file may say: paths of one machine, names that say nothing, work
left undone, tests that never run, and Connector/C++'s silent reconnecting.
"""

import re
from collections.abc import Iterator

from source_tree import CPP, Finding, run, tracked

OWN = CPP + (".py", ".ts", ".svelte")
THIS = ("tests/lint/wording.py", "tests/lint/lint_test.py")

# Pattern, the files it holds for (none named: all), and what to do instead.
RULES: list[tuple[str, tuple[str, ...], str]] = [
    (r"(->|\.)reconnect\(|OPT_RECONNECT(?!.*false)", CPP,
     "loses the session's settings: open a new connection"),
    (r"(?<![\w.$}~*])/(work|home|root|Users)/", (),
     "a path of one machine: make it relative or a flag"),
    (r"\b(class|struct) \w*(Manager|Helper|Utils?)\b|\bnamespace \w*utils? {",
     OWN, "a name that says nothing: say what it does"),
    (r"\b(TODO|FIXME|XXX)\b", OWN, "work left undone: do it or file it"),
    (r"\bDISABLED_|\bGTEST_SKIP\b|@unittest\.skip", OWN,
     "a test that never runs: repair or remove it"),
    (r'"resolved":', ("package-lock.json",),
     "a download address: npm install --omit-lockfile-registry-resolved"),
]
NAMES = re.compile(r"(^|/)(utils?|common|misc|helpers?)(/|\.)|_utils?\.")


def check(path: str, text: str) -> Iterator[Finding]:
    """Findings in one file."""
    if NAMES.search(path):
        yield Finding(path, 0, "a name that says nothing: name what it holds")
    rules = [(re.compile(pattern), message) for pattern, suffixes, message
             in RULES if path.endswith(suffixes or "")]
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, message in rules:
            if found := pattern.search(line):
                yield Finding(path, number, f"`{found.group()}`: {message}")


if __name__ == "__main__":
    run(check, [path for path in tracked() if path not in THIS])
