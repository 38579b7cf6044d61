"""An order followed from its money to its goods: what people record, step by
step, and what becomes of it, as figures written by hand.
"""

import datetime
import time
from collections.abc import Callable
from typing import Any

from client import Refused, new_id
from county import (ALLOCATION, COUNTY, MASKS, OTHER_STORE, STORE, SUPPLIES,
                    ZONE, civil, set_up, yuan)
from google.protobuf.message import Message
from world import World, wait_until

RESERVE = f"{COUNTY}/facilities/reserve"
DEPOT = f"{RESERVE}/stores/main"
ORDER = f"{COUNTY}/commitments/c1"
GLOVES = f"{COUNTY}/items/gloves"
KEEPER, CLERK, OTHER_CLERK = "keeper", "people-hospital", "tcm-hospital"
SECONDS = 20
# Whoever hears this sends the same again.
UNANSWERED = ("UNAVAILABLE", "DEADLINE_EXCEEDED")
# The end: where 440,000 pieces are of the 400,000 that were ordered for
# 1,200,000 yuan, each with its worth in fen. What is too much lies where it was
# delivered, in the reserve: 195,000 of its pieces have a price, 40,000 none.
PLACES = [
    ("PLACE_USED", STORE, "", 24_000, 7_200_000),
    ("PLACE_USED", OTHER_STORE, "", 7_500, 2_250_000),
    ("PLACE_LOST", DEPOT, "damaged", 5_000, 1_500_000),
    ("PLACE_LOST", DEPOT, "missing", 1_000, 300_000),
    ("PLACE_TRANSIT", DEPOT, "", 30_000, 9_000_000),
    ("PLACE_STORE", STORE, "", 95_000, 28_500_000),
    ("PLACE_STORE", OTHER_STORE, "", 42_500, 12_750_000),
    ("PLACE_STORE", DEPOT, "", 235_000, 58_500_000)]
FEN = 120_000_000


def fen(amount: Message) -> int:
    """An amount of money."""
    return amount.units * 100 + amount.nanos // 10_000_000


def places_of(goods: Message) -> list[tuple[str, str, str, int, int]]:
    """Place, store, reason, pieces and worth of each place."""
    kinds = goods.DESCRIPTOR.fields_by_name["places"].message_type
    names = kinds.enum_types_by_name["Place"].values_by_number
    return [(names[place.place].name, place.store, place.reason,
             place.quantity, fen(place.value)) for place in goods.places]


