"""People of hospitals' stores at work: they receive and issue, count, and send
each other shipments.
"""

import datetime
import random
from typing import Any

from client import Refused
from county import OTHER_STORE, STORE
from google.protobuf.message import Message

from county_of_faults import ITEMS
from desks import Desk, refused_figures
from goods_answers import Figures, told_by
from history import Case
from known_goods import (CANCELLED, PARTLY, PICKED, RESERVED, RETURNING,
                         SHIPPED, Consignment, KnownGoods)

BATCHES = ("N2601", "N2602")
DAMAGED = 2
# How many shipments of late anybody still does something with.
KEPT_SHIPMENTS, OPEN_SHIPMENTS = 24, 6
# Of so many orders of late something is delivered.
OPEN_ORDERS = 4
ONE_IN_20 = 0.05


def moment_ago(chance: random.Random, seconds: float = 3) -> str:
    """A time some of the seconds ago, in whole milliseconds."""
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(
        seconds=chance.uniform(0, seconds))
    return then.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class StoreDesk(Desk):
    """Somebody in a hospital's store."""

    service = "supplies"

    def figures(self, answer: Message) -> Figures:
        return told_by(answer)

    def refused_figures(self, refused: Refused) -> Figures:
        return {name: figure for name, figure
                in refused_figures(refused).items() if name == "available"}

    @property
    def goods(self) -> KnownGoods:
        """What is known of goods."""
        return self.known.goods

    def lines(self, most: int, pieces: int) -> list[dict[str, Any]]:
        """Some items, so many of each at most."""
        items = self.random.sample(ITEMS, self.random.randint(1, most))
        return [{"item": item, "quantity": {
            "pieces": str(self.random.randint(1, pieces))}} for item in items]


class GoodsDesk(StoreDesk):
    """Receives, issues, loses, and takes back what wards bring; some of it is
    told late, some is far too much.
    """

    KINDS = {"KIND_RECEIVE": 45, "KIND_ISSUE": 40, "KIND_LOSE": 8,
             "KIND_BRING_BACK": 7}
    MOST = {"KIND_RECEIVE": 40, "KIND_ISSUE": 25, "KIND_LOSE": 4,
            "KIND_BRING_BACK": 4}

    def next_case(self) -> Case:
        kind = self.random.choices(list(self.KINDS),
                                   list(self.KINDS.values()))[0]
        movement: dict[str, Any] = {
            "movement_time": moment_ago(self.random), "kind": kind,
            "lines": self.lines(1, self.MOST[kind])}
        line = movement["lines"][0]
        if kind == "KIND_ISSUE" and self.random.random() < ONE_IN_20:
            line["quantity"]["pieces"] = "1000000"
        if kind == "KIND_RECEIVE":
            movement["origin"] = self._origin(line)
            line["batch"] = self.random.choice(BATCHES)
        if kind == "KIND_LOSE":
            movement["loss_reason"] = DAMAGED
        return self.case("SuppliesService.CreateMovement",
                         parent=self.person.store, movement=movement)

    def _origin(self, line: dict[str, Any]) -> dict[str, Any]:
        """Of one of the last orders, whose item it is then, or of nobody's."""
        orders = self.known.orders[-OPEN_ORDERS:]
        if not orders or self.random.random() < 0.5:
            return {"kind": "KIND_UNFUNDED"}
        order = self.random.choice(orders)
        line["item"] = order.item
        return {"kind": "KIND_COMMITMENT", "commitment": order.name, "line": 1}


class CountDesk(StoreDesk):
    """Counts a few items, and now and then what was counted wrongly again."""

    def next_case(self) -> Case:
        count: dict[str, Any] = {"count_time": moment_ago(self.random)}
        known = self.goods.counts.get(self.person.store)
        if known and self.random.random() < 0.15:
            count |= {"supersedes": self.random.choice(known[-20:]),
                      "reason": "复核更正"}
        count["lines"] = [line | {
            "confirm": True, "quantity": {"pieces": str(self._found(
                line["item"]))},
            "surplus_reason": self.random.choice((0, 0, 0, 1, 2, 3))}
            for line in self.lines(len(ITEMS), 1)]
        return self.case("SuppliesService.CreateCount",
                         parent=self.person.store, count=count,
                         all_or_nothing=self.random.random() < 0.2)

    def _found(self, item: str) -> int:
        """Mostly a little other than it was."""
        known = self.goods.stock.get((self.person.store, item))
        if known is None or self.random.random() < ONE_IN_20:
            return self.random.randint(0, 60)
        return max(0, known + self.random.randint(-15, 12))

    def learn(self, case: Case, answer: Message) -> None:
        for line in answer.count.lines:
            self.goods.stock[self.person.store, line.item] = line.result.total
        self.goods.counts.setdefault(self.person.store, []).append(
            answer.count.name)


