#!/usr/bin/python3
"""The web console in a browser, on a running quickstart."""

import gzip
import pathlib
import re
import shutil
import subprocess
import unittest
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from stories import BUILT, HERE, OUTPUT, ROOT, Stories

SECONDS = 1200
# Told beside the others, of which none changes what they look at; in order.
BESIDE = ["finance_test.mjs", "finance_orders_test.mjs", "oversight_test.mjs",
          "hospital_sheet_test.mjs"]
# These change what others look at, or end a service; in order.
LAST = ["warehouse_test.mjs", "hospital_faults_test.mjs"]
# What a hospital's clerk loads, all of it, compressed.
MOST_BYTES = 80_000
# All that headquarters ever load, charts too.
MOST_BYTES_OF_HEADQUARTERS = 300_000
# At the end of a name that Vite made; there may be a `-` in it.
HASH = re.compile(r"-[\w-]{8}\.(js|css)$")
IMPORT = re.compile(r"\b(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")
MENTIONED = re.compile(r"[\"'`]\./([\w.-]+\.js)[\"'`]")


class Console(Stories):
    def tell(self, stories: list[str]) -> str:
        """What went wrong in these files, one after the other."""
        done = self.node("--test", "--test-concurrency=1",
                         "--test-reporter=spec",
                         *[str(HERE / story) for story in stories],
                         seconds=SECONDS, capture_output=True)
        return done.stdout + done.stderr if done.returncode else ""

    def test_people_do_their_work_in_a_browser(self):
        shutil.rmtree(OUTPUT, ignore_errors=True)
        stories = sorted(story.name for story in HERE.glob("*_test.mjs"))
        others = [story for story in stories if story not in BESIDE + LAST]
        with self.deployed(), ThreadPoolExecutor() as pool:
            wrong = [*pool.map(self.tell, [others, BESIDE]), self.tell(LAST)]
        self.assertFalse(any(wrong), "".join(wrong))
        self.expect_closed()

    def test_what_a_hospital_loads_is_small(self):
        self.build()
        loaded = [BUILT / "index.html", BUILT / "sw.js",
                  *with_styles(imported("index-*.js", "Hospital-*.js"))]
        self.assertLessEqual(sum(map(compressed, loaded)), MOST_BYTES, loaded)
        for file in loaded:
            if file.stat().st_size > 1000:
                self.assertTrue(file.with_name(file.name + ".gz").exists())

    def test_all_that_headquarters_may_load_is_not_large(self):
        self.build()
        shell = imported("index-*.js")
        loaded = with_styles(shell | reached("Headquarters-*.js", shell))
        self.assertTrue(any(file.name.startswith("echarts")
                            for file in loaded), loaded)
        self.assertLessEqual(sum(map(compressed, loaded)),
                             MOST_BYTES_OF_HEADQUARTERS, loaded)

    @staticmethod
    def build():
        subprocess.run([ROOT / "clients/console/build"], check=True,
                       capture_output=True, timeout=SECONDS)


def compressed(file: pathlib.Path) -> int:
    """How many bytes come over the line."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def with_styles(scripts: set[pathlib.Path]) -> list[pathlib.Path]:
    """A script's styles have its name, up to the hash."""
    names = {HASH.sub("", script.name) for script in scripts}
    return [*scripts, *(style for style in (BUILT / "assets").glob("*.css")
                        if HASH.sub("", style.name) in names)]


def imported(*patterns: str) -> set[pathlib.Path]:
    """Scripts of these names with all that they need to begin; what other
    roles' views need is asked for when such a view is opened.
    """
    return closure(patterns, IMPORT, set())


def reached(pattern: str, known: set[pathlib.Path]) -> set[pathlib.Path]:
    """Beyond what is known, all that this script may ever ask for."""
    return closure([pattern], MENTIONED, known)


def closure(patterns: Iterable[str], names: re.Pattern[str],
            known: set[pathlib.Path]) -> set[pathlib.Path]:
    """What these scripts name, what those name, and so on."""
    found: set[pathlib.Path] = set()
    ahead = [file for pattern in patterns
             for file in (BUILT / "assets").glob(pattern)]
    while ahead:
        file = ahead.pop()
        if file not in found | known:
            found.add(file)
            ahead += [file.with_name(name)
                      for name in names.findall(file.read_text())]
    return found


if __name__ == "__main__":
    unittest.main()
