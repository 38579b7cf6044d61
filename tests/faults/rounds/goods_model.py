"""Goods as one keeper would keep them on one sheet, one entry after another."""

import bisect
import datetime
from typing import Any

OK, PRECONDITION = 0, 9


class Line:
    """An item of a store: all that moved, by when it moved."""

    def __init__(self) -> None:
        self._times: list[int] = []
        self._pieces: list[int] = []

    def add(self, time: int, pieces: int) -> None:
        """Moves pieces in, or out where it is negative."""
        at = bisect.bisect_right(self._times, time)
        self._times.insert(at, time)
        self._pieces.insert(at, pieces)

    def least_from(self, time: int) -> int:
        """The least there is at this time or any later one."""
        at = bisect.bisect_right(self._times, time)
        there = least = sum(self._pieces[:at])
        for pieces in self._pieces[at:]:
            there += pieces
            least = min(least, there)
        return least

    def total(self) -> int:
        """What is there at last."""
        return sum(self._pieces)


def micros(text: str) -> int:
    """A time in whole microseconds."""
    time = datetime.datetime.fromisoformat(text)
    since = time - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return since // datetime.timedelta(microseconds=1)


class GoodsModel:
    """Deliveries and issues, one batch of each item in each store."""

    service = "supplies"

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], Line] = {}

    def decide(self, method: str, fields: dict[str, Any], sequence: int
               ) -> tuple[int, str, dict[str, int]]:
        """Code, reason and figures of the answer to one that is now recorded
        as this entry.
        """
        del method, sequence
        movement = fields["movement"]
        asked = movement["lines"][0]
        pieces = int(asked["quantity"]["pieces"])
        time = micros(movement["movement_time"])
        line = self._lines.setdefault((fields["parent"], asked["item"]), Line())
        if movement["kind"] == "KIND_RECEIVE":
            line.add(time, pieces)
            return OK, "", {"total": pieces}
        least = line.least_from(time)
        if pieces > least:
            return PRECONDITION, "STOCK_SHORT", {
                "available": least, "needed": pieces}
        line.add(time, -pieces)
        return OK, "", {"total": pieces}

    def figures(self) -> dict[str, int]:
        """What a read shows now, by facility, store and item."""
        shown = {}
        for (store, item), line in self._lines.items():
            _, _, _, facility, _, name = store.split("/")
            shown[f"{facility}/{name}/{item.rpartition('/')[2]}"] = line.total()
        return {name: pieces for name, pieces in shown.items() if pieces}
