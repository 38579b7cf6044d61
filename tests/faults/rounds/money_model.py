"""Money as one clerk would keep it in one book, one entry after another."""

from typing import Any

from county_of_faults import DOCUMENTS, allocation_name

OK, PRECONDITION = 0, 9


class MoneyModel:
    """Payments out of allocations and their reversals; all of one day."""

    service = "funding"

    def __init__(self) -> None:
        self.left = {allocation_name(document): amount * 100
                     for document, amount in DOCUMENTS.items()}
        self.paid = dict.fromkeys(self.left, 0)
        # Of entries that were accepted, by sequence.
        self._payments: dict[int, tuple[str, int]] = {}
        self._reversed: set[int] = set()

    def decide(self, method: str, fields: dict[str, Any], sequence: int
               ) -> list[tuple[int, str, dict[str, int]]]:
        """The answers that are right to one that is now recorded as this
        entry: code, reason and figures.
        """
        if method.endswith("ReverseEntry"):
            return [self._reverse(int(fields["sequence"]))]
        payment = fields["payment"]
        allocation = payment["allocation"]
        amount = payment["amount"]
        fen = int(amount["units"]) * 100 + amount["nanos"] // 10_000_000
        left = self.left[allocation]
        if fen > left:
            return [(PRECONDITION, "OVERSPENT",
                     {"available": left, "needed": fen})]
        self._move(allocation, fen)
        self._payments[sequence] = (allocation, fen)
        return [(OK, "", {"fen": fen})]

    def _reverse(self, sequence: int) -> tuple[int, str, dict[str, int]]:
        if sequence in self._reversed:
            return PRECONDITION, "ALREADY_REVERSED", {}
        allocation, fen = self._payments[sequence]
        self._move(allocation, -fen)
        self._reversed.add(sequence)
        return OK, "", {"reversed": sequence}

    def _move(self, allocation: str, fen: int) -> None:
        self.left[allocation] -= fen
        self.paid[allocation] += fen

    def figures(self, view: str) -> dict[str, int]:
        """What a read shows now, by account."""
        del view
        shown = {}
        for document in DOCUMENTS:
            name = allocation_name(document)
            shown[f"alloc:{document}/1/any:available"] = self.left[name]
            shown[f"paid:{document}/1/supplies"] = self.paid[name]
        return {name: fen for name, fen in shown.items() if fen}
