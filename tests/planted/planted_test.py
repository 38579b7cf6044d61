#!/usr/bin/python3
"""Every planted bug is found by the test that is there for it, which holds
without it; or a list of faults names it.

  planted_test.py FOLDER    where the programs are, called planted_NAME
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import defaultdict

from bug import INVARIANTS, Bug
from bugs import BUGS
from plant import edited

SECONDS, LEAST = 300, 60
TESTS = pathlib.Path(__file__).parents[1]
# Where killed processes, and rounds of faults, find what no story does.
FAULT_LISTS = (TESTS / "faults/planted_bugs_test.cc",
               TESTS / "faults/rounds/planted_rounds_test.py")
NAMED_THERE = re.compile(r'\b(?:PlantedBug\{|Hunt\()"(\w+)"')
# Whatever has rules, or checks what others did.
ROOMS = {"journal", "ledger", "book", "funding", "supplies", "readiness",
         "follow", "gateway", "host", "rpc", "export_verifier"}
programs = pathlib.Path()


def holds(*command: str | pathlib.Path, bug: str = "") -> bool:
    """Whether the stories hold, with the bug of this name where one is given.
    """
    # What fails here is not a result of the run that asks.
    environment = {key: value for key, value in os.environ.items()
                   if key != "GTEST_OUTPUT"} | {"EPILEDGER_PLANTED_BUG": bug}
    done = subprocess.run(command, env=environment, capture_output=True,
                          text=True, timeout=SECONDS, check=False)
    if "[  PASSED  ] 0 tests" in done.stdout and done.returncode == 0:
        raise AssertionError(f"no test is called so: {command}")
    return done.returncode == 0


def is_script(program: str) -> bool:
    """Of the verifier beside this folder; else it is a program."""
    return program.endswith(".py")


def stories_hold(program: str, stories: list[str], bug: str = "",
                 tests: pathlib.Path = TESTS) -> bool:
    """The same of a program's; a script is that of the folder `tests`."""
    if is_script(program):
        return holds("/usr/bin/python3", tests / program, *stories)
    return holds(programs / f"planted_{program}",
                 f"--gtest_filter={':'.join(stories)}", "--gtest_brief=1",
                 bug=bug)


def plant_into_scripts(bug: Bug, folder: pathlib.Path) -> None:
    """The verifier and its stories, with the bug in it."""
    (folder / "docs").symlink_to(TESTS.parent / "docs")
    for original in (*TESTS.glob("*.py"), *TESTS.glob("export_verifier/*.py")):
        name = original.relative_to(TESTS)
        copy = folder / "tests" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(original, copy)
        copy.write_text(edited((bug,), str(name), copy.read_text(), "True"))


def is_hidden(bug: Bug) -> bool:
    """Whether its story holds all the same."""
    if not is_script(bug.program):
        return stories_hold(bug.program, [bug.story], bug.name)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plant_into_scripts(bug, folder)
        return stories_hold(bug.program, [bug.story], tests=folder / "tests")


class Planted(unittest.TestCase):
    """Of the list, in its order."""

    def test_each_invariant_has_its_bug(self):
        self.assertEqual({bug.invariant for bug in BUGS}, INVARIANTS)
        self.assertGreaterEqual(len(BUGS), LEAST)
        self.assertEqual(len({bug.name for bug in BUGS}), len(BUGS))

    def test_each_room_has_its_bug(self):
        self.assertLessEqual(ROOMS, {edit.file.partition("/")[0]
                                     for bug in BUGS for edit in bug.edits})

    def test_each_is_answered_for(self):
        """By a program and its story, or by a list of faults."""
        named = {name for file in FAULT_LISTS
                 for name in NAMED_THERE.findall(file.read_text())}
        self.assertLessEqual(named, {bug.name for bug in BUGS})
        for bug in BUGS:
            with self.subTest(bug.name):
                self.assertEqual(bool(bug.program), bool(bug.story))
                self.assertTrue(bug.program or bug.name in named,
                                "nobody looks for it")

    def test_each_is_found(self):
        for bug in BUGS:
            if bug.program:
                with self.subTest(bug.name):
                    self.assertFalse(is_hidden(bug), "stayed hidden")

    def test_without_them_all_holds(self):
        stories = defaultdict(set)
        for bug in BUGS:
            if bug.program:
                stories[bug.program].add(bug.story)
        for program, of_it in stories.items():
            with self.subTest(program):
                self.assertTrue(stories_hold(program, sorted(of_it)))


if __name__ == "__main__":
    programs = pathlib.Path(sys.argv.pop())
    sys.exit(unittest.main())
