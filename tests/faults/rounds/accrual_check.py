"""What funding made of the goods that stores received of orders, beside what
these were told: every receipt once, piece by piece and fen by fen.
"""

import dataclasses
import time
from collections.abc import Iterable, Iterator

from client import Client, Refused
from google.protobuf.message import Message
from tracing import fen
from world import COUNTY

from goods_answers import entry_of
from history import Case
from money_model import fen_of

CALL_SECONDS = 15
# Kinds of arrivals and outcomes of receipts, as numbered by the documents.
RECEIVED, NOT_IN_STOCK, CONTRADICTED = 1, 3, 2


@dataclasses.dataclass
class OrderLine:
    """One line of goods, as one clerk would keep it."""

    pieces: int
    fen: int
    accrued: int = 0

    def cost_of(self, pieces: int) -> int:
        """Of so many, rounded down."""
        return self.fen * pieces // self.pieces

    def receive(self, pieces: int) -> "Arrived":
        """What becomes of a delivery: what was not ordered is left open."""
        fits = min(pieces, self.pieces - self.accrued)
        before = self.cost_of(self.accrued)
        self.accrued += fits
        return Arrived(RECEIVED, pieces, fits, pieces - fits,
                       self.cost_of(self.accrued) - before)


@dataclasses.dataclass(frozen=True)
class Arrived:
    """What funding knows of one receipt."""

    kind: int
    pieces: int
    accrued: int
    left: int
    fen: int


def accepted(cases: Iterable[Case], method: str) -> list[Case]:
    """In the order of their entries."""
    return sorted((case for case in cases if case.method.endswith(method)
                   and case.told and not case.told[0].code),
                  key=lambda case: case.told[0].sequence)


def expected(cases: dict[str, Case]) -> tuple[dict[str, OrderLine],
                                              dict[int, Arrived]]:
    """Orders by name, and arrivals by the entry of the receipt."""
    orders = {}
    for case in accepted(list(cases.values()), "CreateCommitment"):
        line = case.fields["commitment"]["lines"][0]
        orders[f"{COUNTY}/commitments/{case.fields['commitment_id']}"] = (
            OrderLine(int(line["quantity"]), fen_of(line["amount"])))
    arrived = {}
    for case in accepted(list(cases.values()), "CreateMovement"):
        movement = case.fields["movement"]
        order = movement.get("origin", {}).get("commitment")
        if order is None:
            continue
        line, told = movement["lines"][0], case.told[0]
        pieces = int(line["quantity"]["pieces"])
        outcome = told.figures[f"{line['item'].split('/')[3]} outcome"]
        arrived[told.sequence] = (
            Arrived(NOT_IN_STOCK, pieces, 0, pieces, 0)
            if outcome == CONTRADICTED else orders[order].receive(pieces))
    return orders, arrived


def arrivals(auditor: Client) -> Iterator[Message]:
    """All that funding followed; Refused where it is not told to the end."""
    token = ""
    while True:
        page = auditor.call("ArrivalService.ListArrivals", {
            "parent": COUNTY, "page_size": 1000, "page_token": token},
            CALL_SECONDS)
        yield from page.arrivals
        token = page.next_page_token
        if not token:
            return


def differs(auditor: Client, right: dict[int, Arrived]) -> str:
    """What funding has otherwise; empty where it has all of it, once."""
    found: dict[int, Arrived] = {}
    for arrival in arrivals(auditor):
        entry = entry_of(arrival.source)
        if entry in found:
            return f"the receipt of entry {entry} twice"
        found[entry] = Arrived(arrival.kind, arrival.quantity,
                               arrival.quantity_accrued, arrival.quantity_left,
                               fen(arrival.amount))
    for entry in sorted(found.keys() | right.keys()):
        if found.get(entry) != right.get(entry):
            return (f"of the receipt of entry {entry} {found.get(entry)}, "
                    f"and not {right.get(entry)}")
    return ""


def await_accruals(auditor: Client, cases: dict[str, Case], seconds: float
                   ) -> None:
    """Until funding has followed all that stores received of orders, and
    accrued it once; AssertionError where it does not.
    """
    give_up = time.monotonic() + seconds
    _, right = expected(cases)
    while True:
        try:
            wrong = differs(auditor, right)
        except Refused as refused:
            wrong = str(refused)
        if not wrong:
            return
        if time.monotonic() > give_up:
            raise AssertionError(f"funding has {wrong}")
        time.sleep(0.05)


def expect_balances(auditor: Client, cases: dict[str, Case]) -> None:
    """Each order has accrued what was received of it, and holds the rest;
    AssertionError where one does not, or where nothing was received.
    """
    orders, arrived = expected(cases)
    for name, line in orders.items():
        shown = auditor.call("CommitmentService.GetCommitment", {"name": name},
                             CALL_SECONDS).lines[0]
        found = (shown.quantity_arrived, fen(shown.balance.accrued),
                 fen(shown.balance.held))
        worth = line.cost_of(line.accrued)
        if found != (line.accrued, worth, line.fen - worth):
            raise AssertionError(f"{name}: {found}, and not {line}")
    pieces = sum(line.accrued for line in orders.values())
    over = sum(one.left > 0 for one in arrived.values())
    print(f"{len(arrived)} receipts of {len(orders)} orders accrued {pieces} "
          f"pieces once, {over} came in part or whole beside what was ordered")
