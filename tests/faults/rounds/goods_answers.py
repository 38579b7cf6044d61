"""What answers of the supplies service tell, in the words of the keeper (see
../keeper): what an entry made is called by the entry.
"""

import datetime
from collections.abc import Callable, Iterator

from google.protobuf.message import Message

Figures = dict[str, int]
# What a count books, and what became of a line of a shipment, as they are
# called in answers and by the keeper.
BOOKED = {"use": "use", "surplus": "surplus", "late_surplus": "late surplus",
          "opening": "opening"}
SENT = {word.replace(" ", "_"): word for word in (
    "reserved", "lapsed", "shipped", "accepted", "not arrived", "rejected",
    "returning", "in transit")}


def store_of(name: str) -> str:
    """`people-hospital/main` of a store or of anything in it."""
    parts = name.split("/")
    return f"{parts[3]}/{parts[5]}"


def item_of(name: str) -> str:
    """The id of an item, or of that which a lot is of."""
    return name.split("/")[3]


def entry_of(name: str) -> int:
    """The entry that made what is called so."""
    return int(name.rpartition("/")[2].split("-")[1])


def lot_of(lot: str) -> str:
    """Those that every item has by their name, others by their first entry."""
    last = lot.rpartition("/")[2]
    return last if last in ("opening", "found") else str(entry_of(last))


def micros(text: str) -> int:
    """A time in whole microseconds."""
    time = datetime.datetime.fromisoformat(text)
    since = time - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return since // datetime.timedelta(microseconds=1)


def told_by(answer: Message) -> Figures:
    """What an accepted write says came of it; nothing is zero."""
    told = TELL[answer.DESCRIPTOR.name.removesuffix("Response")](answer)
    return {name: figure for name, figure in told.items() if figure}


def _lots(item: str, lots: list[Message]) -> Iterator[tuple[str, int]]:
    for lot in lots:
        yield f"{item} lot {lot_of(lot.lot)}", lot.quantity


def _effects(item: str, told: Message) -> Iterator[tuple[str, int]]:
    """What it did to others: to shipments, and to the next count."""
    for broken in told.broken_reservations:
        yield f"{item} broken {entry_of(broken.shipment)}", broken.quantity
    if told.HasField("next_count"):
        then = told.next_count
        name = f"{item} next {entry_of(then.count)}"
        yield name, 1
        yield f"{name} use", then.use_change
        yield f"{name} surplus", then.surplus_change
        yield f"{name} opening", then.opening_change


def _movement(movement: Message) -> Figures:
    told: Figures = {}
    for line in movement.lines:
        item = item_of(line.item)
        told[f"{item} outcome"] = line.outcome
        told |= dict(_lots(item, line.lots)) | dict(_effects(item, line))
        for lot in line.skipped_lots:
            name = f"{item} skipped {lot_of(lot.lot)}"
            told |= {name: lot.quantity, f"{name} why": lot.reason}
    return told


def _count(count: Message) -> Figures:
    told: Figures = {}
    for line in count.lines:
        item, result = item_of(line.item), line.result
        for field in ("outcome", "total", "expected", "needed", "use",
                      "surplus", "opening"):
            told[f"{item} {field}"] = getattr(result, field)
        told[f"{item} reason"] = result.surplus_reason
        told |= dict(_lots(item, result.lots)) | dict(_effects(item, result))
        if result.repeats:
            told[f"{item} repeats {entry_of(result.repeats)}"] = 1
    return told


def _lots_sent(shipment: Message) -> Figures:
    """Those set aside, or on their way."""
    told: Figures = {}
    for line in shipment.lines:
        told |= dict(_lots(item_of(line.item), line.lots))
    return told


def _receipt(receipt: Message) -> Figures:
    told = {"state": receipt.shipment_state}
    for line in receipt.lines:
        told[f"{item_of(line.item)} outcome"] = line.outcome
    return told


# By method: what the keeper tells of it as well.
TELL: dict[str, Callable[[Message], Figures]] = {
    "CreateMovement": lambda answer: _movement(answer.movement),
    "CreateCount": lambda answer: _count(answer.count),
    "CreateShipment": lambda answer: {},
    "PickShipment": lambda answer: _lots_sent(answer.shipment),
    "ShipShipment": lambda answer: _lots_sent(answer.shipment),
    "CancelShipment": lambda answer: {},
    "CreateShipmentReceipt": lambda answer: _receipt(answer.shipment_receipt),
    "TakeBackShipment": lambda answer: {"state": answer.shipment.state},
}
