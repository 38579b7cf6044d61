"""The worked case of a county's emergency money: how it is written and read.

Figures are whole yuan, written by hand where they are expected; what is not
named must be nothing, so that no figure of a balance goes unseen.
"""

import unittest
from typing import Any

from client import Client, Refused, new_id
from county import COUNTY, yuan
from google.protobuf.message import Message
from world import World

PURPOSES = ("equipment", "supplies", "any")
FIRST, SECOND = (f"{COUNTY}/documents/d1/allocations/{line}" for line in (1, 2))
RESERVE = f"{COUNTY}/documents/d-county/allocations/1"
NEXT_FIRST, NEXT_SECOND = (f"{COUNTY}/documents/d2/allocations/{line}"
                           for line in (1, 2))
ORDER, OPEN_ORDER = f"{COUNTY}/commitments/c1", f"{COUNTY}/commitments/c2"


def purpose(use: str) -> str:
    """The name of a purpose."""
    return f"{COUNTY}/purposes/{use}"


def last(name: str) -> str:
    """The id in a name."""
    return name.rpartition("/")[2]


def date(day: str) -> dict[str, int]:
    """`2020-02-01` as a request has it."""
    year, month, of_month = map(int, day.split("-"))
    return {"year": year, "month": month, "day": of_month}


def units(amount: Message) -> int:
    """Whole yuan; the case has no others."""
    assert amount.nanos == 0, amount
    return amount.units


def figures_of(message: Message) -> dict[str, int]:
    """Every amount and number of a message that is not nothing, by name: a
    figure that is added to the protos is one that somebody has to expect.
    """
    found = {}
    for kind in message.DESCRIPTOR.fields:
        value = getattr(message, kind.name)
        if kind.message_type and kind.message_type.name == "Money":
            found[kind.name] = units(value)
        elif kind.cpp_type == kind.CPPTYPE_INT64:
            found[kind.name] = value
    return {name: value for name, value in found.items() if value}


def utilisation_of(balance: dict[str, Any]) -> int:
    """What is spent or bound of what there is, in thousandths."""
    used = sum(balance.get(stage, 0) for stage in (
        "paid", "held", "prepaid", "accrued", "proposed"))
    had = used + balance.get("available", 0) + balance.get("frozen", 0)
    return 1000 * used // had if had else 0


def as_of(day: str = "", sequence: int = 0) -> dict[str, Any]:
    """A point of both axes; the present where one is left out."""
    return ({"effective_date": date(day)} if day else {}) | (
        {"sequence": sequence} if sequence else {})


