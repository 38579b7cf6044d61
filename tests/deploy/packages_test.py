#!/usr/bin/python3
"""The Debian packages: built from this tree, installed in a bare Debian 12, and
a service and the gateway run there with keys put in place as an operator does.
Needs root, the network and the built programs.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
UNITS = ROOT / "deploy/package"
PACKAGES = ("epiledger-services", "epiledger-gateway", "epiledger-client")
SERVICES = ("funding", "supplies", "readiness")
# Of systemd-analyze security, from 0 (best) to 100.
EXPOSURE = 20
SECONDS = 20
PKI = "/srv/pki"
MIRROR = "http://deb.debian.org/debian"


def output(*command: str | pathlib.Path, **more) -> str:
    """What a program prints; AssertionError where it fails."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, timeout=900,
                          **more)
    if done.returncode:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}")
    return done.stdout


def build(folder: pathlib.Path) -> dict[str, pathlib.Path]:
    """The packages, by name."""
    output("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", folder,
           env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"})
    return {path.name.partition("_")[0]: path for path in folder.glob("*.deb")}


class Units(unittest.TestCase):
    """What systemd says of the units, without running as its first process."""

    def test_they_are_closed(self):
        for unit in sorted(UNITS.glob("*.service")):
            output("systemd-analyze", "security", "--offline=true",
                   f"--threshold={EXPOSURE}", unit)

    def test_they_have_no_unknown_word(self):
        for unit in sorted(UNITS.glob("*.service")):
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
        # What goes with the test need not outlive a power cut.
        output("mmdebstrap", "--mode=root", "--variant=apt",
               "--dpkgopt=force-unsafe-io", "bookworm", cls.root, MIRROR)
        (cls.root / "packages").mkdir()
        for path in cls.packages.values():
            shutil.copy(path, cls.root / "packages")
        cls.mount()
        cls.inside("apt-get", "install", "--yes", "--no-install-recommends",
                   *(f"/packages/{path.name}"
                     for path in cls.packages.values()))

    @classmethod
    def mount(cls):
        """/proc and /dev, which go with the test."""
        for kind in ("proc", "dev"):
            output("mount", "--bind", f"/{kind}", cls.root / kind)
            cls.addClassCleanup(output, "umount", "--lazy", cls.root / kind)

    @classmethod
    def inside(cls, *command: str) -> str:
        """What a program in there prints."""
        return output("chroot", cls.root, "env", "DEBIAN_FRONTEND=noninteractive",
                      "LC_ALL=C.UTF-8", *command)

    def start(self, name: str) -> None:
        """As its unit does: its user, its settings, its program."""
        settings = [line for line in (self.root / f"etc/epiledger/{name}.env")
                    .read_text().splitlines() if re.match(r"[A-Z]", line)]
        process = subprocess.Popen(
            ["chroot", f"--userspec=epiledger-{name}:epiledger-{name}",
             self.root, "env", "-i", *settings,
             f"/usr/lib/epiledger/{name}", "serve"],
            stdout=(self.folder / f"{name}.log").open("ab"),
            stderr=subprocess.STDOUT)
        self.addCleanup(self.stop, process)

    def stop(self, process: subprocess.Popen) -> None:
        """It drains and ends well."""
        process.terminate()
        self.assertEqual(process.wait(30), 0)

    def test_there_are_three_and_the_same_bytes_again(self):
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

    def test_it_serves_with_the_settings_it_came_with(self):
        self.inside("epiledger-make-pki", PKI)
        self.inside("epiledger-place-keys", PKI, *SERVICES, "gateway")
        for name, port in (("readiness", 8443), ("supplies", 8442),
                           ("funding", 8441), ("gateway", 8440)):
            self.start(name)
            self.await_health(name, port)
        self.assertIn("epiledger", self.inside("epiledger", "--version"))

    def await_health(self, name: str, port: int) -> None:
        """Asked with what the package brings."""
        give_up = time.monotonic() + SECONDS
        while True:
            try:
                self.inside("epiledger-health", PKI,
                            f"127.0.0.1:{port}")
                return
            except AssertionError as error:
                if time.monotonic() > give_up:
                    log = (self.folder / f"{name}.log").read_text()
                    raise AssertionError(f"{error}\n{log}") from None
                time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(unittest.main())
