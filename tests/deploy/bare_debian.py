"""The packages of this tree, and a bare Debian 12 to try them in."""

import contextlib
import os
import pathlib
import shutil
import subprocess
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
IN_ROOT = ROOT / "tests/deploy/in_root"
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


def make_root(target: pathlib.Path, *packages: str) -> None:
    """A bare Debian, a folder or a tar file, with these packages; needs root."""
    # What goes with the test need not outlive a power cut.
    output("mmdebstrap", "--mode=root", "--variant=apt",
           "--dpkgopt=force-unsafe-io",
           *(f"--include={package}" for package in packages), "bookworm",
           target, MIRROR)


def inside(root: pathlib.Path, *command: str) -> str:
    """What a program in there prints."""
    return output("chroot", root, "env", "DEBIAN_FRONTEND=noninteractive",
                  "LC_ALL=C.UTF-8", *command)


@contextlib.contextmanager
def mounted(root: pathlib.Path) -> Iterator[None]:
    """/proc and /dev are there, too."""
    with contextlib.ExitStack() as mounts:
        for kind in ("proc", "dev"):
            output("mount", "--bind", f"/{kind}", root / kind)
            mounts.callback(output, "umount", "--lazy", root / kind)
        yield


def install(root: pathlib.Path, packages: dict[str, pathlib.Path],
            *others: str) -> None:
    """With what they need, and left at /packages; in what is mounted()."""
    (root / "packages").mkdir()
    for path in packages.values():
        shutil.copy(path, root / "packages")
    # A bare root knows no names of hosts, and no packages.
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    inside(root, "apt-get", "update")
    inside(root, "apt-get", "install", "--yes", "--no-install-recommends",
           *(f"/packages/{path.name}" for path in packages.values()), *others)
