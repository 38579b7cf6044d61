"""The fold of a journal's movements: balances, units, limits on both axes."""

from collections import defaultdict
from collections.abc import Iterable

from export_verifier.decode import Movement
from export_verifier.findings import Findings

UNLIMITED = frozenset(
    {"source", "supplier", "donor", "opening", "found", "contra"})
MAX_AMOUNT = 10**15


class Timeline:
    """One account's balance along the effective axis.

    A tree over all positions the account ever has, each node with the sum of
    its changes and the lowest running sum inside: a late change and the
    question for the lowest day both cost the logarithm of the length.
    """

    def __init__(self, positions: Iterable[int]) -> None:
        self._positions = sorted(set(positions))
        self._index = {p: i for i, p in enumerate(self._positions)}
        self._size = 1 << (len(self._positions) - 1).bit_length()
        self._sum = [0] * (2 * self._size)
        self._lowest = [0] * (2 * self._size)

    def change(self, position: int, amount: int) -> None:
        """Books `amount` at `position`."""
        total, lowest = self._sum, self._lowest
        node = self._size + self._index[position]
        total[node] += amount
        lowest[node] = total[node]
        while node := node >> 1:
            left = 2 * node
            total[node] = total[left] + total[left + 1]
            right_lowest = total[left] + lowest[left + 1]
            lowest[node] = min(lowest[left], right_lowest)

    def lowest(self) -> int:
        """The lowest balance of all positions."""
        return self._lowest[1]

    def first_below_zero(self) -> tuple[int, int]:
        """The earliest position below zero, which must exist: it, balance."""
        node, before = 1, 0
        while node < self._size:
            node *= 2
            if before + self._lowest[node] >= 0:
                before += self._sum[node]
                node += 1
        return self._positions[node - self._size], before + self._sum[node]


class Ledger:
    """The fold of all movements: units, balances, and limits at the end."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.units: dict[str, str] = {}
        self.balances: dict[str, int] = defaultdict(int)
        self.movements = 0
        self._names: set[str] = set()
        self._changes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._moved: dict[int, list[Movement]] = {}
        # By the entry reversed, the entry that reverses it.
        self._reversals: dict[int, int] = {}

    def apply(self, sequence: int, movements: list[Movement]) -> None:
        """Folds one entry."""
        self._moved[sequence] = movements
        for move in movements:
            self.movements += 1
            for name in (move.source, move.target, move.unit):
                if name not in self._names:
                    self._check_name(sequence, name)
            if not 1 <= move.amount <= MAX_AMOUNT:
                self._findings.add(
                    sequence, f"amount {move.amount} is not 1 to 10^15")
            if move.source == move.target:
                self._findings.add(sequence, f"{move.source!r} moves to itself")
            self._post(sequence, move, move.source, -move.amount)
            self._post(sequence, move, move.target, move.amount)
        for account in sorted({name for move in movements
                               for name in (move.source, move.target)}):
            if abs(self.balances[account]) > MAX_AMOUNT:
                self._findings.add(
                    sequence, f"{account!r} is beyond 10^15: "
                    f"{self.balances[account]}")

    def check_reversal(self, sequence: int, reverses: int) -> None:
        """An entry folded before takes back one that came before it, once."""
        if not 1 <= reverses < sequence:
            self._findings.add(
                sequence, f"reverses entry {reverses}, none before it")
            return
        if reverses in self._reversals.values():
            self._findings.add(
                sequence, f"reverses entry {reverses}, itself a reversal")
        if self._reversals.setdefault(reverses, sequence) != sequence:
            self._findings.add(
                sequence, f"reverses entry {reverses}, which entry "
                f"{self._reversals[reverses]} reversed before")
        sums: dict[str, int] = defaultdict(int)
        for entry in (reverses, sequence):
            for move in self._moved.get(entry, []):
                if move.aside:
                    continue
                sums[move.source] -= move.amount
                sums[move.target] += move.amount
        for account, amount in sorted(sums.items()):
            if amount:
                self._findings.add(
                    sequence, f"with entry {reverses}, which it reverses, "
                    f"leaves {amount} in {account!r}")

    def _post(self, sequence: int, move: Movement, account: str,
              change: int) -> None:
        unit = self.units.setdefault(account, move.unit)
        if unit != move.unit:
            self._findings.add(
                sequence, f"{account!r} counts {unit!r}, not {move.unit!r}")
        self.balances[account] += change
        if account.partition(":")[0] not in UNLIMITED:
            self._changes[account].append((sequence, move.position, change))

    def _check_name(self, sequence: int, name: str) -> None:
        self._names.add(name)
        if not name or any(c < " " or c == "\x7f" for c in name):
            self._findings.add(sequence, f"{name!r} is no name")

    def check_limits(self) -> None:
        """Replays every limited account: no position below zero, ever."""
        for account, changes in self._changes.items():
            timeline = Timeline(position for _, position, _ in changes)
            worst = 0
            for i, (sequence, position, change) in enumerate(changes):
                timeline.change(position, change)
                if i + 1 < len(changes) and changes[i + 1][0] == sequence:
                    continue  # judged when all movements of the entry are in
                lowest = timeline.lowest()
                if lowest < min(worst, 0):
                    where, balance = timeline.first_below_zero()
                    self._findings.add(
                        sequence,
                        f"{account!r} is {balance} at position {where}")
                worst = lowest
