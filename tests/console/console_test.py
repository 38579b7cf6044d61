#!/usr/bin/python3
"""The web console in a browser, on a running quickstart."""

import gzip
import os
import pathlib
import re
import shutil
import subprocess
import unittest
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from stories import BUILT, HERE, OUTPUT, ROOT, Stories

# Of one file of stories.
SECONDS = 1200
# All that there is, or what each role does in one width and language.
IS_FULL = os.environ.get("EPILEDGER_CONSOLE") == "all"
# Each on a deployment of its own, beside the others; the files in order. The
# last ones leave a county in which others would not find their way.
LANES = [
    ["finance_test.mjs", "finance_orders_test.mjs", "oversight_test.mjs",
     "injection_test.mjs"],
    ["address_test.mjs", "bad_line_test.mjs", "headquarters_test.mjs",
     "hospital_test.mjs", "hospital_sheet_test.mjs", "keyboard_test.mjs",
     "requests_test.mjs", "sharing_test.mjs", "live_test.mjs",
     "warehouse_test.mjs", "hospital_faults_test.mjs"],
]
# What a hospital's clerk loads, all of it, compressed.
MOST_BYTES = 80_000
# All that headquarters ever load, charts too.
MOST_BYTES_OF_HEADQUARTERS = 300_000
# What everybody begins with: what comes first, and the frame.
SHELL = ["index-*.js", "main-*.js"]
# At the end of a name that Vite made; there may be a `-` in it.
HASH = re.compile(r"-[\w-]{8}\.(js|css)$")
IMPORT = re.compile(r"\b(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")
# As the reporter says it.
TOLD = re.compile(r"^ℹ tests [1-9]", re.MULTILINE)
MENTIONED = re.compile(r"[\"'`]\./([\w.-]+\.js)[\"'`]")


class Console(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([ROOT / "clients/console/build"], check=True,
                       capture_output=True, timeout=SECONDS)

    def test_people_do_their_work_in_a_browser(self):
        self.assertEqual({story for lane in LANES for story in lane},
                         {story.name for story in HERE.glob("*_test.mjs")})
        if IS_FULL:
            shutil.rmtree(OUTPUT, ignore_errors=True)
        OUTPUT.mkdir(parents=True, exist_ok=True)
        lanes = [self.lane() for _ in LANES]
        with ThreadPoolExecutor() as pool:
            wrong = "".join(pool.map(told, lanes, LANES))
        self.assertFalse(wrong, wrong)
        for lane in lanes:
            lane.expect_closed()

    def lane(self) -> Stories:
        """A deployment that is not started yet."""
        lane = Stories()
        lane.is_full = IS_FULL
        lane.setUp()
        self.addCleanup(lane.doCleanups)
        return lane

    def test_what_a_hospital_loads_is_small(self):
        loaded = [BUILT / "index.html", BUILT / "sw.js",
                  *with_styles(imported(*SHELL, "Hospital-*.js"))]
        self.assertLessEqual(sum(map(compressed, loaded)), MOST_BYTES, loaded)
        for file in loaded:
            if file.stat().st_size > 1000:
                self.assertTrue(file.with_name(file.name + ".gz").exists())

    def test_all_that_headquarters_may_load_is_not_large(self):
        shell = imported(*SHELL)
        loaded = with_styles(shell | reached("Headquarters-*.js", shell))
        self.assertTrue(any(file.name.startswith("echarts")
                            for file in loaded), loaded)
        self.assertLessEqual(sum(map(compressed, loaded)),
                             MOST_BYTES_OF_HEADQUARTERS, loaded)


def told(lane: Stories, stories: list[str]) -> str:
    """What went wrong in these files, one after the other."""
    with lane.deployed():
        return "".join(told_alone(lane, story) for story in stories)


def told_alone(lane: Stories, story: str) -> str:
    """What went wrong in this file; what each story took is kept beside the
    pictures.
    """
    try:
        done = lane.node("--test", "--test-reporter=spec", str(HERE / story),
                         seconds=SECONDS, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired as late:
        # A story that failed may leave open what keeps the others from ending.
        return (late.stdout or b"").decode() + str(late)
    (OUTPUT / story).with_suffix(".txt").write_text(done.stdout)
    is_well = done.returncode == 0 and TOLD.search(done.stdout)
    return "" if is_well else f"{story}: {done.stdout}"


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
