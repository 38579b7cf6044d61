"""Somebody of the finance office who orders goods for the stores."""

import dataclasses
import time

from county import SUPPLIES, civil, yuan
from google.protobuf.message import Message
from world import COUNTY

from county_of_faults import ITEMS, ORDERS, allocation_name
from desks import Desk
from history import Case

PAUSE_SECONDS = (0.05, 0.3)


@dataclasses.dataclass(frozen=True)
class Order:
    """An order of one line that was accepted."""

    name: str
    item: str


class OrderDesk(Desk):
    """Orders now and then, so much that some deliveries fill it and the last
    may be too much.
    """

    service = "funding"

    def next_case(self) -> Case:
        case = self.case("CommitmentService.CreateCommitment", parent=COUNTY)
        pieces = self.random.randint(20, 300)
        # No piece is free, so that each delivery is worth something; most
        # prices cannot be divided evenly.
        fen = pieces * self.random.randint(100, 400) + self.random.randint(
            0, pieces - 1)
        case.fields |= {"commitment_id": f"c-{case.id}", "commitment": {
            "allocation": allocation_name(ORDERS),
            "supplier": "示范医疗器械有限公司", "commitment_date": civil(-1),
            "lines": [{"purpose": SUPPLIES, "item": self.random.choice(ITEMS),
                       "quantity": str(pieces),
                       "amount": yuan(fen // 100, fen % 100 * 10_000_000)}]}}
        return case

    def work(self) -> None:
        time.sleep(self.random.uniform(*PAUSE_SECONDS))
        super().work()

    def learn(self, case: Case, answer: Message) -> None:
        self.known.orders.append(Order(answer.commitment.name,
                                       answer.commitment.lines[0].item))
