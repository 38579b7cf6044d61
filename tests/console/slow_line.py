#!/usr/bin/python3
"""Prints how long a hospital's clerk waits on a bad line: slow_line.mjs on a
deployment of its own, at the gateway itself and behind the nginx of production.
Not a test: it judges nothing. ROUNDS and SEED in the environment say how often,
and with which losses.
"""

import contextlib
import sys

# Puts the deployment's room on the path.
from stories import BUILT, HERE, Stories
from edge import Edge

SECONDS = 3600


class SlowLine(Stories):
    @contextlib.contextmanager
    def behind_nginx(self):
        """While it stands there; gives its port."""
        edge = Edge(self.data / "nginx", self.port + 5,
                    f"127.0.0.1:{self.port}", f"127.0.0.1:{self.port + 4}",
                    self.data / "pki", BUILT)
        nginx = edge.start()
        try:
            yield edge.port
        finally:
            nginx.terminate()
            nginx.wait()

    def runTest(self):
        with self.deployed(), self.behind_nginx() as port:
            done = self.node(str(HERE / "slow_line.mjs"), str(port),
                             seconds=SECONDS)
        self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    measured = SlowLine().run()
    for _, why in measured.errors + measured.failures:
        print(why, file=sys.stderr)
    sys.exit(not measured.wasSuccessful())