class Office(unittest.TestCase):
    """What a finance office does and sees, and what must always hold."""

    world: World

    @property
    def finance(self) -> Client:
        """Who records it all."""
        return self.world.person("finance")

    def record(self, method: str, /, **fields: Any) -> Message:
        """A write; what was recorded last is kept for reads of the past."""
        answer = self.finance.write(method, **fields)
        self.last = answer.receipt.sequence
        return answer

    def refused(self, method: str, /, **fields: Any) -> Refused:
        """A write that a rule refuses."""
        answer = self.finance.refusal(method, {"request_id": new_id()} | fields)
        self.last = answer.receipt.sequence
        return answer

    def pay(self, allocation: str, amount: int, day: str, **more: Any
            ) -> Message:
        """A payment without an order."""
        return self.record("FundingService.CreatePayment", parent=COUNTY,
                           payment=payment(allocation, amount, day, **more))

    def pay_order(self, order: str, amount: int, day: str, line: int = 1,
                  **more: Any) -> Message:
        """A payment for an order."""
        return self.record("CommitmentService.PayCommitment", name=order,
                           line=line, amount=yuan(amount),
                           payment_date=date(day), method="METHOD_DIRECT",
                           **more)

    def arrive(self, order: str, quantity: int, amount: int, day: str,
               line: int = 1, **more: Any) -> Message:
        """What arrived of an order, as recorded."""
        return self.record("CommitmentService.CreateAccrual", parent=COUNTY,
                           accrual={"commitment": order, "line": line,
                                    "quantity": quantity,
                                    "amount": yuan(amount),
                                    "accrual_date": date(day)} | more).accrual

    def refund(self, paid: str, amount: int, day: str) -> Message:
        """What a payee gave back, as recorded."""
        return self.record("CommitmentService.CreateRefund", parent=COUNTY,
                           refund={"payment": paid, "amount": yuan(amount),
                                   "refund_date": date(day),
                                   "reason": "退回多付货款"}).refund

    def change(self, kind: str, allocation: str, amount: int, day: str,
               **more: str):
        """Money of the undivided rest that is moved."""
        self.record("AllocationChangeService.CreateAllocationChange",
                    parent=COUNTY, allocation_change={
                        "kind": kind, "allocation": allocation,
                        "purpose": purpose("any"), "amount": yuan(amount),
                        "change_date": date(day),
                        "reason": "县指挥部决定"} | more)

    def allocation(self, name: str, day: str = "", sequence: int = 0
                   ) -> Message:
        """An allocation at a point of both axes."""
        return self.finance.call("FundingService.GetAllocation", {
            "name": name, "as_of": as_of(day, sequence)})

    def expect(self, name: str, day: str = "", sequence: int = 0,
               **figures: int | dict[str, int]):
        """All figures of an allocation; those of a purpose by its id."""
        balance = self.allocation(name, day, sequence).balance
        found = figures_of(balance) | {
            last(part.purpose): share for part in balance.purposes
            if (share := figures_of(part))}
        self.assertEqual(found.pop("utilisation", 0), utilisation_of(found))
        self.assertEqual(found, figures)

    def expect_fund(self, fund: str, day: str = "", **figures: int):
        """All figures of a fund."""
        self.assertEqual(figures_of(self.finance.call(
            "FundingService.GetFund", {"name": f"{COUNTY}/funds/{fund}",
                                       "as_of": as_of(day)}).balance), figures)

    def expect_order(self, order: str, *lines: dict[str, int]):
        """All figures of each line of an order, its own amounts left out."""
        read = self.finance.call("CommitmentService.GetCommitment",
                                 {"name": order})
        found = [figures_of(line.balance) | figures_of(line)
                 for line in read.lines]
        for line in found:
            del line["amount"], line["quantity"]
        self.assertEqual(found, list(lines))

    def owed(self) -> int:
        """Without funding, today."""
        return units(self.finance.call("LiabilityService.ListLiabilities",
                                       {"parent": COUNTY}).total_open)

    def summary(self, day: str = "", sequence: int = 0) -> Message:
        """All funds and allocations at a point of both axes."""
        return self.finance.call("FundingService.GetCountySummary", {
            "name": COUNTY, "as_of": as_of(day, sequence)})

    def expect_conserved(self, day: str = "", sequence: int = 0):
        """DOMAIN rule 6, as an equation: nothing is lost, nothing is twice."""
        seen = self.summary(day, sequence)
        out: dict[str, int] = {fund.name: 0 for fund in seen.funds}
        for document in seen.documents:
            for allocation in document.allocations:
                balance = figures_of(allocation.balance)
                where = (allocation.name, day, sequence)
                self.assertTrue(all(f > 0 for f in balance.values()), where)
                out[allocation.fund] += self.conserved(balance, where)
        for fund in seen.funds:
            figures = figures_of(fund.balance)
            where = (fund.name, day, sequence)
            appropriated = figures.get("appropriated", 0)
            self.assertEqual(figures.get("allocated", 0), out[fund.name], where)
            self.assertLessEqual(out[fund.name], appropriated, where)
            self.assertEqual(figures.get("available", 0),
                             appropriated - out[fund.name], where)

    def conserved(self, balance: dict[str, int], where: tuple[Any, ...]) -> int:
        """What of its fund's money an allocation still has or has spent."""
        def total(*names: str) -> int:
            return sum(balance.get(name, 0) for name in names)

        used = total("available", "held", "prepaid", "accrued", "paid",
                     "frozen", "proposed")
        came = total("allocated", "transferred_in", "carried_in")
        left = total("recalled", "transferred_out", "carried_out")
        self.assertEqual(used + left, came, where)
        self.assertLessEqual(total("disbursed"), total(
            "available", "held", "accrued", "frozen", "proposed"), where)
        return used


def payment(allocation: str, amount: int, day: str, **more: Any
            ) -> dict[str, Any]:
    """A payment as it is asked for."""
    return {"allocation": allocation, "purpose": purpose("supplies"),
            "amount": yuan(amount), "payment_date": date(day),
            "payee": "示范药房", "method": "METHOD_DIRECT"} | more
