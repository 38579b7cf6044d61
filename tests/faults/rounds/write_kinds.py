"""Kinds of writes, each of which can be made anew as often as one likes,
touches the same tables each time, and is known to a model.
"""

import dataclasses
import itertools
from collections.abc import Callable

from county import OTHER_STORE, STORE, civil, yuan
from world import COUNTY

from county_of_faults import (ITEMS, Person, allocation_name, allotting,
                              bookkeepers, buyers, clerks, officers)
from desks import Desk, Floor, Known, PaymentDesk, ReportDesk, SheetDesk
from faulty_world import FaultyWorld
from goods_desks import CountDesk, GoodsDesk, ShipmentDesk, moment_ago
from history import Case, History
from order_desk import OrderDesk

# What every write touches.
JOURNAL = {"journal_head", "journal_entry", "journal_request"}
MONEY = {"ledger_movement", "ledger_timeline"}
SHEET = 50
# A busy machine is no fault.
SEND_SECONDS = 20
# More than all counts of a test take away.
PIECES = 100_000
OPERATOR = Person("operator", "first-operator")


class RegisterDesk(Desk):
    """The operator, who registers persons."""

    service = "readiness"

    def next_case(self) -> Case:
        return self.case(
            "RegisterService.CreateSubject", parent=COUNTY,
            subject={"roles": ["ROLE_AUDITOR"]}, display_name="示范人",
            telephone="0000-0000000")


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of write."""

    name: str
    desk: Desk
    # All that is asked in one call.
    make: Callable[[], list[Case]]
    # Tables it touches, by what one knows of it.
    touches: set[str]
    # What it is answered.
    answer: str = "ok"

    @property
    def service(self) -> str:
        """Whose it is."""
        return self.desk.service


class Office:
    """The people of a county who make them."""

    def __init__(self, world: FaultyWorld, history: History) -> None:
        known, floor = Known(), Floor()

        def desk(kind: type[Desk], person: Person) -> Desk:
            return kind(world, person, floor, history, known, "statements")
        self._known = known
        self._payers = [desk(PaymentDesk, person) for person in officers()]
        self._sheets = desk(SheetDesk, bookkeepers()[0])
        self._buyer = desk(OrderDesk, buyers()[0])
        self._store = desk(GoodsDesk, clerks("goods")[0])
        self._counter = desk(CountDesk, clerks("counts")[0])
        self._sender = desk(ShipmentDesk, clerks("shipments")[0])
        self._receiver = desk(ShipmentDesk, clerks("shipments")[2])
        self._reporter = desk(ReportDesk, clerks("reports")[0])
        self._register = desk(RegisterDesk, OPERATOR)
        self.desks = {one.person.name: one for one in (
            *self._payers, self._sheets, self._buyer, self._store,
            self._counter, self._sender, self._receiver, self._reporter,
            self._register)}
        self._number = itertools.count(1)
        # A rule's refusals are counted by person, and bounded.
        self._turns = itertools.cycle(self._payers)

    def send(self, cases: list[Case]) -> list[str]:
        """In one call; what Desk.send() says of each."""
        desk = self.desks[cases[0].person]
        if isinstance(desk, SheetDesk):
            return desk.send_sheet(cases, SEND_SECONDS)
        return [desk.send(case, SEND_SECONDS) for case in cases]

    def close(self) -> None:
        """All go home."""
        for desk in self.desks.values():
            desk.close()

    def kinds(self) -> list[Kind]:
        """All kinds, the cheapest of each service first."""
        payer, sender = self._payers[0], self._sender
        movements = JOURNAL | MONEY | {"ledger_resource"}
        made = movements - MONEY
        return [
            Kind("payment", payer, self._payment, movements),
            Kind("refused payment", payer, self._refused,
                 JOURNAL | {"journal_refusal"}, answer="refused"),
            Kind("reversal", payer, self._reversal, movements),
            Kind("document", payer, self._document,
                 movements | {"ledger_account"}),
            Kind("order", self._buyer, lambda: [self._buyer.next_case()],
                 movements | {"ledger_account"}),
            Kind("sheet", self._sheets, lambda: [
                self._pay(self._sheets, "d1") for _ in range(SHEET)],
                 movements),
            Kind("count", self._counter, self._count, movements),
            Kind("receipt", self._store, self._receipt, movements),
            Kind("issue", self._store, self._issue, movements),
            Kind("shipment", sender, self._shipment, made),
            Kind("picking", sender, lambda: self._step("PickShipment", 0),
                 made),
            Kind("shipping", sender, lambda: self._step("ShipShipment", 1),
                 movements | {"ledger_account"}),
            Kind("cancelling", sender, lambda: self._step(
                "CancelShipment", 0), made),
            Kind("arrival", self._receiver, self._arrival, movements),
            Kind("report", self._reporter, self._report, made),
            Kind("correction", self._reporter, self._correction, made),
            Kind("subject", self._register, self._subject,
                 made | {"person_field"})]

    def prepare(self) -> None:
        """Goods enough for all that is to come, which a first count finds."""
        self._done(self._counter, self._counted(PIECES))

    def _done(self, desk: Desk, case: Case) -> None:
        if desk.send(case, SEND_SECONDS) != "ok":
            raise AssertionError(f"{case} is refused")

    @staticmethod
    def _pay(desk: PaymentDesk, document: str) -> Case:
        case = desk.payment()
        case.fields["payment"]["allocation"] = allocation_name(document)
        return case

    def _payment(self) -> list[Case]:
        return [self._pay(self._payers[0], "d1")]

    def _refused(self) -> list[Case]:
        case = self._pay(next(self._turns), "poor")
        case.fields["payment"]["amount"] = yuan(1_000_000, 0)
        return [case]

    def _reversal(self) -> list[Case]:
        desk = self._payers[0]
        self._done(desk, self._pay(desk, "d1"))
        return [desk.case("ReversalService.ReverseEntry", parent=COUNTY,
                          sequence=str(self._known.paid[-1]),
                          reason="重复录入")]

    def _document(self) -> list[Case]:
        number = next(self._number)
        return [self._payers[0].case(
            "FundingService.CreateAllocationDocument", parent=COUNTY,
            document_id=f"s-{number}",
            allocation_document=allotting(f"补{number}号", 1))]

    def _movement(self, desk: Desk, kind: str, pieces: int) -> Case:
        movement = {"movement_time": moment_ago(desk.random, 0), "kind": kind,
                    "lines": [{"item": ITEMS[0], "quantity": {
                        "pieces": str(pieces)}}]}
        if kind == "KIND_RECEIVE":
            movement["origin"] = {"kind": "KIND_UNFUNDED"}
            movement["lines"][0]["batch"] = "N2601"
        return desk.case("SuppliesService.CreateMovement",
                         parent=desk.person.store, movement=movement)

    def _receipt(self) -> list[Case]:
        return [self._movement(self._store, "KIND_RECEIVE", 5)]

    def _issue(self) -> list[Case]:
        return [self._movement(self._store, "KIND_ISSUE", 1)]

    def _count(self) -> list[Case]:
        """Less each time, so that something was used."""
        return [self._counted(PIECES - 10 * next(self._number))]

    def _counted(self, pieces: int) -> Case:
        return self._counter.case(
            "SuppliesService.CreateCount", parent=STORE, count={
                "count_time": moment_ago(self._counter.random, 0),
                "lines": [{"item": ITEMS[0], "confirm": True,
                           "quantity": {"pieces": str(pieces)},
                           "surplus_reason": 0}]}, all_or_nothing=False)

    def _shipment(self) -> list[Case]:
        return [self._sender.step(
            "CreateShipment", parent=STORE, shipment={
                "to_store": OTHER_STORE, "lines": [{
                    "item": ITEMS[0], "quantity": {"pieces": "1"}}]})]

    def _step(self, method: str, picked: int) -> list[Case]:
        """Of a new shipment, which was picked before or not."""
        sender = self._sender
        self._done(sender, self._shipment()[0])
        name = self._known.goods.shipments[-1].name
        if picked:
            self._done(sender, sender.step("PickShipment", name=name))
        fields: dict[str, str] = {}
        if method == "ShipShipment":
            fields["ship_time"] = moment_ago(sender.random, 0)
        if method == "CancelShipment":
            fields["reason"] = "不再需要"
        return [sender.step(method, name=name, **fields)]

    def _arrival(self) -> list[Case]:
        self._done(self._sender, self._step("ShipShipment", 1)[0])
        return [self._receiver.step(
            "CreateShipmentReceipt", parent=OTHER_STORE, shipment_receipt={
                "shipment": self._known.goods.shipments[-1].name,
                "receipt_time": moment_ago(self._receiver.random, 0),
                "accept_all": True})]

    def _report(self) -> list[Case]:
        desk = self._reporter
        return [desk.case("ReadinessService.SubmitReport",
                          parent=desk.person.facility,
                          report=desk.report(civil(-next(self._number))))]

    def _correction(self) -> list[Case]:
        self._done(self._reporter, self._report()[0])
        name = list(self._known.reports)[-1]
        revision, date = self._known.reports[name]
        return [self._reporter.case(
            "ReadinessService.CorrectReport", name=name,
            revision=str(revision), reason="更正",
            report=self._reporter.report(date))]

    def _subject(self) -> list[Case]:
        case = self._register.next_case()
        case.fields["subject_id"] = f"p-{next(self._number)}"
        return [case]
