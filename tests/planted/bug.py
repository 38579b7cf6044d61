"""What a planted bug is.

Services and verifiers do not know of them: plant.py makes copies of their
sources, in which each is there and switched off.
"""

import dataclasses

# DESIGN 3's, and one more: nobody reaches what is not theirs (DESIGN 8).
ACCESS = 10
INVARIANTS = set(range(1, ACCESS + 1))


@dataclasses.dataclass(frozen=True)
class Edit:
    """`old` stands in `file` once; in `new`, PLANTED asks for the bug."""

    file: str
    old: str
    new: str


@dataclasses.dataclass(frozen=True)
class Bug:
    """What is wrong, which invariant it breaks, and where it shows: a test
    program with its filter; none where only killed processes show it
    (tests/faults/planted_bugs_test.cc), or rounds of faults
    (tests/faults/rounds/planted_rounds_test.py).
    """

    name: str
    invariant: int
    edits: tuple[Edit, ...]
    program: str = ""
    story: str = ""


def never(file: str, condition: str) -> Edit:
    """What is done on a condition is not done."""
    return Edit(file, f"if ({condition})", f"if (!PLANTED && ({condition}))")
