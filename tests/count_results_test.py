#!/usr/bin/python3
"""No case is lost or counted twice, however a test program ends."""

import json
import pathlib
import sys
import tempfile
import unittest

from count_results import count_all

CTEST = '<testsuite>{}</testsuite>'
TEST = '<testcase name="{}" status="{}"/>'


class CountResults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.results = pathlib.Path(folder.name)

    def ran(self, preset="release", **tests: str) -> None:
        """What ctest said of each test."""
        (self.results / preset).mkdir()
        text = "".join(TEST.format(*test) for test in tests.items())
        (self.results / preset / "ctest.xml").write_text(CTEST.format(text))

    def reported(self, program: str, **cases: bool) -> None:
        """What a GoogleTest program wrote when it ended: which cases passed."""
        suite = [{"name": name, "status": "RUN"} |
                 ({} if good else {"failures": [{"failure": "1 is not 2"}]})
                 for name, good in cases.items()]
        report = {"testsuites": [{"name": "Book", "testsuite": suite}]}
        (self.results / f"release/{program}.json").write_text(
            json.dumps(report))

    def counted(self) -> tuple[int, list[str]]:
        total = count_all(self.results)
        return total.passed, total.failed

    def test_programs_count_with_their_cases_and_scripts_as_one(self):
        self.ran(book_test="run", lint="run")
        self.reported("book_test", Opens=True, Closes=True)
        self.assertEqual(self.counted(), (3, []))

    def test_failed_cases_are_named_once(self):
        self.ran(book_test="fail", lint="fail")
        self.reported("book_test", Opens=True, Closes=False)
        self.assertEqual(self.counted(),
                         (1, ["release: book_test: Book.Closes",
                              "release: lint"]))

    def test_a_crash_fails_with_and_without_a_report(self):
        self.ran(book_test="fail", log_test="fail", gone_test="notrun")
        self.reported("book_test", Opens=True)
        self.assertEqual(self.counted(),
                         (1, ["release: book_test: ended badly, see its output",
                              "release: log_test", "release: gone_test"]))

    def test_what_a_sanitizer_reports_fails_though_its_test_passed(self):
        self.ran(crash_test="run")
        (self.results / "release/report.funding.17").write_text(
            "WARNING\nSUMMARY: data race\nWARNING\nSUMMARY: deadlock\n")
        (self.results / "release/report.funding.18").write_text("cut sh")
        passed, failed = self.counted()
        self.assertEqual(passed, 1)
        self.assertEqual(
            failed[:2], ["release: report.funding.17: SUMMARY: data race",
                         "release: report.funding.17: SUMMARY: deadlock"])
        self.assertIn("report.funding.18", failed[2])

    def test_a_failed_program_says_its_last_words(self):
        (self.results / "release").mkdir()
        output = "\n".join(f"line {number}" for number in range(100))
        (self.results / "release/ctest.xml").write_text(CTEST.format(
            f'<testcase name="rounds" status="fail"><system-out>{output}'
            '</system-out></testcase><testcase name="lint" status="run"/>'))
        words = count_all(self.results).last_words
        self.assertEqual(list(words), ["release: rounds"])
        self.assertTrue(words["release: rounds"].startswith("line 80\n"))
        self.assertTrue(words["release: rounds"].endswith("\nline 99"))

    def test_a_run_without_tests_fails(self):
        self.ran()
        self.ran("asan")
        self.assertEqual(self.counted(),
                         (0, ["no test was run: does the label exist in this "
                              "tier?"]))

    def test_a_preset_without_tests_of_the_label_is_no_failure(self):
        self.ran(lint_sizes="run")
        self.ran("asan")
        self.ran("tsan")
        self.assertEqual(self.counted(), (1, []))

    def test_a_preset_that_never_got_to_its_tests_is_a_failure(self):
        self.ran(lint_sizes="run")
        (self.results / "asan").mkdir()
        self.assertEqual(self.counted(), (1, ["asan: ctest left no results"]))


if __name__ == "__main__":
    sys.exit(unittest.main())