class Tracing:
    """The people of the story, and a clock of its own for what they record."""

    def __init__(self, world: World) -> None:
        self.world = world
        # All of it is of today, in the county.
        now = datetime.datetime.now(ZONE)
        self._now = max(now - datetime.timedelta(hours=1),
                        now.replace(hour=0, minute=0, second=0, microsecond=0))
        self._shipments: list[str] = []

    def set_up(self) -> None:
        """A county with a reserve, and masks ordered for it."""
        set_up(self.world)
        operator = self.world.person("operator")
        operator.write("RegisterService.CreateFacility", parent=COUNTY,
                       facility_id="reserve", facility={
                           "display_name": "应急物资储备库",
                           "kind": "KIND_WAREHOUSE", "organization":
                           f"{COUNTY}/organizations/health-bureau"})
        operator.write("RegisterService.CreateSubject", parent=COUNTY,
                       subject_id="s-9", subject={
                           "roles": ["ROLE_WAREHOUSE"], "facility": RESERVE})
        token = operator.write("RegisterService.IssueToken",
                               parent=f"{COUNTY}/subjects/s-9")
        self.world.add_person(KEEPER, token.bearer_token)
        self.world.person(KEEPER).write(
            "SuppliesService.CreateStore", parent=RESERVE, store_id="main",
            store={"display_name": "总库", "kind": "KIND_RESERVE"})
        self.world.person("headquarters").write(
            "SuppliesService.CreateItem", parent=COUNTY, item_id="gloves",
            item={"display_name": "医用橡胶检查手套", "kind": "KIND_CONSUMABLE",
                  "base_unit": "双"})
        self.order("c1", MASKS, 400_000, 1_200_000)

    def order(self, name: str, item: str, pieces: int, units: int) -> None:
        """Something is ordered of the allocation, in one line."""
        self.world.person("finance").write(
            "CommitmentService.CreateCommitment", parent=COUNTY,
            commitment_id=name, commitment={
                "allocation": ALLOCATION, "supplier": "示范医疗器械有限公司",
                "commitment_date": civil(-1), "lines": [{
                    "purpose": SUPPLIES, "item": item, "quantity": pieces,
                    "amount": yuan(units)}]})

    def write(self, person: str, method: str, **request: Any) -> Message:
        """Sends a write until it is answered, always under one id."""
        request["request_id"] = new_id()
        give_up = time.monotonic() + 3 * SECONDS
        while True:
            try:
                return self.world.person(person).call(method, request)
            except Refused as refused:
                if (refused.code not in UNANSWERED
                        or time.monotonic() > give_up):
                    raise
            time.sleep(0.05)

    def later(self) -> str:
        """A time after all before, and before now."""
        self._now += datetime.timedelta(milliseconds=1)
        return self._now.astimezone(datetime.UTC).strftime(
            "%Y-%m-%dT%H:%M:%S.%fZ")

    def receive(self, pieces: int, batch: str, item: str = MASKS,
                origin: dict[str, Any] | None = None) -> Message:
        """The reserve receives goods, of the order unless said otherwise."""
        return self.write(
            KEEPER, "SuppliesService.CreateMovement", parent=DEPOT, movement={
                "kind": "KIND_RECEIVE", "movement_time": self.later(),
                "origin": origin or {"kind": "KIND_COMMITMENT",
                                     "commitment": ORDER, "line": 1},
                "lines": [{"item": item, "quantity": {"pieces": pieces},
                           "batch": batch}]}).movement

    def lose(self, pieces: int, item: str = MASKS) -> None:
        """Some of what the reserve has is damaged."""
        self.write(
            KEEPER, "SuppliesService.CreateMovement", parent=DEPOT, movement={
                "kind": "KIND_LOSE", "movement_time": self.later(),
                "loss_reason": "LOSS_REASON_DAMAGED",
                "lines": [{"item": item, "quantity": {"pieces": pieces}}]})

    def count(self, clerk: str, store: str, pieces: int,
              item: str = MASKS) -> None:
        """A hospital counts."""
        self.write(
            clerk, "SuppliesService.CreateCount", parent=store, count={
                "count_time": self.later(), "lines": [{
                    "item": item, "quantity": {"pieces": pieces},
                    "confirm": True}]})

    def ship(self, store: str, pieces: int, item: str = MASKS) -> None:
        """The reserve sends goods to a hospital."""
        name = self.write(
            KEEPER, "ShipmentService.CreateShipment", parent=DEPOT, shipment={
                "to_store": store, "lines": [{
                    "item": item, "quantity": {"pieces": pieces}}]}
        ).shipment.name
        self.write(KEEPER, "ShipmentService.PickShipment", name=name)
        self.write(KEEPER, "ShipmentService.ShipShipment", name=name,
                   ship_time=self.later())
        self._shipments.append(name)

    def accept(self, clerk: str, store: str, pieces: int, missing: int = 0,
               item: str = MASKS) -> None:
        """A hospital receives what was sent to it last."""
        line: dict[str, Any] = {"item": item, "accepted": {"pieces": pieces}}
        if missing:
            line["rejections"] = [{"reason": "REJECTION_REASON_MISSING",
                                   "quantity": {"pieces": missing}}]
        self.write(
            clerk, "ShipmentService.CreateShipmentReceipt", parent=store,
            shipment_receipt={"shipment": self._shipments[-1],
                              "receipt_time": self.later(), "lines": [line]})

    def steps(self) -> list[Callable[[], None]]:
        """What happens, up to PLACES."""
        return [
            lambda: self.count(CLERK, STORE, 0),
            lambda: self.count(OTHER_CLERK, OTHER_STORE, 0),
            lambda: self._received(150_000, "B1"),
            lambda: self._received(150_000, "B2"),
            lambda: self.ship(STORE, 120_000),
            lambda: self.accept(CLERK, STORE, 119_000, missing=1_000),
            lambda: self._received(140_000, "B3"),
            lambda: self.ship(OTHER_STORE, 80_000),
            lambda: self.accept(OTHER_CLERK, OTHER_STORE, 50_000),
            lambda: self.count(CLERK, STORE, 95_000),
            lambda: self.lose(5_000),
            lambda: self.count(OTHER_CLERK, OTHER_STORE, 42_500)]

    def _received(self, pieces: int, batch: str) -> None:
        self.receive(pieces, batch)

    def trace(self, person: str = "headquarters", **of: Any) -> Message:
        """What the gateway tells."""
        return self.world.person(person).call(
            "TraceService.TraceFunding", {"parent": COUNTY} | of)

    def await_matched(self, pieces: int, order: str = ORDER) -> Message:
        """The trace of an order once so many pieces of its line are matched;
        what was down a moment ago may not be reached at once.
        """
        def is_matched() -> bool:
            try:
                line = self.trace(commitment=order).lines[0]
            except Refused as refused:
                if refused.code in UNANSWERED:
                    return False
                raise
            return bool(line.money.quantity_matched == pieces)
        wait_until(is_matched, SECONDS)
        return self.trace(commitment=order)


