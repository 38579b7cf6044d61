#!/usr/bin/python3
"""deploy/quickstart as a person runs it: twice on each engine, and Ctrl-C."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUICKSTART = ROOT / "deploy/quickstart"
EPILEDGER = ROOT / "build/release/bin/epiledger"
SECONDS = 300
BUF = ROOT / "build/tools/buf/node_modules/.bin/buf"
# What differs from run to run: points in the books, when they were asked and
# when the sample was entered. What the sample itself says, such as when it
# counted, does not.
VOLATILE = {"readAt", "dataTime", "feedTime", "judgeTime", "receiveTime",
            "reviseTime", "time"}
# Of each part of the overview: the documents, a store, the last reports.
FIGURES = (
    r"^示财社〔\d{4}〕1号 .* 6,500,000\.00 3,428,600\.50 3,071,399\.50$",
    r"^示财社〔\d{4}〕2号 .* 2,250,000\.00 1,026,000\.00 1,224,000\.00$",
    r"^示范县人民医院 医用外科口罩 15,500 ",
    r"^tcm-hospital 示范县中医院 on time late 260 188 ",
    r"^west-town 西镇 on time, zero report ",
)


def free_ports() -> int:
    """The first of four free ports in a row, below the kernel's own."""
    for base in range(20000 + os.getpid() % 8000, 32000, 8):
        held = []
        try:
            for port in range(base, base + 4):
                held.append(socket.create_server(("127.0.0.1", port)))
            return base
        except OSError:
            continue
        finally:
            for server in held:
                server.close()
    raise AssertionError("no four free ports in a row")


def figures(value):
    """An answer without what differs from run to run."""
    if isinstance(value, dict):
        return {key: figures(part) for key, part in value.items()
                if key not in VOLATILE}
    return [figures(v) for v in value] if isinstance(value, list) else value


class Quickstart(unittest.TestCase):
    maxDiff = None

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
        for port in range(self.port, self.port + 4):
            with socket.socket() as probe:
                self.assertNotEqual(probe.connect_ex(("127.0.0.1", port)), 0,
                                    port)

    def expect_figures(self, printed: str) -> None:
        """The printed overview has all that was loaded, to the last report."""
        rows = [" ".join(line.split()) for line in printed.splitlines()]
        for row in FIGURES:
            self.assertTrue(any(re.search(row, line) for line in rows),
                            f"{row} is not in:\n{printed}")

    def expect_receipts_to_hold(self) -> None:
        """The books have all that those who wrote in them hold receipts for."""
        for book, writer in (("funding", "finance"),
                             ("supplies", "people-hospital"),
                             ("readiness", "operator")):
            receipts = self.state() / "epiledger" / writer / "receipts.jsonl"
            self.run_as("auditor", "journal", "verify", book, "--receipts",
                        receipts)

    def overview(self, store: str, from_script=False):
        """The headquarters' figures of one run, from start to Ctrl-C."""
        self.store = store
        process, printed = self.serve(f"--store={store}",
                                      from_script=from_script)
        self.expect_figures(printed)
        answer = self.ask("headquarters", "overview", "county")
        self.expect_receipts_to_hold()
        self.interrupt(process)
        return figures(answer)

    def test_both_engines_show_the_same_and_a_second_run_changes_nothing(self):
        sqlite = self.overview("sqlite")
        self.assertEqual(self.overview("sqlite", from_script=True), sqlite)
        self.assertEqual(self.overview("mysql"), sqlite)
        self.assertEqual(self.overview("mysql"), sqlite)
        self.assertIn('"onTime": ', json.dumps(sqlite))

    def kept_after_a_start(self, store: str, *used: str) -> list[str]:
        """Where the receipts are that lay in the one folder both engines
        shared, after a start that the build ends."""
        folder = self.data / store / "-".join(used)
        for place in ("data", "state/epiledger/finance", "programs"):
            (folder / place).mkdir(parents=True)
        for engine in used:
            (folder / f"data/sample-day-{engine}").write_text("2026-02-01\n")
        (folder / "state/epiledger/finance/receipts.jsonl").touch()
        (folder / "programs/cmake").symlink_to("/bin/false")
        done = subprocess.run(
            [QUICKSTART, "--skip-install", f"--store={store}", "--data-dir",
             folder], capture_output=True, check=False, timeout=20,
            env=os.environ | {
                "PATH": f"{folder}/programs:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 1, done.stderr)
        return [str(path.relative_to(folder / "state"))
                for path in (folder / "state").glob("**/receipts.jsonl")]

    def test_receipts_from_when_both_engines_shared_a_folder_find_theirs(self):
        for owner, store, *used in (("mysql", "sqlite", "mysql"),
                                    ("sqlite", "sqlite", "sqlite"),
                                    ("mysql", "mysql"),
                                    ("both", "sqlite", "mysql", "sqlite")):
            self.assertEqual(self.kept_after_a_start(store, *used),
                             [f"{owner}/epiledger/finance/receipts.jsonl"])

    def balances(self) -> str:
        """Funding's accounts as its verifier prints them."""
        return subprocess.run(
            [EPILEDGER.with_name("funding"), "verify", "--balances", "--store",
             f"sqlite:{self.data}/data/funding"],
            text=True, stdout=subprocess.PIPE, check=True).stdout

    def test_once_shows_the_overview_and_leaves_nothing_behind(self):
        done = subprocess.run(self.command("--once"), text=True,
                              capture_output=True, timeout=SECONDS,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.expect_figures(done.stdout)
        self.assertIn("paid:d1/2/supplies CNY 410000.50\n", self.balances())
        self.expect_closed()

    def test_the_gateway_describes_itself(self):
        process, _ = self.serve()
        listed = subprocess.run(
            [BUF, "curl", "--protocol", "grpc", "--reflect", "--cacert",
             self.data / "pki/ca.pem", "--list-methods",
             f"https://127.0.0.1:{self.port}"],
            text=True, stdout=subprocess.PIPE, check=True, timeout=30).stdout
        for method in ("command.v1.CommandService/GetOverview",
                       "funding.v1.FundingService/CreatePayment"):
            self.assertIn(f"epiledger.{method}\n", listed)
        self.interrupt(process)

    def test_a_signal_during_the_build_ends_both_at_once(self):
        programs = self.data / "programs"
        programs.mkdir()
        started = self.data / "started"
        (programs / "cmake").write_text(
            "#!/bin/bash\n"
            f'[[ $1 != --build ]] || {{ echo $$ >"{started}"; sleep 60; }}\n')
        (programs / "cmake").chmod(0o755)
        process = subprocess.Popen(
            self.command("--once"), stdout=subprocess.DEVNULL,
            env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"})
        self.addCleanup(process.kill)
        give_up = time.monotonic() + 20
        while not started.exists() or not started.read_text().strip():
            self.assertLess(time.monotonic(), give_up)
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(5), 130)
        build = pathlib.Path("/proc") / started.read_text().strip()
        while build.exists():
            self.assertLess(time.monotonic(), give_up)
            time.sleep(0.05)

    def test_a_port_in_use_is_named_with_what_to_do(self):
        with socket.create_server(("127.0.0.1", self.port + 2)):
            done = subprocess.run(self.command("--once"), text=True,
                                  capture_output=True, timeout=SECONDS,
                                  check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"port {self.port + 2}, for supplies, is in use",
                      done.stderr)
        self.assertIn("--port-base", done.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
