#!/usr/bin/python3
"""Prints how long a hospital's clerk waits on a bad line: slow_line.mjs on a
deployment of its own. Not a test: it judges nothing. ROUNDS and SEED in the
environment say how often, and with which losses.
"""

import sys

from stories import HERE, Stories

SECONDS = 3600


class SlowLine(Stories):
    def runTest(self):
        done = self.run_node(str(HERE / "slow_line.mjs"), seconds=SECONDS)
        self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    measured = SlowLine().run()
    for _, why in measured.errors + measured.failures:
        print(why, file=sys.stderr)
    sys.exit(not measured.wasSuccessful())
