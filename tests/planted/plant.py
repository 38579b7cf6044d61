#!/usr/bin/python3
"""Copies of services' sources with all planted bugs in them, switched off.

  plant.py list ROOM MOST FILE…      which files of a room must be copied
  plant.py copy SERVICES FOLDER FILE…

An edit whose text is not there exactly once stops the build: the bug must be
written anew for what the source says now.
"""

import pathlib
import sys
from collections.abc import Iterable

from bug import Bug
from bugs import BUGS

HEADER = '#include "tests/planted/planted_bug.h"\n'


def edited(bugs: Iterable[Bug], file: str, text: str, planted: str) -> str:
    """The source with each edit of it, where `planted` asks for its bug."""
    for bug in bugs:
        for edit in (edit for edit in bug.edits if edit.file == file):
            if text.count(edit.old) != 1:
                sys.exit(f"{bug.name}: {file} has this {text.count(edit.old)} "
                         f"times:\n{edit.old}")
            text = text.replace(edit.old, edit.new.replace(
                "PLANTED", planted.format(bug.name)))
    return text


def copied(room: str, most: int, files: list[str]) -> list[str]:
    """Those with an edit, and what a library compiles with them, `most` files
    at a time: the linker must find no reason to take the original.
    """
    wanted = {edit.file for bug in BUGS for edit in bug.edits}
    groups = (files[at:at + most] for at in range(0, len(files), most))
    return [file for group in groups for file in group
            if wanted & {f"{room}/{name}" for name in group}]


def copy(services: pathlib.Path, folder: pathlib.Path, file: str) -> None:
    """What stays as it was is not compiled again."""
    original = (services / file).read_text()
    text = edited(BUGS, file, original, 'IsPlanted("{}")')
    if text != original:
        text = HEADER + text
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main() -> None:
    command, *arguments = sys.argv[1:]
    if command == "list":
        room, most, *files = arguments
        print(*copied(room, int(most), files), sep=";", end="")
        return
    services, folder, *files = arguments
    for file in files:
        copy(pathlib.Path(services), pathlib.Path(folder), file)


if __name__ == "__main__":
    main()
