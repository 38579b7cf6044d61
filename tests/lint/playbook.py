#!/usr/bin/python3
"""Each alert has its page in docs/playbook, which says what it means, how to
verify and how to fix it, and a test that it is raised; each page has its alert.
"""

import pathlib
import re
from collections.abc import Iterator

from source_tree import Finding, finish, text_of, tracked

RULES = "deploy/prometheus/alerts.yaml"
TESTS = "tests/deploy/alerts.test.yaml"
PAGES = "docs/playbook"
INDEX = f"{PAGES}/README.md"

ALERT = re.compile(r"^ +- alert: (\w+)$", re.MULTILINE)
PAGE = re.compile(r"^ +playbook: (\S+)$", re.MULTILINE)
# Of a test: the alert it is about, followed by what must be raised.
RAISED = re.compile(r"^ +alertname: (\w+)\n +exp_alerts:\n", re.MULTILINE)
HEADINGS = ("## Verify", "## Fix")


def page_findings(alert: str, path: str) -> Iterator[Finding]:
    """What a page lacks."""
    lines = text_of(path).splitlines()
    if lines[:1] != [f"# {alert}"]:
        yield Finding(path, 1, f"its heading is not `# {alert}`")
    if [line for line in lines if line.startswith("## ")] != [*HEADINGS]:
        yield Finding(path, 0, f"its parts are not {' and '.join(HEADINGS)}")


def findings(rules: str, tests: str, files: list[str]) -> Iterator[Finding]:
    """Findings in rules, their tests and the pages among `files`."""
    alerts = ALERT.findall(rules)
    if PAGE.findall(rules) != [f"{PAGES}/{alert}.md" for alert in alerts]:
        yield Finding(RULES, 0, f"an alert does not name {PAGES}/ALERT.md")
    pages = {pathlib.PurePath(path).stem for path in files
             if path.startswith(f"{PAGES}/") and path != INDEX}
    for alert in sorted(pages - set(alerts)):
        yield Finding(f"{PAGES}/{alert}.md", 0, "there is no such alert")
    for alert in alerts:
        path = f"{PAGES}/{alert}.md"
        if alert not in pages:
            yield Finding(RULES, 0, f"{alert} has no page {path}")
            continue
        yield from page_findings(alert, path)
        if f"]({alert}.md)" not in text_of(INDEX):
            yield Finding(INDEX, 0, f"does not name {alert}")
    for alert in sorted(set(alerts) - set(RAISED.findall(tests))):
        yield Finding(TESTS, 0, f"no test raises {alert}")


if __name__ == "__main__":
    finish(findings(text_of(RULES), text_of(TESTS), tracked(".md")),
           "alerts with their pages")
