#!/usr/bin/python3
"""Counts test cases: count_results.py build/test-results

A GoogleTest program counts with each of its cases, any other test as one, and
so does a program that ended badly without a case that failed: a crash, a timeout.
What a sanitizer reported of any process (report.PROGRAM.PID) counts as failed.
Prints how the output of each failed program ends, the failed cases, and as the
last line `N passed, M failed`.
"""

import dataclasses
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

# Of a failed program's output.
LAST_LINES = 20


@dataclasses.dataclass
class Count:
    """Cases that passed, and the names of those that failed."""

    passed: int = 0
    failed: list[str] = dataclasses.field(default_factory=list)
    # By the name of a failed program.
    last_words: dict[str, str] = dataclasses.field(default_factory=dict)

    def add(self, name: str, good: bool) -> None:
        if good:
            self.passed += 1
        else:
            self.failed.append(name)


def count_cases(report: pathlib.Path, count: Count) -> bool:
    """Adds the cases of a GoogleTest program; whether one of them failed."""
    before = len(count.failed)
    for suite in json.loads(report.read_text(encoding="utf-8"))["testsuites"]:
        for case in suite["testsuite"]:
            if case["status"] == "RUN":
                count.add(f"{report.stem}: {suite['name']}.{case['name']}",
                          "failures" not in case)
    return len(count.failed) > before


def count_preset(folder: pathlib.Path, count: Count) -> None:
    """Adds the results of one ctest run."""
    for report in folder.glob("*.json"):
        count_cases(report, count)
    told = {name.split(":")[0] for name in count.failed}
    for test in xml.parse(folder / "ctest.xml").getroot().iter("testcase"):
        name, good = test.attrib["name"], test.attrib["status"] == "run"
        if not good:
            lines = test.findtext("system-out", "").strip().splitlines()
            count.last_words[name] = "\n".join(lines[-LAST_LINES:])
        if (folder / f"{name}.json").exists():
            if not good and name not in told:
                count.failed.append(f"{name}: ended badly, see its output")
        else:
            count.add(name, good)


def count_reports(folder: pathlib.Path, count: Count) -> None:
    """Adds what sanitizers wrote, by the line that sums it up."""
    for report in sorted(folder.glob("report.*")):
        lines = report.read_text(encoding="utf-8", errors="replace").split("\n")
        found = [line for line in lines if line.startswith("SUMMARY: ")]
        for line in found or [f"see {report}"]:
            count.add(f"{report.name}: {line}", False)


def count_all(results: pathlib.Path) -> Count:
    total = Count()
    for folder in sorted(p for p in results.iterdir() if p.is_dir()):
        count = Count()
        if (folder / "ctest.xml").exists():
            count_preset(folder, count)
            count_reports(folder, count)
        if not (folder / "ctest.xml").exists():
            count.failed.append("ctest left no results")
        total.passed += count.passed
        total.failed += [f"{folder.name}: {name}" for name in count.failed]
        total.last_words |= {f"{folder.name}: {name}": words for name, words
                             in count.last_words.items()}
    # A label may have no test in one preset, but not in all of them.
    if not total.passed + len(total.failed):
        total.failed.append("no test was run: does the label exist in this tier?")
    return total


def main() -> int:
    total = count_all(pathlib.Path(sys.argv[1]))
    for name, words in total.last_words.items():
        print(f"{name} ends:\n{words}\n")
    for name in total.failed:
        print(f"FAILED {name}")
    print(f"{total.passed} passed, {len(total.failed)} failed")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
