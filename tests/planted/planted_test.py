#!/usr/bin/python3
"""Every planted bug is found by the test that is there for it, which holds
without it.

  planted_test.py FOLDER    where the programs are, called planted_NAME
"""

import os
import pathlib
import subprocess
import sys
import unittest

from bug import INVARIANTS
from bugs import BUGS

SECONDS, LEAST = 300, 25
programs = pathlib.Path()


def holds(program: str, story: str, bug: str = "") -> bool:
    """Whether the story holds, with the bug of this name where one is given."""
    # What fails here is not a result of the run that asks.
    environment = {key: value for key, value in os.environ.items()
                   if key != "GTEST_OUTPUT"} | {"EPILEDGER_PLANTED_BUG": bug}
    done = subprocess.run(
        [programs / f"planted_{program}", f"--gtest_filter={story}",
         "--gtest_brief=1"], env=environment, capture_output=True,
        text=True, timeout=SECONDS, check=False)
    if "[  PASSED  ] 0 tests" in done.stdout and done.returncode == 0:
        raise AssertionError(f"no test is called {story}")
    return done.returncode == 0


class Planted(unittest.TestCase):
    """Of the list, in its order."""

    def test_each_invariant_has_its_bug(self):
        self.assertEqual({bug.invariant for bug in BUGS}, INVARIANTS)
        self.assertGreaterEqual(len(BUGS), LEAST)
        self.assertEqual(len({bug.name for bug in BUGS}), len(BUGS))

    def test_each_is_found(self):
        for bug in BUGS:
            if bug.program:
                with self.subTest(bug.name):
                    self.assertFalse(holds(bug.program, bug.story, bug.name),
                                     "stayed hidden")

    def test_without_them_all_holds(self):
        for program, story in sorted({(bug.program, bug.story)
                                      for bug in BUGS if bug.program}):
            with self.subTest(story):
                self.assertTrue(holds(program, story))


if __name__ == "__main__":
    programs = pathlib.Path(sys.argv.pop())
    sys.exit(unittest.main())
