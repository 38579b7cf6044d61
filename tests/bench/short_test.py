#!/usr/bin/python3
"""`short_test.py MODE`: a mode of the bench in its short form runs through on
both engines and measures every one of its lines. How fast it was says nothing.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("EPILEDGER_BIN", ROOT / "build/release/bin"))
BENCH = BIN.parent / "test-bin/bench"
ENGINES = ("sqlite", "mariadb")
SECONDS = 580
# How figures end that may be 0: a watcher can see a write before its writer
# has the answer. The others, that must be, are writes.
MAY_BE_ZERO = ("seen by a watcher, p50", "seen by a watcher, p99",
               "payments, refused")
MUST_BE_ZERO = ("of them lost", "of them doubled")


def percent(what: str, *percents: int) -> list[str]:
    """The lines of one time."""
    return [f"{what}, p{number}" for number in percents]


def writes(engine: str) -> Iterator[str]:
    """Payments beside their baselines."""
    calls = "256 calls in flight, against"
    for beside in ("A", "B", "pgbench TPC-B"):
        yield f"{calls} {beside}"
    if engine == "mariadb":
        yield f"{calls} B in packets of text"
    yield "one hot allocation, against 1,000"
    for beside in ("A", "B"):
        yield f"batches of 500, against {beside}"
    for beside in ("a bare commit", "A"):
        yield f"one writer alone, p50, against {beside}"


def reads(_: str) -> Iterator[str]:
    """Each in the service and as a round trip."""
    for what in ("first list of 200", "list with totals of 200",
                 "summary of the county", "page of a statement of 2000"):
        yield from percent(what, 50, 99)
        yield from percent(f"{what}, round trip", 50, 99)


def counts(_: str) -> Iterator[str]:
    """At once, on and on, and what all of them found."""
    counted = "counts of 10 lines, from 8"
    yield from percent(f"{counted} at once", 50, 99)
    yield f"{counted}, on and on"
    yield from percent("one item over 8 stores", 50, 99)


def overview(_: str) -> Iterator[str]:
    """Beside an echo, and until a write is seen."""
    yield "gateway ready with the county"
    yield "overviews of 8 facilities, # kB, 2 clients"
    for what in ("a payment", "a report", "a count of all lines"):
        yield from percent(f"{what} seen by a watcher", 50, 99)


def growth(engine: str) -> Iterator[str]:
    """Funding's book, then all three."""
    for size in ("10^3", "10^4"):
        for what in ("one writer alone, p50", "summary of the county, p50",
                     "a payment, of 256 in flight", "started, first summary",
                     "memory, idle", "payments verified"):
            yield f"{size} entries: {what}"
        if engine == "sqlite":
            yield f"{size} entries: files"
    for size in ("10^2", "10^3"):
        for what in ("a payment", "a report", "a count"):
            yield f"{size} entries each: {what}, p50"
            yield f"{size} entries each: {what} seen by a watcher, p50"
        yield f"{size} entries each: overview of 6 facilities, p50"
    for service in ("supplies", "readiness"):
        for what in ("started, first summary", "memory, idle"):
            yield f"10^3 entries each: {service}, {what}"


def parallel(engine: str) -> Iterator[str]:
    """Counties, and processes where there can be two."""
    yield "payments of one county"
    for counties in (2, 4, 8):
        yield f"payments of {counties} counties, against one"
    if engine == "mariadb":
        yield "payments of two counties, in a process"
        yield "the same in two processes, against one"


# What is told of refusals; of payments there may be none, for their callers
# share the service's cores.
OF_REFUSALS = (*percent("refused", 50, 99),
               "refusals that say when to come back")
MAY_LACK = tuple(f"payments, {line}" for line in OF_REFUSALS)


def overload(_: str) -> Iterator[str]:
    """Payments and sheets, asked ten times as often as can be."""
    for what in ("payments", "sheets of 100"):
        for line in ("at the peak", "asked", "done", "refused", *OF_REFUSALS):
            yield f"{what}, {line}"


def crash(engine: str) -> Iterator[str]:
    """Each process, and what became of the writes."""
    killed = ["readiness", "funding", "supplies", "gateway"]
    for process in killed + ["mariadb"] * (engine == "mariadb"):
        for line in ("p50", "longest"):
            yield f"{process} killed, back, {line}"
    yield "writes acknowledged meanwhile"
    yield "of them lost"
    yield "of them doubled"


LINES = {lines.__name__: lines for lines in (
    writes, reads, counts, overview, growth, parallel, overload, crash)}


def expected(mode: str) -> list[str]:
    """The names of all lines of a mode, in no order."""
    return sorted(
        f"{engine}{',' if 'entries' in name else ':'} {name}"
        for engine in ENGINES for name in LINES[mode](engine))


def measured(mode: str) -> list[dict[str, object]]:
    """Runs a mode; its figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "figures.json"
        subprocess.run([BENCH, "--short", f"--{mode}", "--json", file],
                       check=True, timeout=SECONDS)
        return json.loads(file.read_text())


def main() -> int:
    """0 where everything is there."""
    mode = sys.argv[1]
    figures = measured(mode)
    # The size of an overview is not ours to say.
    names = sorted(
        " ".join("#" if word.isdecimal() and following == "kB," else word
                 for word, following in zip(words, [*words[1:], ""]))
        for words in (str(figure["name"]).split() for figure in figures))
    differing = [name for name in sorted(set(names) ^ set(expected(mode)))
                 if name in names or not name.endswith(MAY_LACK)]
    for name in differing:
        print("not expected:" if name in names else "not measured:", name)
    wrong = [name for figure in figures for name in [str(figure["name"])]
             if not name.endswith(MAY_BE_ZERO)
             and bool(figure["value"]) == name.endswith(MUST_BE_ZERO)]
    print(*(f"cannot be: {name}" for name in wrong), sep="\n")
    return int(bool(differing or wrong) or len(names) > len(set(names)))


if __name__ == "__main__":
    sys.exit(main())
