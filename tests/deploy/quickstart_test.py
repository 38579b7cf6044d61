#!/usr/bin/python3
"""deploy/quickstart as a person runs it: twice on each engine, and Ctrl-C."""

import datetime
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

from deployment import (EPILEDGER, QUICKSTART, ROOT, ZONE, Deployment,
                        stay_within_a_day)

SECONDS = 300
BUF = ROOT / "build/tools/buf/node_modules/.bin/buf"
BOOKS = [service + kind for service in ("funding", "supplies", "readiness")
         for kind in ("", "-access")]
# Longer than what compares the days of several deployments.
ROOM = datetime.timedelta(minutes=10)
# What differs from run to run: points in the books, when they were asked and
# when the sample was entered. What the sample itself says, such as when it
# counted, does not.
VOLATILE = {"readAt", "dataTime", "feedTime", "judgeTime", "receiveTime",
            "reviseTime", "time"}
# Ids that a service makes of a book's incarnation and the entry's number.
MADE_ID = re.compile(r"\b[0-9a-f]{8}-\d{10}\b")
# Of each part of the overview: the documents, a store, the last reports.
FIGURES = (
    r"^示财社〔\d{4}〕1号 .* 6,500,000\.00 3,428,600\.50 3,071,399\.50$",
    r"^示财社〔\d{4}〕2号 .* 2,250,000\.00 1,026,000\.00 1,224,000\.00$",
    r"^示范县人民医院 医用外科口罩 15,500 ",
    r"^tcm-hospital 示范县中医院 on time late 260 188 ",
    r"^north-health-centre 北镇卫生院 on time, zero report ",
)


def figures(value):
    """An answer without what differs from run to run."""
    if isinstance(value, dict):
        return {key: figures(part) for key, part in value.items()
                if key not in VOLATILE}
    if isinstance(value, str):
        return MADE_ID.sub("made", value)
    return [figures(v) for v in value] if isinstance(value, list) else value


class Quickstart(Deployment):
    maxDiff = None

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

    def expect_one_day(self) -> None:
        """Both engines get the same day, and it does not end meanwhile."""
        stay_within_a_day(ROOM)
        (self.data / "data").mkdir(mode=0o700)
        for store in ("sqlite", "mysql"):
            (self.data / f"data/sample-day-{store}").write_text(
                f"{datetime.datetime.now(ZONE).date()}\n")

    def seen(self, store: str, from_script=False) -> tuple[dict, list]:
        """The headquarters' figures and the head of every book, of one run
        from start to Ctrl-C."""
        self.store = store
        process, printed = self.serve(f"--store={store}",
                                      from_script=from_script)
        self.expect_figures(printed)
        overview = self.ask("headquarters", "overview", "county")
        heads = [self.ask("headquarters", "journal", "head", book)
                 for book in BOOKS]
        self.expect_receipts_to_hold()
        self.interrupt(process)
        return figures(overview), heads

    def test_both_engines_show_the_same_and_a_second_run_changes_nothing(self):
        self.expect_one_day()
        sqlite = self.seen("sqlite")
        self.assertEqual(self.seen("sqlite", from_script=True), sqlite)
        mysql = self.seen("mysql")
        self.assertEqual(self.seen("mysql"), mysql)
        self.assertEqual(mysql[0], sqlite[0])
        self.assertNotEqual(mysql[1], sqlite[1])
        self.assertIn('"onTime": ', json.dumps(sqlite[0]))

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
        self.expect_one_day()
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

    def exchange(self, link: str) -> tuple[int, dict[str, str]]:
        """What the gateway gives for a sign-in link, as the console asks."""
        address, code = link.split("?")[0].split("/#/sign-in/")
        asked = urllib.request.Request(
            f"{address}/sign-in", data=json.dumps({"code": code}).encode(),
            headers={"content-type": "application/json", "origin": address})
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(
                cafile=self.data / "pki/ca.pem")))
        try:
            with opener.open(asked, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def test_a_sign_in_link_of_each_role_signs_that_person_in_once(self):
        process, _ = self.serve()
        printed = subprocess.run(
            [ROOT / "deploy/sign-in-links", self.data,
             f"https://127.0.0.1:{self.port + 4}"],
            text=True, stdout=subprocess.PIPE, check=True, timeout=30).stdout
        links = dict(line.split() for line in printed.splitlines())
        self.assertEqual(len(links), 7)
        # Which view the console asks for before it knows who comes.
        self.assertEqual([link.partition("?role=")[2]
                          for link in links.values()],
                         ["headquarters", "finance", "hospital", "warehouse",
                          "town", "supervision", "auditor"])
        for name, link in links.items():
            token = (self.data / f"tokens/{name}.token").read_text().strip()
            self.assertEqual(self.exchange(link), (200, {"token": token}))
            status, refused = self.exchange(link)
            self.assertEqual((status, refused["reason"]),
                             (404, "SIGN_IN_LINK_UNKNOWN"))
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
