#!/usr/bin/python3
"""deploy/container/Containerfile builds from what Debian gives: with Debian's own
buildah, in a bare Debian, on a base made there. A process of each image serves.
Needs root, the network, the built programs and the console.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from bare_debian import IN_ROOT, ROOT, build, make_root, output

BASE = "localhost/debian:12-slim"
# By process, what its image has.
IMAGES = {"funding": ["epiledger-services"],
          "gateway": ["epiledger-gateway", "epiledger-console"]}
# Layers are copied, and what runs is changed into by chroot: nothing is asked of
# the kernel.
BUILDAH = ("buildah", "--storage-driver=vfs")
USER, PORT, SECONDS = 10001, 18441, 30


class Container(unittest.TestCase):
    """Images, built as the file says."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory(prefix="oci", dir="/var/tmp")))
        cls.root = cls.folder / "root"
        make_root(cls.root, "buildah", "ca-certificates", "mount")
        packages = cls.root / "packages"
        packages.mkdir()
        for path in build(cls.folder / "packages").values():
            shutil.copy(path, packages)
        shutil.copy(ROOT / "deploy/container/Containerfile", cls.root)
        shutil.copy("/etc/resolv.conf", cls.root / "etc/resolv.conf")
        make_root(cls.root / "base.tar")
        cls.make_base()
        for name, parts in IMAGES.items():
            cls.buildah("build", "--isolation=chroot", "--file=/Containerfile",
                        f"--build-arg=BASE={BASE}", f"--build-arg=NAME={name}",
                        f"--build-arg=PACKAGES={' '.join(parts)}",
                        f"--tag=epiledger-{name}", "/packages")

    @classmethod
    def command(cls, *words: str) -> list[str | pathlib.Path]:
        """Of a buildah in there."""
        return ["unshare", "--mount", IN_ROOT, cls.root, *BUILDAH, *words]

    @classmethod
    def buildah(cls, *words: str) -> str:
        """What it prints at last: an id, or what was asked for."""
        return output(*cls.command(*words)).strip()

    @classmethod
    def make_base(cls):
        """What a registry would give."""
        container = cls.buildah("from", "scratch")
        cls.buildah("add", container, "/base.tar", "/")
        cls.buildah("commit", "--rm", container, BASE)
        (cls.root / "base.tar").unlink()

    def test_an_image_says_how_it_runs(self):
        for name in IMAGES:
            config = json.loads(self.buildah(
                "inspect", "--type=image", f"epiledger-{name}"))["OCIv1"][
                    "config"]
            self.assertEqual(config["User"], str(USER))
            self.assertEqual(config["Entrypoint"],
                             ["/usr/lib/epiledger/process", "serve"])
            self.assertEqual(list(config["Volumes"]), ["/data"])
            self.assertEqual(config["StopSignal"], "SIGTERM")

    def test_the_gateway_s_has_the_console(self):
        for name, there in (("gateway", 0), ("funding", 1)):
            container = self.buildah("from", f"epiledger-{name}")
            done = subprocess.run(
                self.command("run", "--isolation=chroot", container, "--",
                             "test", "-e",
                             "/usr/share/epiledger/console/index.html"),
                check=False, stderr=subprocess.DEVNULL)
            self.assertEqual(done.returncode, there)
            self.buildah("rm", container)

    def test_a_process_serves_as_its_own_user(self):
        pki, keys = self.root / "pki", self.root / "keys"
        output(ROOT / "deploy/make-pki", pki)
        keys.mkdir()
        for file in ("ca.pem", "services/funding/certificate.pem",
                     "services/funding/key.pem", "journal/funding.pem",
                     "page/funding.key", "tokens/public/current.pem"):
            target = keys / file.replace("/", "-")
            shutil.copy(pki / file, target)
            target.chmod(0o600)
            shutil.chown(target, USER)
        shutil.chown(keys, USER)
        container = self.buildah("from", "epiledger-funding")
        process = subprocess.Popen(
            self.command(
                "run", "--isolation=chroot", "--volume=/keys:/keys", container,
                "--", "/usr/lib/epiledger/process", "serve",
                "--store=sqlite:/data/books", f"--listen=127.0.0.1:{PORT}",
                "--tls-ca=/keys/ca.pem",
                "--tls-certificate=/keys/services-funding-certificate.pem",
                "--tls-key=/keys/services-funding-key.pem",
                "--token-keys=/keys/tokens-public-current.pem",
                "--journal-key=/keys/journal-funding.pem",
                "--page-key=/keys/page-funding.key",
                "--readiness=127.0.0.1:18443", "--supplies=127.0.0.1:18442",
                "--revocation-list=/data/revoked"),
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            self.await_health(pki, process)
        finally:
            # As a runtime does; buildah itself would kill it.
            for served in self.of_image():
                os.kill(served, signal.SIGTERM)
            said, _ = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0, said)

    def await_health(self, pki: pathlib.Path, process: subprocess.Popen):
        """Asked from outside."""
        give_up = time.monotonic() + SECONDS
        while process.poll() is None and time.monotonic() < give_up:
            if subprocess.run([ROOT / "deploy/health", pki,
                               f"127.0.0.1:{PORT}"], check=False,
                              stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.2)
        self.fail("it does not serve")

    @staticmethod
    def of_image() -> list[int]:
        """The image's process, of the image's user."""
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            # Some end meanwhile.
            with contextlib.suppress(OSError):
                name = (folder / "comm").read_text().strip()
                if (name, folder.stat().st_uid) == ("process", USER):
                    found.append(int(folder.name))
        return found


if __name__ == "__main__":
    sys.exit(unittest.main())
