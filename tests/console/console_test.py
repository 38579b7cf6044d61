#!/usr/bin/python3
"""The web console in a browser, on a running quickstart."""

import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "deploy"))

from deployment import EPILEDGER, ROOT, Deployment  # noqa: E402

OUTPUT = ROOT / "build/test-results/console"
BUILT = ROOT / "build/release/console"
NODE = ROOT / "build/tools/node/node_modules/.bin/node"
SECONDS = 1200
# What a hospital's clerk loads, all of it, compressed.
MOST_BYTES = 80_000
IMPORT = re.compile(r"\b(?:from|import)\s*[\"'`]\./([\w.-]+\.js)[\"'`]")


class Console(Deployment):
    def settings(self) -> dict:
        """What the stories are told, see browser.mjs."""
        address = f"https://127.0.0.1:{self.port + 4}"
        tokens = self.data / "tokens/{person}.token"
        return {
            "address": address, "output": str(OUTPUT), "console": str(BUILT),
            "chromium": shutil.which("chromium"),
            "signIn": [str(ROOT / "build/release/bin/gateway"),
                       "sign-in-link", "--sign-in-folder",
                       str(self.data / "sign-in"), "--token-file",
                       str(tokens), "--address", address],
            "epiledger": [str(EPILEDGER), "--profile", "{person}",
                          "--profiles", str(self.data / "profiles")]}

    def test_people_do_their_work_in_a_browser(self):
        shutil.rmtree(OUTPUT, ignore_errors=True)
        process, printed = self.serve()
        self.assertIn("The console is https://127.0.0.1:", printed)
        stories = sorted(str(story) for story in HERE.glob("*_test.mjs"))
        done = subprocess.run(
            [NODE, "--test", "--test-concurrency=1", "--test-reporter=spec",
             *stories], timeout=SECONDS, text=True, capture_output=True,
            check=False, env=os.environ | {
                "CONSOLE_TEST": json.dumps(self.settings()),
                "XDG_STATE_HOME": str(self.state())})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.interrupt(process)

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
