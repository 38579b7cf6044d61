#!/usr/bin/python3
"""The web console in a browser, on a running quickstart."""

import gzip
import pathlib
import re
import shutil
import subprocess
import unittest

from stories import HERE, OUTPUT, ROOT, Stories

BUILT = ROOT / "build/release/console"
SECONDS = 600
# What a hospital's clerk loads, all of it, compressed.
MOST_BYTES = 80_000
IMPORT = re.compile(r"\b(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")


class Console(Stories):
    def test_people_do_their_work_in_a_browser(self):
        shutil.rmtree(OUTPUT, ignore_errors=True)
        stories = sorted(str(story) for story in HERE.glob("*_test.mjs"))
        done = self.run_node("--test", "--test-concurrency=1",
                             "--test-reporter=spec", *stories,
                             seconds=SECONDS, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.expect_closed()

    def test_what_a_hospital_loads_is_small(self):
        subprocess.run([ROOT / "clients/console/build"], check=True,
                       capture_output=True, timeout=SECONDS)
        loaded = [BUILT / "index.html", BUILT / "sw.js",
                  *(BUILT / "assets").glob("*.css"),
                  *imported("index-*.js", "Hospital-*.js")]
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
