"""The packages of this tree, and a bare Debian 12 to try them in."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
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
