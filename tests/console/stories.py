"""A deployment with its console, and a browser that is driven by scripts."""

import contextlib
import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "deploy"))

from deployment import (  # noqa: E402
    EPILEDGER, ROOT, Deployment, stay_within_a_day)

OUTPUT = ROOT / "build/console-pictures"
BUILT = ROOT / "build/release/console"
# Longer than all stories take.
ROOM = datetime.timedelta(minutes=20)
# A start builds what is not built, into a folder that all have.
STARTS = threading.Lock()
NODE = ROOT / "build/tools/node/node_modules/.bin/node"


class Stories(Deployment):
    # Each width and each language, too.
    is_full = True

    def settings(self) -> dict:
        """What the stories are told, see browser.mjs."""
        address = f"https://127.0.0.1:{self.port + 4}"
        tokens = self.data / "tokens/{person}.token"
        return {
            "address": address, "output": str(OUTPUT), "console": str(BUILT),
            "isFull": self.is_full,
            "chromium": shutil.which("chromium"),
            "signIn": [str(ROOT / "build/release/bin/gateway"),
                       "sign-in-link", "--sign-in-folder",
                       str(self.data / "sign-in"), "--token-file",
                       str(tokens), "--address", address],
            "epiledger": [str(EPILEDGER), "--profile", "{person}",
                          "--profiles", str(self.data / "profiles")],
            "service": [str(HERE / "service.py"), "{action}", "{name}",
                        str(self.data)]}

    def finish(self, process: subprocess.Popen) -> None:
        """Ctrl-C, also where a story ended services and began them again."""
        for begun in self.data.glob("*.pid"):
            os.kill(int(begun.read_text()), signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        # It was held; the interrupt comes first.
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(60), 0)

    @contextlib.contextmanager
    def deployed(self):
        """While it serves; then everything ends, whatever happened."""
        with STARTS:
            stay_within_a_day(ROOM)
            process, printed = self.serve()
        try:
            self.assertIn("The console is https://127.0.0.1:", printed)
            yield
        finally:
            self.finish(process)

    def node(self, *words: str, seconds: int,
             **options) -> subprocess.CompletedProcess:
        """Node.js with what the scripts are told."""
        return subprocess.run(
            [NODE, *words], timeout=seconds, text=True, check=False,
            env=os.environ | {"CONSOLE_TEST": json.dumps(self.settings()),
                              "XDG_STATE_HOME": str(self.state())}, **options)
