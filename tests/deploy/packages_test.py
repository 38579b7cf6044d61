#!/usr/bin/python3
"""The Debian packages: built from this tree, installed in a bare Debian 12, and
a service and the gateway run there with keys put in place as an operator does.
Needs root, the network and the built programs.
"""

import contextlib
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest
import urllib.request
from collections.abc import Iterator

from bare_debian import (ROOT, build, inside, install, make_root, mounted,
                         output)

UNITS = ROOT / "deploy/package"
GOLDEN = ROOT / "tests/golden"
PACKAGES = ("epiledger-client", "epiledger-console", "epiledger-gateway",
            "epiledger-services")
SERVICES = ("funding", "supplies", "readiness")
# In the order they are started.
PROCESSES = ("readiness", "supplies", "funding", "gateway")
COUNTY = "990101"
# Of systemd-analyze security, from 0 (best) to 100.
EXPOSURE = 20
SECONDS = 20
PKI = "/srv/pki"
OPERATOR, STATE = "/srv/operator.token", "/srv/state"


def command_of(unit: str) -> list[str]:
    """What a unit runs; of a template, for the instance it is called by."""
    name, _, instance = unit.removesuffix(".service").partition("@")
    file = UNITS / (f"{name}@.service" if instance else unit)
    line = re.search(r"^ExecStart=(.*)$", file.read_text(), re.MULTILINE)[1]
    return line.replace("%i", instance).split()


class Units(unittest.TestCase):
    """What systemd says of the units, without running as its first process."""

    def test_they_are_closed(self):
        for unit in sorted(UNITS.glob("*.service")):
            output("systemd-analyze", "security", "--offline=true",
                   f"--threshold={EXPOSURE}", unit)

    def test_a_backup_is_made_by_a_timer_that_an_operator_enables(self):
        timer = (UNITS / "epiledger-backup@.timer").read_text()
        self.assertIn("WantedBy=timers.target", timer)
        for part in ("postinst", "prerm"):
            script = (UNITS / f"services.{part}").read_text()
            self.assertNotIn("systemctl enable", script)
        output("systemd-analyze", "calendar", "--iterations=1", re.search(
            r"^OnCalendar=(.*)$", timer, re.MULTILINE)[1])

    def test_they_have_no_unknown_word(self):
        for unit in sorted([*UNITS.glob("*.service"), *UNITS.glob("*.timer")]):
            done = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", unit], text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            # The program is not installed here; other units are not ours.
            said = [line for line in done.stdout.splitlines()
                    if "epiledger-" in line and "is not executable" not in line]
            self.assertEqual(said, [])


