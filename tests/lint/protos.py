#!/usr/bin/python3
"""The protos as buf sees them: named and commented by the rules of
protos/buf.yaml, and not broken since the last release, or before the first
one, since the branch left origin/main.
"""

import pathlib
import subprocess
import sys
import tempfile

from proto_set import describe
from source_tree import ROOT, git

BUF = ROOT / "build/tools/buf/node_modules/.bin/buf"
CONFIG = ROOT / "protos/buf.yaml"


def buf(*arguments: str | pathlib.Path) -> bool:
    """Whether buf is content; it prints its findings."""
    done = subprocess.run([BUF, *arguments, "--config", CONFIG], check=False)
    return done.returncode == 0


def promised() -> str:
    """The commit whose protos must go on working; empty where there is none."""
    tag = git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*").strip()
    commit = tag or git("merge-base", "HEAD", "origin/main").strip()
    return commit if git("ls-tree", commit, "protos/epiledger") else ""


def check_out(commit: str, folder: pathlib.Path) -> None:
    """Puts the protos of a commit into a folder."""
    archive = subprocess.run(["git", "archive", commit, "protos"], cwd=ROOT,
                             stdout=subprocess.PIPE, check=True).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)


def check(folder: pathlib.Path) -> bool:
    image = folder / "now.binpb"
    describe(image)
    in_order = buf("lint", image)
    if not (commit := promised()):
        print("no release and no origin/main with protos: nothing is broken")
        return in_order
    check_out(commit, folder)
    before = folder / "before.binpb"
    describe(before, folder / "protos")
    print(f"compared with {commit}")
    return buf("breaking", image, "--against", before) and in_order


if __name__ == "__main__":
    if not BUF.exists():
        sys.exit("buf is missing: run tests/tools/install")
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if check(pathlib.Path(name)) else 1)
