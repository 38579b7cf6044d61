"""A deployment of deploy/quickstart as tests start, ask and stop it."""

import datetime
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUICKSTART = ROOT / "deploy/quickstart"
EPILEDGER = ROOT / "build/release/bin/epiledger"
# The county's.
ZONE = datetime.timezone(datetime.timedelta(hours=8))
# Ports that somebody of this process has or is about to have.
GIVEN = set()


def stay_within_a_day(room: datetime.timedelta) -> None:
    """What is due today and how long goods last depend on the day it is: waits
    for the next one where this one ends within `room`.
    """
    now = datetime.datetime.now(ZONE)
    if (now + room).date() != now.date():
        time.sleep(room.total_seconds())


def free_ports() -> int:
    """The first of five free ports in a row, below the kernel's own."""
    for base in range(20000 + os.getpid() % 8000, 32000, 8):
        held = []
        try:
            for port in range(base, base + 5):
                held.append(socket.create_server(("127.0.0.1", port)))
            # While it is held: nobody else comes this far with it.
            if base not in GIVEN:
                GIVEN.add(base)
                return base
        except OSError:
            continue
        finally:
            for server in held:
                server.close()
    raise AssertionError("no five free ports in a row")


class Deployment(unittest.TestCase):
    """In a data directory and at ports of its own."""

    def setUp(self):
        # Short: the path of MariaDB's socket has a limit.
        folder = tempfile.TemporaryDirectory(prefix="q", dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.data = pathlib.Path(folder.name)
        self.port = free_ports()
        self.store = "sqlite"

    def state(self) -> pathlib.Path:
        """Where people keep what belongs to the books of one engine."""
        return self.data / "state" / self.store

    def command(self, *flags: str) -> list[str]:
        return [str(QUICKSTART), "--skip-install", "--data-dir",
                str(self.data), "--port-base", str(self.port), *flags]

    def run_as(self, profile: str, *arguments) -> str:
        """What `epiledger` prints for a person."""
        done = subprocess.run(
            [EPILEDGER, *arguments, "--profile", profile, "--profiles",
             self.data / "profiles"],
            text=True, capture_output=True, check=False, timeout=30,
            env=os.environ | {"XDG_STATE_HOME": str(self.state())})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def ask(self, profile: str, *arguments: str):
        """What `epiledger` answers a person."""
        return json.loads(self.run_as(profile, *arguments, "--format", "json"))

    def serve(self, *flags: str, from_script=False) -> tuple[subprocess.Popen,
                                                             str]:
        """Starts it and waits until it serves, with what it printed; from a
        script's background, where it begins with SIGINT ignored."""
        background = ["bash", "-c", 'trap "" INT; exec "$@"', "script"]
        process = subprocess.Popen(
            (background if from_script else []) + self.command(*flags),
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Profiles:"):
                return process, "".join(lines)
        raise AssertionError("".join(lines))

    def interrupt(self, process: subprocess.Popen) -> None:
        """Ctrl-C: everything ends."""
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 0, process.stdout.read())
        self.expect_closed()

    def expect_closed(self) -> None:
        """None of the four services listens any more."""
        for port in range(self.port, self.port + 5):
            with socket.socket() as probe:
                self.assertNotEqual(probe.connect_ex(("127.0.0.1", port)), 0,
                                    port)
