#!/usr/bin/python3
"""Copies of services' sources with all planted bugs in them, switched off.

  plant.py SERVICES FOLDER FILE…

An edit whose text is not there exactly once stops the build: the bug must be
written anew for what the source says now.
"""

import pathlib
import sys

from bugs import BUGS

HEADER = '#include "tests/planted/planted_bug.h"\n'


def planted(file: str, text: str) -> str:
    """The source with what is planted in it."""
    found = False
    for bug in BUGS:
        for edit in (edit for edit in bug.edits if edit.file == file):
            if text.count(edit.old) != 1:
                sys.exit(f"{bug.name}: {file} has this {text.count(edit.old)} "
                         f"times:\n{edit.old}")
            text = text.replace(edit.old, edit.new.replace(
                "PLANTED", f'IsPlanted("{bug.name}")'))
            found = True
    return HEADER + text if found else text


def main() -> None:
    services, folder = map(pathlib.Path, sys.argv[1:3])
    for file in sys.argv[3:]:
        path = folder / file
        text = planted(file, (services / file).read_text())
        path.parent.mkdir(parents=True, exist_ok=True)
        # What stays as it was is not compiled again.
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


if __name__ == "__main__":
    main()