class Installed(unittest.TestCase):
    """In a bare Debian 12."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="deb", dir="/var/tmp")))
        cls.packages = build(cls.folder / "packages")
        cls.root = cls.folder / "root"
        make_root(cls.root)
        cls.enterClassContext(mounted(cls.root))
        install(cls.root, cls.packages)

    @classmethod
    def inside(cls, *command: str) -> str:
        """What a program in there prints."""
        return inside(cls.root, *command)

    @contextlib.contextmanager
    def running(self, *names: str) -> Iterator[dict[str, subprocess.Popen]]:
        """Processes that are ready, in this order; they drain and end well."""
        started: dict[str, subprocess.Popen] = {}
        with contextlib.ExitStack() as ends:
            for name in names:
                started[name] = self.start(name)
                ends.callback(lambda name=name: self.stop(started[name]))
                self.await_health(name)
            yield started

    def start(self, name: str) -> subprocess.Popen:
        """As its unit does: its user, its settings, its program."""
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                ["chroot", f"--userspec=epiledger-{name}:epiledger-{name}",
                 self.root, "env", "-i",
                 *(f"{key}={value}" for key, value in
                   self.settings(name).items()),
                 *command_of(f"epiledger-{name}.service")],
                stdout=log, stderr=subprocess.STDOUT)

    def stop(self, process: subprocess.Popen) -> None:
        """It drains and ends well."""
        process.terminate()
        self.assertEqual(process.wait(30), 0)

    def test_there_are_four_and_the_same_bytes_again(self):
        self.assertEqual(sorted(self.packages), sorted(PACKAGES))
        again = build(self.folder / "again")
        for name, path in self.packages.items():
            self.assertEqual(path.read_bytes(), again[name].read_bytes(), name)

    def test_settings_survive_an_upgrade(self):
        file = self.root / "etc/epiledger/funding.env"
        before = file.read_text()
        file.write_text(before + "# of the operator\n")
        self.inside("dpkg", "--force-confold", "-i",
                    f"/packages/{self.packages['epiledger-services'].name}")
        self.assertIn("# of the operator", file.read_text())
        file.write_text(before)

    def test_each_process_has_its_user_and_its_folders(self):
        for name in (*SERVICES, "gateway"):
            for folder in ("etc", "var/lib"):
                said = self.inside("stat", "--format=%U %a",
                                   f"/{folder}/epiledger/{name}")
                self.assertEqual(said, f"epiledger-{name} 700\n")

    def place_keys(self) -> None:
        """As an operator does, after each step of make-pki."""
        self.inside("epiledger-place-keys", PKI, *PROCESSES)

    def settings(self, name: str) -> dict[str, str]:
        """What a process is told by the file that came with it."""
        text = (self.root / f"etc/epiledger/{name}.env").read_text()
        return dict(re.findall(r"^(EPILEDGER_\w+)=(.*)$", text, re.MULTILINE))

    def test_every_key_that_settings_name_is_placed_for_its_user_alone(self):
        self.inside("epiledger-make-pki", PKI)
        self.place_keys()
        for name in PROCESSES:
            placed = [path for path in self.settings(name).values()
                      if path.startswith(f"/etc/epiledger/{name}/")]
            self.assertGreater(len(placed), 4)
            for path in placed:
                self.assertTrue((self.root / path[1:]).exists(), path)
            for line in self.inside(
                    "find", f"/etc/epiledger/{name}", "-printf",
                    "%u %g %m %y\n").splitlines():
                user = f"epiledger-{name} epiledger-{name}"
                self.assertIn(line, (f"{user} 600 f", f"{user} 700 d"))
        self.assertEqual([path.name for path in (
            self.root / "etc/epiledger").rglob("*ca-key*")], [])
        self.assertEqual([path.parent.name for path in (
            self.root / "etc/epiledger").rglob("signing-key.pem")],
            ["readiness"])

    def test_keys_that_are_replaced_are_carried_step_by_step(self):
        for step, names in (("begin", ["current.pem", "next.pem"]),
                            ("change", ["current.pem", "previous.pem"]),
                            ("end", ["current.pem"])):
            self.inside("epiledger-make-pki", PKI)
            self.inside("epiledger-make-pki", "--tokens", step, PKI)
            self.place_keys()
            for name in PROCESSES:
                keys = self.root / f"etc/epiledger/{name}/token-keys"
                self.assertEqual(sorted(path.name for path in keys.iterdir()),
                                 names)

    def test_it_serves_with_the_settings_it_came_with(self):
        self.inside("epiledger-make-pki", PKI)
        self.place_keys()
        self.assertIn("epiledger", self.inside("epiledger", "--version"))
        self.empty_the_books()
        with self.running(*PROCESSES):
            self.expect_the_console()
            self.make_operator()
            self.operate("county", "create", COUNTY, "--code", COUNTY,
                         "--name", "示范县")
            for name in SERVICES:
                self.expect_a_backup(name)

    def test_what_each_release_left_is_served(self):
        """Packages of this build over books of those before it."""
        self.inside("epiledger-make-pki", PKI)
        self.place_keys()
        releases = sorted(GOLDEN.glob("[0-9][0-9]"))
        self.assertTrue(releases)
        for release in releases:
            with self.subTest(release.name):
                self.empty_the_books(release)
                with self.running(*PROCESSES):
                    self.make_operator()
                    self.expect_all_to_hold()
                for name in SERVICES:
                    self.assertIn("0 findings", self.as_user(
                        name, f"/usr/lib/epiledger/{name}", "verify",
                        "--store", self.settings(name)["EPILEDGER_STORE"]))

    def test_an_upgrade_leaves_what_runs_until_it_is_restarted(self):
        """As docs/upgrade.md says: the services one by one, then the gateway."""
        self.inside("epiledger-make-pki", PKI)
        self.place_keys()
        self.empty_the_books(max(GOLDEN.glob("[0-9][0-9]")))
        with self.running(*PROCESSES) as started:
            self.make_operator()
            self.inside("dpkg", "--force-confold", "-i", *(
                f"/packages/{path.name}" for path in self.packages.values()))
            self.assertEqual([name for name, process in started.items()
                              if process.poll() is not None], [])
            self.expect_all_to_hold()
            for name in PROCESSES:
                self.stop(started[name])
                started[name] = self.start(name)
                self.await_health(name)
            self.expect_all_to_hold()

    def empty_the_books(self, release: pathlib.Path | None = None) -> None:
        """Nothing of another test, or what a release left in its place."""
        for name in SERVICES:
            data = self.root / f"var/lib/epiledger/{name}"
            for folder in (data / "books", data / "backups"):
                shutil.rmtree(folder, ignore_errors=True)
            (data / "backups").mkdir()
            if release:
                with tarfile.open(release / "sqlite.tar.gz") as stores:
                    stores.extractall(self.folder / release.name)
                shutil.copytree(self.folder / release.name / name,
                                data / "books")
            self.inside("chown", "-R", f"epiledger-{name}:epiledger-{name}",
                        f"/var/lib/epiledger/{name}")
        shutil.rmtree(self.root / "var/lib/epiledger/gateway/cache",
                      ignore_errors=True)

    def expect_all_to_hold(self) -> None:
        """Every book, by the services that serve it."""
        for name in SERVICES:
            for book in (name, f"{name}-access"):
                self.assertIn("All holds", self.operate(
                    "journal", "verify", book))

    def as_user(self, name: str, *command: str) -> str:
        """What a program prints the user of a process, with its settings."""
        user = f"epiledger-{name}"
        return output("chroot", f"--userspec={user}:{user}", self.root, "env",
                      "-i", *(f"{key}={value}" for key, value in
                              self.settings(name).items()), *command)

    def expect_the_console(self) -> None:
        """The gateway serves the files of its package."""
        page = (self.root / "usr/share/epiledger/console/index.html")
        context = ssl.create_default_context(
            cafile=str(self.root / PKI[1:] / "ca.pem"))
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=context))
        with opener.open("https://127.0.0.1:8444/", timeout=10) as answer:
            self.assertEqual(answer.read(), page.read_bytes())
        # nginx looks for it in the same folder.
        self.assertIn("root /usr/share/epiledger/console;", (
            self.root / "usr/share/doc/epiledger-console/nginx/epiledger.conf"
            ).read_text())

    def make_operator(self) -> None:
        """The first, offline; of other tests no token and no receipts."""
        for file in (self.root / OPERATOR[1:],
                     self.root / f"{PKI[1:]}/tokens/signing-key.pem.bootstrapped"):
            file.unlink(missing_ok=True)
        shutil.rmtree(self.root / STATE[1:], ignore_errors=True)
        self.inside(
            "/usr/lib/epiledger/readiness", "bootstrap", "--token-key",
            f"{PKI}/tokens/signing-key.pem", "--token-public-key",
            f"{PKI}/tokens/public/current.pem", "--token-file",
            OPERATOR)

    def operate(self, *words: str) -> str:
        """What the command line of the packages prints the operator."""
        return self.inside(
            f"XDG_STATE_HOME={STATE}", "epiledger", *words, "--ca-file", f"{PKI}/ca.pem", "--token-file",
            OPERATOR, "--county", COUNTY, "--address",
            self.settings("gateway")["EPILEDGER_LISTEN"])

    def expect_a_backup(self, name: str) -> None:
        """Made by the service itself, as its unit does."""
        user = f"epiledger-{name}"
        self.inside("install", "-d", "-o", user, "-g", user, "-m", "0700",
                    f"/srv/epiledger-backups/{name}")
        self.as_user(name, f"EPILEDGER_COUNTIES={COUNTY}",
                     *command_of(f"epiledger-backup@{name}.service"))
        self.assertEqual(len(list(
            (self.root / f"srv/epiledger-backups/{name}").iterdir())), 2)
        self.assertEqual(
            sorted(path.name for path in (
                self.root / f"var/lib/epiledger/{name}/backups").iterdir()),
            [f"{COUNTY}-{name}", f"{COUNTY}-{name}-access"])

    def await_health(self, name: str) -> None:
        """Asked with what the package brings."""
        give_up = time.monotonic() + SECONDS
        while True:
            try:
                self.inside("epiledger-health", PKI,
                            self.settings(name)["EPILEDGER_LISTEN"])
                return
            except AssertionError as error:
                if time.monotonic() > give_up:
                    log = (self.folder / f"{name}.log").read_text()
                    raise AssertionError(f"{error}\n{log}") from None
                time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(unittest.main())
