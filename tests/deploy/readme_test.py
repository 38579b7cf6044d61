#!/usr/bin/python3
"""README's first session, pasted line for line against a fresh quickstart: the
exit codes are right and the output is the one shown."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from deployment import QUICKSTART, ROOT, free_ports

HEADING = "## A first session\n"
BLOCK = re.compile(r"```(sh|text)\n(.*?)```\n", re.DOTALL)
# Where README has the data, and what differs from day to day and run to run.
DATA = "$PWD/var/"
VOLATILE = (
    (re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?"), "DATE"),
    (re.compile(r"〔\d{4}〕"), "〔YEAR〕"),
    (re.compile(r"\b[0-9a-f]{8}-(\d{10})\b"), r"ID-\1"),
)
PICTURE_SECONDS = 10


def blocks() -> list[tuple[str, str]]:
    """The session's commands, each with the output shown under it."""
    text = (ROOT / "README.md").read_text().split(HEADING)[1].split("\n## ")[0]
    found = BLOCK.findall(text) + [("sh", "")]
    return [(body, after[1] if after[0] == "text" else "")
            for (kind, body), after in zip(found, found[1:]) if kind == "sh"]


def lines(output: str) -> list[str]:
    """Its lines, without what differs and without the width of columns."""
    for pattern, word in VOLATILE:
        output = pattern.sub(word, output)
    return [" ".join(line.split()) for line in output.splitlines() if line]


class Readme(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="q", dir="/tmp"))
        cls.data = pathlib.Path(folder)
        cls.quickstart = subprocess.Popen(
            [QUICKSTART, "--skip-install", "--data-dir", folder,
             "--port-base", str(free_ports())],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        cls.addClassCleanup(cls.quickstart.stdout.close)
        cls.addClassCleanup(cls.stop)
        said = []
        for line in cls.quickstart.stdout:
            said.append(line)
            if line.startswith("Profiles:"):
                return
        raise AssertionError("".join(said))

    @classmethod
    def stop(cls):
        cls.quickstart.send_signal(signal.SIGINT)
        cls.quickstart.wait(60)

    def paste(self, block: str, before: str) -> tuple[int, str]:
        """Exit code and output of a block, behind the `export` of the first."""
        script = before + block
        self.assertIn(DATA, before)
        done = subprocess.run(
            ["bash", "-c", script.replace(DATA, f"{self.data}/")], text=True,
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False, timeout=60, env=os.environ | {"LC_ALL": "C.UTF-8"})
        return done.returncode, done.stdout

    def test_every_line_works_and_shows_what_is_written_under_it(self):
        (export, nothing), *session = blocks()
        self.assertEqual(nothing, "")
        self.assertGreaterEqual(len(session), 7)
        for block, shown in session:
            with self.subTest(block):
                self.assertNotEqual(shown, "")
                code, output = self.paste(block, export)
                give_up = time.monotonic() + PICTURE_SECONDS
                # The picture follows the services by a moment.
                while (" overview " in block and lines(output) != lines(shown)
                       and time.monotonic() < give_up):
                    code, output = self.paste(block, export)
                self.assertEqual(lines(output), lines(shown))
                self.assertEqual(code, 1 if "Refused;" in shown else 0)


if __name__ == "__main__":
    sys.exit(unittest.main())
