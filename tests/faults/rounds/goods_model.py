"""Goods as one keeper of all stores would keep them, one entry after another:
the model of supplies (tests/models/supplies), asked as a program.
"""

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

from faulty_world import BIN, DIE_WITH_ME
from county import OTHER_STORE, STORE

from county_of_faults import ITEMS
from goods_answers import (BOOKED, SENT, Figures, entry_of, item_of, micros,
                           store_of)

OK, NOT_FOUND, PRECONDITION = 0, 5, 9
KEEPER = BIN.parent / "test-bin/goods_keeper"
# Shown by the accounts, over all stores.
COUNTY_VIEW = (" on hand", " in transit", " received", " opening", " used")
Fields = dict[str, Any]


def _pieces(lines: list[Fields]) -> str:
    return " ".join(f"{item_of(line['item'])} {line['quantity']['pieces']}"
                    for line in lines)


def _move(fields: Fields, time: Callable[[str], int]) -> str:
    movement = fields["movement"]
    line = movement["lines"][0]
    kind = movement["kind"].removeprefix("KIND_").lower().replace("_", "-")
    origin = movement.get("origin", {})
    order = origin.get("commitment", "").rpartition("/")[2]
    return (f"move {kind} {store_of(fields['parent'])} "
            f"{time(movement['movement_time'])} {_pieces([line])} "
            f"{line.get('batch', '')} {order}")


def _count(fields: Fields, time: Callable[[str], int]) -> str:
    count = fields["count"]
    old = count.get("supersedes")
    lines = " ".join(f"{_pieces([line])} {line.get('surplus_reason', 0)}"
                     for line in count["lines"])
    return (f"count {store_of(fields['parent'])} {time(count['count_time'])} "
            f"{entry_of(old) if old else 0} "
            f"{int(fields['all_or_nothing'])} {lines}")


def _make(fields: Fields, time: Callable[[str], int]) -> str:
    del time
    shipment = fields["shipment"]
    return (f"make {store_of(fields['parent'])} "
            f"{store_of(shipment['to_store'])} {_pieces(shipment['lines'])}")


def _arrive(fields: Fields, time: Callable[[str], int]) -> str:
    receipt = fields["shipment_receipt"]
    lines = " ".join(
        f"{item_of(line['item'])} {line['accepted']['pieces']} "
        + " ".join(str(sum(int(one["quantity"]["pieces"])
                           for one in line["rejections"]
                           if one["reason"].endswith(reason)))
                   for reason in ("_MISSING", "_DAMAGED"))
        for line in receipt.get("lines", ()))
    return (f"arrive {store_of(fields['parent'])} "
            f"{entry_of(receipt['shipment'])} {time(receipt['receipt_time'])} "
            f"{lines}")


def _take_back(fields: Fields, time: Callable[[str], int]) -> str:
    lines = " ".join(f"{_pieces([line])} {line['loss_reason']}"
                     for line in fields["lines"])
    return (f"take-back {entry_of(fields['name'])} "
            f"{time(fields['return_time'])} {lines}")


# How a request is told to the keeper, by its method.
WORDS: dict[str, Callable[[Fields, Callable[[str], int]], str]] = {
    "CreateMovement": _move,
    "CreateCount": _count,
    "CreateShipment": _make,
    "PickShipment": lambda fields, time: f"pick {entry_of(fields['name'])}",
    "ShipShipment": lambda fields, time:
        f"ship {entry_of(fields['name'])} {time(fields['ship_time'])}",
    "CancelShipment": lambda fields, time:
        f"cancel {entry_of(fields['name'])}",
    "CreateShipmentReceipt": _arrive,
    "TakeBackShipment": _take_back,
}


class GoodsModel:
    """Deliveries, issues, losses, counts and shipments of all stores."""

    service = "supplies"

    def __init__(self) -> None:
        self._keeper = subprocess.Popen(
            [*DIE_WITH_ME, KEEPER], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        # Of the first time it is told of; the keeper counts from a day before.
        self._begin: int | None = None
        # Stores of the counts that stand in the book, by entry.
        self._counts: dict[int, str] = {}
        for item in ITEMS:
            self._ask(f"item {item_of(item)}")
        for store in (STORE, OTHER_STORE):
            self._ask(f"store {store_of(store)}")

    def close(self) -> None:
        """Ends the keeper."""
        self._keeper.stdin.close()
        self._keeper.stdout.close()
        self._keeper.wait()

    def _ask(self, line: str) -> list[str]:
        self._keeper.stdin.write(line + "\n")
        self._keeper.stdin.flush()
        return self._keeper.stdout.readline().rstrip("\n").split("\t")

    def _time(self, text: str) -> int:
        """In milliseconds, which are whole."""
        time = micros(text) // 1000
        if self._begin is None:
            self._begin = time - 86_400_000
        return time - self._begin

    def decide(self, method: str, fields: Fields, sequence: int
               ) -> list[tuple[int, str, Figures]]:
        """The answers that are right to one that is now recorded as this
        entry: code, reason and figures.
        """
        name = method.partition(".")[2]
        first, *parts = self._ask(
            f"entry {sequence} {WORDS[name](fields, self._time)}")
        if first == "accepted":
            if name == "CreateCount":
                self._counts[sequence] = fields["parent"]
            return [(OK, "", dict(_figures(parts)))]
        if first != "refused":
            raise AssertionError(f"{method} {fields}: {first} {parts}")
        return [(NOT_FOUND if reason.endswith("_NOT_FOUND") else PRECONDITION,
                 reason, {"available": there} if there >= 0 else {})
                for reason, there in _figures(parts)]

    def figures(self, view: str) -> Figures:
        """What a read shows now, see goods_reads.py."""
        return {name: figure for name, figure
                in _figures(self._ask("figures")[1:])
                if self._is_shown(name, view)}

    def _is_shown(self, name: str, view: str) -> bool:
        is_of_county = name.startswith("county ")
        if view == "county":
            return is_of_county and name.endswith(COUNTY_VIEW)
        if is_of_county:
            return False
        first, _, rest = name.partition(" ")
        if view == "accounts":
            return " lot " in name or (
                first.isdigit() and name.endswith(" in transit"))
        if not first.isdigit():
            return False
        if view == "shipments":
            return rest == "state" or rest.endswith(tuple(
                f" {word}" for word in SENT.values()))
        return self._counts.get(int(first)) == view and rest.endswith(
            tuple(f" {word}" for word in (*BOOKED.values(), "gone")))


def _figures(parts: list[str]) -> Iterator[tuple[str, int]]:
    """A name may come twice, where several lines are short of goods."""
    for part in parts:
        name, _, figure = part.rpartition("=")
        yield name, int(figure)
