#!/usr/bin/python3
"""The web console in a browser, on a running quickstart."""

import gzip
import pathlib
import re
import shutil
import subprocess
import unittest
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
IMPORT = re.compile(r"\b(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")


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
        subprocess.run([ROOT / "clients/console/build"], check=True,
                       capture_output=True, timeout=SECONDS)
        scripts = imported("index-*.js", "Hospital-*.js")
        # A script's styles have its name, up to the hash.
        names = {script.name.rsplit("-", 1)[0] for script in scripts}
        loaded = [BUILT / "index.html", BUILT / "sw.js", *scripts,
                  *(style for style in (BUILT / "assets").glob("*.css")
                    if style.name.rsplit("-", 1)[0] in names)]
        size = sum(len(gzip.compress(file.read_bytes(), 9, mtime=0))
                   for file in loaded)
        self.assertLessEqual(size, MOST_BYTES, loaded)
        for file in loaded:
            if file.stat().st_size > 1000:
                self.assertTrue(file.with_name(file.name + ".gz").exists())


def imported(*patterns: str) -> set[pathlib.Path]:
    """Scripts of these names with all that they need to begin; what other
    roles' views need is asked for when such a view is opened.
    """
    found: set[pathlib.Path] = set()
    ahead = [file for pattern in patterns
             for file in (BUILT / "assets").glob(pattern)]
    while ahead:
        file = ahead.pop()
        if file not in found:
            found.add(file)
            ahead += [file.with_name(name)
                      for name in IMPORT.findall(file.read_text())]
    return found


if __name__ == "__main__":
    unittest.main()
