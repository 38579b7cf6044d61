"""Money as one clerk would keep it in one book, one entry after another."""

from typing import Any

from county_of_faults import ALLOCATED, allocation_name

OK, PRECONDITION = 0, 9


def fen_of(amount: dict[str, Any]) -> int:
    """An amount as people send it."""
    return int(amount["units"]) * 100 + int(
        amount.get("nanos", 0)) // 10_000_000


class MoneyModel:
    """Allocations, payments and orders out of them, and reversals of payments;
    all of one day.
    """

    service = "funding"

    def __init__(self) -> None:
        self.left = {allocation_name(document): amount * 100
                     for document, amount in ALLOCATED.items()}
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
        if method.endswith("CreateAllocationDocument"):
            return [self._allocate(fields)]
        if method.endswith("CreateCommitment"):
            return [self._order(fields["commitment"])]
        payment = fields["payment"]
        allocation, fen = payment["allocation"], fen_of(payment["amount"])
        if fen > self.left[allocation]:
            return [self._short(allocation, fen, "OVERSPENT")]
        self._move(allocation, fen)
        self._payments[sequence] = (allocation, fen)
        return [(OK, "", {"fen": fen})]

    def _short(self, allocation: str, fen: int, reason: str
               ) -> tuple[int, str, dict[str, int]]:
        return PRECONDITION, reason, {"available": self.left[allocation],
                                      "needed": fen}

    def _allocate(self, fields: dict[str, Any]
                  ) -> tuple[int, str, dict[str, int]]:
        document = fields["allocation_document"]
        fen = fen_of(document["allocations"][0]["amount"])
        name = allocation_name(fields["document_id"])
        self.left[name], self.paid[name] = fen, 0
        return OK, "", {"allocated": fen}

    def _order(self, order: dict[str, Any]) -> tuple[int, str, dict[str, int]]:
        allocation = order["allocation"]
        fen = fen_of(order["lines"][0]["amount"])
        if fen > self.left[allocation]:
            return self._short(allocation, fen, "OVERCOMMITTED")
        self.left[allocation] -= fen
        return OK, "", {"ordered": fen}

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
        for name in self.left:
            document = name.split("/")[3]
            shown[f"alloc:{document}/1/any:available"] = self.left[name]
            shown[f"paid:{document}/1/supplies"] = self.paid[name]
        return {name: fen for name, fen in shown.items() if fen}
