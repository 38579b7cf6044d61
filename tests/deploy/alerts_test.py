#!/usr/bin/python3
"""The alert rules as Prometheus takes them: they parse, they are raised by what
they are for, and by nothing less.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy/prometheus"
TESTS = ROOT / "tests/deploy/alerts.test.yaml"
# A rule and what raises it, up to its patience or its labels.
RULE = re.compile(r"- alert: (?P<alert>\w+)\n +expr:(?P<expr>(?:.*\n)+?)"
                  r" +(?:for|labels):")


def promtool(*arguments: str | pathlib.Path) -> subprocess.CompletedProcess:
    """What it says, and its exit code."""
    return subprocess.run(["promtool", *arguments], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=60)


class Alerts(unittest.TestCase):

    def expect_success(self, *arguments: str | pathlib.Path):
        done = promtool(*arguments)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_rules_and_configuration_parse(self):
        self.expect_success("check", "rules", RULES / "alerts.yaml")
        self.expect_success("check", "config", "--syntax-only",
                            RULES / "prometheus.yaml")

    def test_each_is_raised_by_what_it_is_for(self):
        self.expect_success("test", "rules", TESTS)

    def test_a_rule_that_is_never_raised_fails(self):
        text = (RULES / "alerts.yaml").read_text()
        rules = list(RULE.finditer(text))
        self.assertEqual(len(rules), text.count("- alert:"))
        for rule in rules:
            with self.subTest(rule["alert"]), \
                    tempfile.TemporaryDirectory() as folder:
                tests = pathlib.Path(folder) / TESTS.name
                tests.write_text(TESTS.read_text().replace(
                    "../../deploy/prometheus/", ""))
                (tests.parent / "alerts.yaml").write_text(
                    text[:rule.start("expr")] + " vector(0) > 1\n" +
                    text[rule.end("expr"):])
                done = promtool("test", "rules", tests)
                self.assertNotEqual(done.returncode, 0, done.stdout)
                self.assertIn(f"alertname: {rule['alert']}", done.stdout)


if __name__ == "__main__":
    sys.exit(unittest.main())
