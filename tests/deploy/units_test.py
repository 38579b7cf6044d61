#!/usr/bin/python3
"""Installed units where systemd is the first process, with all that they leave
closed: they start, are restarted one by one while somebody works, back
themselves up, and go on over an upgrade. Needs root, the network, the built
programs and the console.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from bare_debian import IN_ROOT, build, install, make_root, mounted

SERVICES = ("readiness", "supplies", "funding")
PROCESSES = (*SERVICES, "gateway")
PORTS = {"gateway": 8440, "funding": 8441, "supplies": 8442, "readiness": 8443}
COUNTY, PKI, OPERATOR = "990101", "/srv/pki", "/srv/operator.token"
KEPT = "/srv/epiledger-backups"
SECONDS = 60


class Booted(unittest.TestCase):
    """A machine of its own: its processes, its network, its first process."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="init", dir="/var/tmp")))
        cls.root = cls.folder / "root"
        make_root(cls.root)
        cls.packages = build(cls.folder / "packages")
        with mounted(cls.root):
            install(cls.root, cls.packages, "systemd-sysv")
        cls.boot()
        cls.inside("epiledger-make-pki", PKI)
        cls.inside("epiledger-place-keys", PKI, *PROCESSES)
        cls.inside("systemctl", "start", *map(cls.unit, PROCESSES))
        for name in PROCESSES:
            cls.await_health(name)
        cls.inside("/usr/lib/epiledger/readiness", "bootstrap", "--token-key",
                   f"{PKI}/tokens/signing-key.pem", "--token-public-key",
                   f"{PKI}/tokens/public/current.pem", "--token-file", OPERATOR)
        cls.operate("county", "create", COUNTY, "--code", COUNTY, "--name",
                    "示范县")

    @classmethod
    def boot(cls):
        """systemd's process has its pid from here, and the first one there."""
        outer = cls.enterClassContext(subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--net", "--ipc", "--uts",
             "--cgroup", "--kill-child", IN_ROOT, cls.root,
             "/lib/systemd/systemd", "--system", "--log-target=journal"],
            stdout=subprocess.DEVNULL))
        cls.addClassCleanup(outer.kill)
        children = pathlib.Path(f"/proc/{outer.pid}/task/{outer.pid}/children")
        give_up = time.monotonic() + SECONDS
        while True:
            if found := children.read_text().split():
                cls.first = found[0]
                done = cls.ended("systemctl", "is-system-running")
                if done.stdout.strip() in ("running", "degraded"):
                    return
            if time.monotonic() > give_up:
                raise AssertionError("systemd does not run")
            time.sleep(0.2)

    @classmethod
    def ended(cls, *command: str) -> subprocess.CompletedProcess[str]:
        """A program that ran in there."""
        return subprocess.run(
            ["nsenter", "--target", cls.first, "--mount", "--pid", "--net",
             "--ipc", "--uts", "--cgroup", "--root", "--wd", "env",
             "LC_ALL=C.UTF-8", "HOME=/root", *command], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            timeout=2 * SECONDS)

    @classmethod
    def inside(cls, *command: str) -> str:
        """What it printed; AssertionError where it failed."""
        done = cls.ended(*command)
        if done.returncode:
            journal = cls.ended("journalctl", "--no-pager", "--lines=40")
            raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}"
                                 f"{journal.stdout}")
        return done.stdout

    @classmethod
    def operate(cls, *words: str) -> str:
        """What the command line prints the operator, who tries again."""
        return cls.inside(
            "epiledger", *words, "--ca-file", f"{PKI}/ca.pem", "--token-file",
            OPERATOR, "--county", COUNTY, "--address",
            f"127.0.0.1:{PORTS['gateway']}", "--retry-for", f"{SECONDS}s")

    @staticmethod
    def unit(name: str) -> str:
        """Of a process."""
        return f"epiledger-{name}.service"

    @classmethod
    def await_health(cls, name: str) -> None:
        """Until it is ready."""
        cls.inside("epiledger-health", "--wait", str(SECONDS), PKI,
                   f"127.0.0.1:{PORTS[name]}")

    def processes(self) -> dict[str, str]:
        """Who runs now; AssertionError where one does not."""
        found = {}
        for name in PROCESSES:
            shown = dict(line.split("=") for line in self.inside(
                "systemctl", "show", "--property=MainPID,ActiveState,NRestarts",
                self.unit(name)).splitlines())
            self.assertEqual((shown["ActiveState"], shown["NRestarts"]),
                             ("active", "0"), name)
            found[name] = shown["MainPID"]
        return found

    def test_what_runs_may_do_nothing_else(self):
        for name, process in self.processes().items():
            status = self.inside("cat", f"/proc/{process}/status")
            self.assertRegex(status, r"CapEff:\s+0000000000000000\n")
            self.assertRegex(status, r"NoNewPrivs:\s+1\n")
            self.assertRegex(status, r"Seccomp:\s+2\n")
            self.assertEqual(self.inside(
                "stat", "--format=%U", f"/proc/{process}").strip(),
                f"epiledger-{name}")

    def test_restarted_one_by_one_nobody_who_retries_sees_a_failure(self):
        before = self.processes()
        failures: list[BaseException] = []
        made = 0
        over = threading.Event()

        def work():
            nonlocal made
            try:
                while not over.is_set():
                    self.operate("organization", "create", f"office-{made}",
                                 "--name", f"单位{made}")
                    made += 1
            except AssertionError as error:
                failures.append(error)

        worker = threading.Thread(target=work)
        worker.start()
        try:
            for name in PROCESSES:
                self.inside("systemctl", "restart", self.unit(name))
                self.await_health(name)
        finally:
            over.set()
            worker.join()
        self.assertEqual(failures, [])
        self.assertGreater(made, len(PROCESSES))
        after = self.processes()
        for name in PROCESSES:
            self.assertNotEqual(before[name], after[name])
            self.assertEqual(self.inside(
                "systemctl", "show", "--property=Result", "--value",
                self.unit(name)), "success\n")
        # Each is there, and once.
        self.assertEqual(
            sorted(re.findall(r"office-\d+", self.operate(
                "organization", "list"))),
            sorted(f"office-{number}" for number in range(made)))
        print(f"{made} writes, none failed", flush=True)

    def test_a_service_backs_itself_up_where_another_machine_is_mounted(self):
        backup = "epiledger-backup@{}.service".format
        (self.root / "etc/epiledger/backup.env").write_text(
            f"EPILEDGER_COUNTIES={COUNTY}\n")
        # A folder of this disk is none.
        self.inside("mkdir", "--parents", KEPT)
        done = self.ended("systemctl", "start", backup("funding"))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("Assertion failed", done.stdout)
        # All that runs in there sees what is mounted by the first process.
        self.inside("mount", "-t", "tmpfs", "-o", "mode=0755", "keeper", KEPT)
        for name in SERVICES:
            user = f"epiledger-{name}"
            self.inside("install", "-d", "-m", "0700", "-o", user, "-g", user,
                        f"{KEPT}/{name}")
            self.inside("systemctl", "start", backup(name))
            files = self.inside("ls", f"{KEPT}/{name}").split()
            self.assertEqual(len(files), 2)
            self.assertTrue(all(file.endswith(".export") for file in files))
        # No timer of ours was enabled by a package; each can be.
        timers = ("systemctl", "list-timers", "--all", "--no-pager",
                  "--no-legend", "epiledger-*")
        self.assertEqual(self.inside(*timers).strip(), "")
        self.inside("systemctl", "enable", "--now",
                    "epiledger-backup@funding.timer")
        self.assertIn("epiledger-backup@funding.timer", self.inside(*timers))

    def test_an_upgrade_leaves_what_runs(self):
        before = self.processes()
        self.inside("dpkg", "--force-confold", "-i", *(
            f"/packages/{path.name}" for path in self.packages.values()))
        self.assertEqual(self.processes(), before)
        self.inside("systemctl", "restart", *map(self.unit, PROCESSES))
        for name in PROCESSES:
            self.await_health(name)


if __name__ == "__main__":
    sys.exit(unittest.main())