class ShipmentDesk(StoreDesk):
    """Sends goods to the other hospital's store and receives what comes from
    there, step by step, and now and then a step that is not to be taken.
    """

    STEPS = {"PickShipment": PICKED, "ShipShipment": SHIPPED,
             "CancelShipment": CANCELLED}

    def next_case(self) -> Case:
        shipments = list(self.goods.shipments)
        own = [one for one in shipments if one.store == self.person.store]
        coming = [one for one in shipments if one.to == self.person.store]
        is_odd = self.random.random() < ONE_IN_20
        waiting = [one for one in own if is_odd
                   or one.state in (RESERVED, PICKED)]
        returning = [one for one in own if one.damaged
                     and one.state in (PARTLY, RETURNING)]
        arriving = [one for one in coming if is_odd
                    or one.state in (SHIPPED, PARTLY)]
        choices = [(40 if len(waiting) < OPEN_SHIPMENTS else 5,
                    self._make, [self.person.store]),
                   (60, self._go_on, waiting), (50, self._arrive, arriving),
                   (30, self._take_back, returning)]
        choices = [choice for choice in choices if choice[2]]
        _, step, of = self.random.choices(
            choices, [weight for weight, _, _ in choices])[0]
        return step(self.random.choice(of))

    def step(self, method: str, /, **fields: Any) -> Case:
        """A call of the shipments' service."""
        return self.case(f"ShipmentService.{method}", **fields)

    def _make(self, store: str) -> Case:
        return self.step("CreateShipment", parent=store, shipment={
            "to_store": OTHER_STORE if store == STORE else STORE,
            "lines": self.lines(2, 8)})

    def _go_on(self, one: Consignment) -> Case:
        name = self.random.choices(list(self.STEPS), (35, 55, 10))[0]
        fields: dict[str, Any] = {"name": one.name}
        if name == "ShipShipment":
            fields["ship_time"] = moment_ago(self.random)
        if name == "CancelShipment":
            fields["reason"] = "不再需要"
        return self.step(name, **fields)

    def _arrive(self, one: Consignment) -> Case:
        receipt: dict[str, Any] = {"shipment": one.name,
                                   "receipt_time": moment_ago(self.random, 1)}
        if self.random.random() < 0.4:
            receipt["accept_all"] = True
        else:
            receipt["lines"] = [self._arrived(item, pieces)
                                for item, pieces in one.pieces.items()]
        return self.step("CreateShipmentReceipt", parent=self.person.store,
                         shipment_receipt=receipt)

    def _arrived(self, item: str, pieces: int) -> dict[str, Any]:
        """Of one item: mostly all of it, in two parts or three."""
        missing = self.random.choice((0, 0, 0, 1))
        damaged = self.random.choice((0, 0, 1, pieces // 2))
        accepted = max(0, pieces - missing - damaged
                       - self.random.choice((0, 0, 0, 1, -1)))
        rejected = [("MISSING", missing), ("DAMAGED", damaged)]
        if accepted == missing == damaged == 0:
            accepted = 1
        return {"item": item, "accepted": {"pieces": str(accepted)},
                "rejections": [{"reason": f"REJECTION_REASON_{reason}",
                                "quantity": {"pieces": str(some)}}
                               for reason, some in rejected if some]}

    def _take_back(self, one: Consignment) -> Case:
        item, pieces = self.random.choice(list(one.damaged.items()))
        return self.step("TakeBackShipment", name=one.name,
                         return_time=moment_ago(self.random, 0.5), lines=[{
                             "item": item, "quantity": {"pieces": str(
                                 self.random.randint(1, pieces))},
                             "loss_reason": self.random.choice(
                                 (0, 0, DAMAGED))}])

    def learn(self, case: Case, answer: Message) -> None:
        method = case.method.partition(".")[2]
        if method == "CreateShipment":
            self._learn_made(answer.shipment)
            return
        is_receipt = method == "CreateShipmentReceipt"
        one = self.goods.shipment(answer.shipment_receipt.shipment
                                  if is_receipt else answer.shipment.name)
        if one is None:
            return
        one.state = (answer.shipment_receipt.shipment_state if is_receipt
                     else answer.shipment.state)
        if is_receipt:
            for line in answer.shipment_receipt.lines:
                for rejection in line.rejections:
                    if rejection.reason == DAMAGED:
                        one.damaged[line.item] = rejection.total + (
                            one.damaged.get(line.item, 0))

    def _learn_made(self, shipment: Message) -> None:
        self.goods.shipments.append(Consignment(
            shipment.name, self.person.store, shipment.to_store,
            {line.item: line.total for line in shipment.lines}))
        del self.goods.shipments[:-KEPT_SHIPMENTS]
