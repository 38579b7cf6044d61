"""People at work, a thread each: they ask, keep what they ask, and note what
they are told. What was not decided they send again under its id, now or later.
"""

import dataclasses
import random
import threading
import time
from typing import Any

from client import Client, Refused, new_id
from county import SUPPLIES, civil
from google.protobuf.message import Message
from tracing import fen
from world import COUNTY, World

from county_of_faults import DOCUMENTS, Person, allocation_name
from history import Case, History
from known_goods import KnownGoods

CALL_SECONDS, PACE_SECONDS = 2.0, 0.01
# Days before today for which hospitals report.
REPORT_DAYS = 5_000


@dataclasses.dataclass
class Known:
    """What people of a world know of each other's work."""

    # Sequences of payments.
    paid: list[int] = dataclasses.field(default_factory=list)
    goods: KnownGoods = dataclasses.field(default_factory=KnownGoods)
    # Orders of goods, as they were accepted.
    orders: list[Any] = dataclasses.field(default_factory=list)
    # Newest revision and date, by name of the report.
    reports: dict[str, tuple[int, dict[str, int]]] = dataclasses.field(
        default_factory=dict)


class Floor:
    """Opens and closes the desks of a world."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self.is_over = False
        self._busy = 0
        self._changed = threading.Condition()

    def open(self) -> None:
        """People begin to ask."""
        self._open.set()

    def close(self, seconds: float) -> None:
        """Nobody begins anything; waits until everyone is done."""
        self._open.clear()
        with self._changed:
            if not self._changed.wait_for(lambda: self._busy == 0, seconds):
                raise AssertionError("a call does not end by its deadline")

    def end(self) -> None:
        """Desks end their threads."""
        self.is_over = True
        self._open.set()

    def enter(self) -> bool:
        """Waits until it is open; False when all is over."""
        while not self.is_over:
            self._open.wait()
            with self._changed:
                if self._open.is_set() and not self.is_over:
                    self._busy += 1
                    return True
        return False

    def leave(self) -> None:
        """One thing is done."""
        with self._changed:
            self._busy -= 1
            self._changed.notify_all()


class Desk(threading.Thread):
    """One person; `next_case` says what is asked next."""

    service = ""

    def __init__(self, world: World, person: Person, floor: Floor,
                 history: History, known: Known, seed: str) -> None:
        super().__init__(daemon=True)
        self.person, self.known = person, known
        self.floor, self.history = floor, history
        self.random = random.Random(f"{seed}/{person.name}")
        self._client = Client(world.address("gateway"), world.credentials(),
                              (("authorization",
                                f"Bearer {world.token(person.name)}"),),
                              patient=False)
        self.failure: BaseException | None = None

    def close(self) -> None:
        """Ends its connection."""
        self._client.close()

    def next_case(self) -> Case:
        """What is asked next."""
        raise NotImplementedError

    def learn(self, case: Case, answer: Message) -> None:
        """What was accepted at the first answer."""

    def figures(self, answer: Message) -> dict[str, int]:
        """What an accepted write says came of it."""
        return figures_of(answer)

    def refused_figures(self, refused: Refused) -> dict[str, int]:
        """What a refusal says there is."""
        return refused_figures(refused)

    def case(self, method: str, **fields: Any) -> Case:
        """A new one, under an id of its own."""
        request = new_id()
        return Case(request, self.service, self.person.name,
                    self.person.subject, method,
                    {"request_id": request, **fields})

    def run(self) -> None:
        while self.floor.enter():
            try:
                self.work()
            except BaseException as failure:  # pylint: disable=broad-except
                self.failure = failure
                return
            finally:
                self.floor.leave()
            time.sleep(PACE_SECONDS)

    def work(self) -> None:
        """One thing."""
        case = self.next_case()
        while self.send(case) in ("undecided", "unknown"):
            # Some ask again at once, some when all is well.
            if self.random.random() < 0.5:
                return
            time.sleep(0.05)

    def send(self, case: Case, seconds: float = CALL_SECONDS) -> str:
        """Once; ok, refused, undecided or unknown."""
        self.history.invoke(case)
        is_first = not case.told
        try:
            answer = self._client.call(case.method, case.fields, seconds)
        except Refused as refused:
            return self.history.answer(case, refused,
                                       self.refused_figures(refused))
        kind = self.history.answer(case, answer, self.figures(answer))
        if is_first:
            self.learn(case, answer)
        return kind


def refused_figures(refused: Refused) -> dict[str, int]:
    """What a refusal says there is."""
    return {name: int(refused.metadata[name])
            for name in ("available", "needed", "revision")
            if refused.metadata.get(name, "").isdecimal()}


def figures_of(answer: Message) -> dict[str, int]:
    """What an accepted write says came of it."""
    if "subject" in answer.DESCRIPTOR.fields_by_name:
        return {}
    if "report" in answer.DESCRIPTOR.fields_by_name:
        return {"revision": answer.report.revision} | {
            "occupied": read.reading.value for read in answer.report.readings
            if read.indicator.endswith("/beds-occupied")}
    if "reversal" in answer.DESCRIPTOR.fields_by_name:
        return {"reversed": answer.reversal.sequence}
    if "commitment" in answer.DESCRIPTOR.fields_by_name:
        return {"ordered": fen(answer.commitment.lines[0].amount)}
    if "allocation_document" in answer.DESCRIPTOR.fields_by_name:
        return {"allocated": sum(fen(line.amount) for line
                                 in answer.allocation_document.allocations)}
    return {"fen": fen(answer.payment.amount)}


class PaymentDesk(Desk):
    """Pays, and now and then reverses what anybody paid, also twice."""

    service = "funding"

    def next_case(self) -> Case:
        if self.known.paid and self.random.random() < 0.1:
            sequence = self.random.choice(self.known.paid[-40:])
            return self.case("ReversalService.ReverseEntry", parent=COUNTY,
                             sequence=str(sequence), reason="重复录入")
        return self.payment()

    def payment(self) -> Case:
        """A new one."""
        document = self.random.choices(list(DOCUMENTS), (80, 8, 8, 4))[0]
        fen = self.random.randint(1, 30_000)
        return self.case(
            "FundingService.CreatePayment", parent=COUNTY, payment={
                "allocation": allocation_name(document), "purpose": SUPPLIES,
                "amount": {"currency_code": "CNY", "units": str(fen // 100),
                           "nanos": fen % 100 * 10_000_000},
                "payment_date": civil(-1), "payee": "示范医疗器械有限公司",
                "method": "METHOD_DIRECT"})

    def learn(self, case: Case, answer: Message) -> None:
        if case.method.endswith("CreatePayment"):
            self.known.paid.append(answer.receipt.sequence)


class SheetDesk(PaymentDesk):
    """Pays by the sheet, a few at once; what is left open of one is asked again
    line by line.
    """

    def next_case(self) -> Case:
        return self.payment()

    def work(self) -> None:
        self.send_sheet([self.payment() for _ in range(
            self.random.randint(2, 12))])

    def send_sheet(self, cases: list[Case], seconds: float = CALL_SECONDS
                   ) -> list[str]:
        """All of them once, in one call; what send() says of each."""
        for case in cases:
            self.history.invoke(case)
        try:
            answer = self._client.call("FundingService.BatchCreatePayments", {
                "parent": COUNTY, "requests": [case.fields for case in cases]},
                                       seconds)
        except Refused as refused:
            return [self.history.answer(case, refused,
                                        refused_figures(refused))
                    for case in cases]
        return [self._learn_line(case, result) for case, result
                in zip(cases, answer.results, strict=True)]

    def _learn_line(self, case: Case, result: Message) -> str:
        if not result.HasField("response"):
            refused = Refused.of_element(result.error)
            return self.history.answer(case, refused, refused_figures(refused))
        is_first = not case.told
        kind = self.history.answer(case, result.response,
                                   figures_of(result.response))
        if is_first:
            self.learn(case, result.response)
        return kind


class ReportDesk(Desk):
    """Files reports of past days, and corrects them."""

    service = "readiness"

    def next_case(self) -> Case:
        own = [name for name in list(self.known.reports)[-30:]
               if name.startswith(self.person.facility + "/")]
        if own and self.random.random() < 0.4:
            name = self.random.choice(own)
            revision, date = self.known.reports[name]
            return self.case("ReadinessService.CorrectReport", name=name,
                             revision=str(revision), reason="更正",
                             report=self.report(date))
        date = civil(-1 - self.random.randrange(REPORT_DAYS))
        return self.case("ReadinessService.SubmitReport",
                         parent=self.person.facility,
                         report=self.report(date))

    def report(self, date: dict[str, int]) -> dict[str, Any]:
        indicators = f"{COUNTY}/indicators"
        return {"report_date": date, "readings": [
            {"indicator": f"{indicators}/{name}", "confirm": True,
             "reading": {"value": str(value)}}
            for name, value in (("beds-staffed", 1_000), (
                "beds-occupied", self.random.randint(0, 1_000)))]}

    def learn(self, case: Case, answer: Message) -> None:
        report = answer.report
        self.known.reports[report.name] = (report.revision, {
            "year": report.report_date.year, "month": report.report_date.month,
            "day": report.report_date.day})


def resolve(desks: dict[str, Desk], cases: list[Case], seconds: float) -> None:
    """Each is sent again under its id, by who asked, until it is decided."""
    give_up = time.monotonic() + seconds
    queues: dict[str, list[Case]] = {}
    for case in cases:
        queues.setdefault(case.person, []).append(case)

    def work(person: str) -> None:
        for case in queues[person]:
            while desks[person].send(case, 10) not in ("ok", "refused"):
                if time.monotonic() > give_up:
                    return
                time.sleep(0.05)

    threads = [threading.Thread(target=work, args=(person,))
               for person in queues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
