"""What rounds came to: what people were told, which faults began and which of
them struck anything, and after how long what had ended answered again.
"""

import collections
import dataclasses
import math

from faulty_world import FaultyWorld

from fault_table import FAULTS, Strike

# In so many rounds every fault strikes.
ROUNDS_FOR_ALL = 200
SHARES = (50, 90, 99)


@dataclasses.dataclass
class Counts:
    """What people were told."""

    acknowledged: int = 0
    refused: int = 0
    unknown: int = 0
    undecided: int = 0
    # Writes that were not answered by their deadline.
    late: int = 0
    reads: int = 0
    # Reads without an answer, or not told to the end.
    failed_reads: int = 0

    def add(self, other: "Counts") -> None:
        """Both together."""
        for field in dataclasses.fields(self):
            setattr(self, field.name, getattr(self, field.name)
                    + getattr(other, field.name))

    def __str__(self) -> str:
        return (f"{self.acknowledged} acknowledged, {self.refused} refused, "
                f"{self.unknown} unknown, {self.undecided} undecided, "
                f"{self.late} past their deadline, {self.reads} reads, "
                f"{self.failed_reads} failed reads")


class Totals:
    """Of some rounds, in any number of worlds."""

    def __init__(self) -> None:
        self.rounds = 0
        self.counts = Counts()
        # By fault and target.
        self.begun = collections.Counter[tuple[str, str]]()
        self.struck = collections.Counter[tuple[str, str]]()
        # Faults that some world has a target for.
        self._possible: set[str] = set()
        # Seconds, by process.
        self._backs: dict[str, list[float]] = {}

    def add_world(self, world: FaultyWorld) -> None:
        """One that rounds are to be in."""
        self._possible |= {row.name for row in FAULTS if row.targets(world)}

    def add_round(self, counts: Counts, strikes: dict[Strike, bool],
                  backs: dict[str, float]) -> None:
        """What faults began in it and whether each struck; who was back after
        how many seconds.
        """
        self.rounds += 1
        self.counts.add(counts)
        for strike, has_struck in strikes.items():
            place = strike.fault.name, strike.target
            self.begun[place] += 1
            self.struck[place] += has_struck
        for name, seconds in backs.items():
            self._backs.setdefault(name, []).append(seconds)

    def merge(self, other: "Totals") -> None:
        """What other rounds came to as well."""
        self.rounds += other.rounds
        self.counts.add(other.counts)
        self.begun += other.begun
        self.struck += other.struck
        self._possible |= other._possible
        for name, seconds in other._backs.items():
            self._backs.setdefault(name, []).extend(seconds)

    def never_struck(self) -> list[str]:
        """Faults that could have, if there were rounds enough."""
        if self.rounds < ROUNDS_FOR_ALL:
            return []
        return sorted(self._possible - {name for (name, _), times
                                        in self.struck.items() if times})

    def tell(self) -> None:
        """All of it, as tables."""
        print(f"\n{'fault':26}begun struck  where, struck of begun")
        for row in FAULTS:
            begun = {target: times for (name, target), times
                     in sorted(self.begun.items()) if name == row.name}
            struck = {target: self.struck[row.name, target]
                      for target in begun}
            where = ", ".join(f"{target} {struck[target]}/{times}"
                              for target, times in begun.items())
            print(f"{row.name:26}{sum(begun.values()):5} "
                  f"{sum(struck.values()):6}  {where}")
        self._tell_backs()
        print(f"{self.counts}: all hold")

    def _tell_backs(self) -> None:
        print("\nanswers again after, seconds: times"
              + "".join(f"{f'p{share}':>7}" for share in SHARES) + "  most")
        for name, all_seconds in sorted(self._backs.items()):
            seconds = sorted(all_seconds)
            shown = "".join(f"{percentile(seconds, share):7.2f}"
                            for share in SHARES)
            print(f"{name:30}{len(seconds):5}{shown}{seconds[-1]:6.2f}")
        print()


def percentile(ordered: list[float], share: int) -> float:
    """The least that so many of a hundred are not above."""
    return ordered[math.ceil(share * len(ordered) / 100) - 1]
