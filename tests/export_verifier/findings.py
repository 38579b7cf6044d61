"""What is wrong with a book, gathered while it is read."""

from collections.abc import Iterator

MAX_PRINTED = 100
# Findings are printed entry by entry; these come before and after them all.
FILE_START, FILE_END = -1, 2**63


class Findings:
    """What is wrong, with the sequence of the entry it was found at."""

    def __init__(self) -> None:
        self.all: list[tuple[int, str]] = []

    def add(self, where: int, text: str) -> None:
        """Keeps a finding; `where` only sorts and names the entry."""
        self.all.append((where, text))

    def lines(self) -> Iterator[str]:
        """The first of them in the order of the journal."""
        ordered = sorted(self.all, key=lambda finding: finding[0])
        for where, text in ordered[:MAX_PRINTED]:
            inside = FILE_START < where < FILE_END
            yield f"entry {where}: {text}" if inside else text
        if len(ordered) > MAX_PRINTED:
            yield f"and {len(ordered) - MAX_PRINTED} more findings"
