"""What the services show on a day, by the accounts of the exported book it must
be equal to.

A group is what one figure of ours speaks of: the accounts of a book that have
to add up to it. Most have one account; an order's line has one in each year.
"""

import re
from typing import Any

from client import Client
from county import COUNTY
from google.protobuf.message import Message
from year_office import as_of, figures_of, last

Group = tuple[str, ...]
Figures = dict[Group, int]
STAGES = ("paid", "held", "prepaid", "accrued", "frozen", "proposed",
          "recalled", "transferred-in", "transferred-out", "carried-in",
          "carried-out")
# Of an order's line; the first four are stages as well.
OF_LINES = ("paid", "held", "prepaid", "accrued", "undivided", "arrived")
# Figures beside the money: their other side is `contra`.
BESIDE = ("recalled", "transferred-in", "transferred-out", "carried-in",
          "carried-out", "undivided", "refunded", "disbursed", "advanced",
          "paid-back", "paid-carried-in", "paid-carried-out")
# An allocation and its purpose, and what may follow.
PLACE = re.compile(r"([^/]+/\d+)/([^/]+)(?:/(.+))?")


def groups_of(account: str) -> list[Group]:
    """The groups an account of the book belongs to; an account that nobody
    explains is an error.
    """
    kind, _, rest = account.partition(":")
    if kind in ("source", "fund", "liability"):
        return [(kind, rest.removesuffix(":available").partition("/")[
            2 if kind == "liability" else 0])]
    if kind == "contra":
        return [contra(rest)]
    found = PLACE.fullmatch(rest.removesuffix(":available"))
    if not found:
        raise AssertionError(f"nobody knows {account}")
    allocation, use, more = found.groups()
    if kind == "alloc":
        return [("available", allocation, use)]
    groups = [(kind, allocation, use)] if kind in STAGES else []
    if kind in ("disbursed", "advanced", "paid-back", "paid-carried-in",
                "paid-carried-out"):
        groups.append((kind, allocation))
    if kind == "refunded":
        groups.append((kind, more))
    if kind in OF_LINES and more:
        groups.append(("line", kind, more))
    if not groups:
        raise AssertionError(f"nobody knows {account}")
    return groups


def contra(rest: str) -> Group:
    """The other side of a bill, of pieces, or of a purpose's figures. An order
    that is carried over takes its own along, so purposes are taken as a whole.
    """
    if rest.startswith("liability:"):
        return ("contra", "liability", last(rest))
    if rest.startswith("arrived:"):
        return ("contra", "arrived")
    return ("contra", last(rest))


def key(name: str) -> str:
    """`d1/1`, as accounts name an allocation."""
    return name.removeprefix(f"{COUNTY}/documents/").replace("/allocations", "")


class Shown:
    """What a person of the finance office reads."""

    def __init__(self, finance: Client) -> None:
        self._finance = finance

    def pages(self, method: str, field: str, **fields: Any) -> list[Message]:
        """All of a list, however many pages."""
        found, token = [], ""
        while True:
            page = self._finance.call(method, {
                "parent": COUNTY, "page_size": 3, "page_token": token} | fields)
            found += getattr(page, field)
            token = page.next_page_token
            if not token:
                return found

    def on(self, day: str) -> Figures:
        """All figures at the end of a day, but those that are nothing."""
        figures: Figures = {}
        when = {"as_of": as_of(day)}
        seen = self._finance.call("FundingService.GetCountySummary",
                                  {"name": COUNTY} | when)
        for fund in seen.funds:
            shown = figures_of(fund.balance)
            figures["source", last(fund.name)] = -shown.get("appropriated", 0)
            figures["fund", last(fund.name)] = shown.get("available", 0)
        for document in seen.documents:
            for allocation in document.allocations:
                figures |= self._of_allocation(allocation)
        for order in self.pages("CommitmentService.ListCommitments",
                                "commitments", **when):
            figures |= self._of_order(order)
        for bill in self.pages("LiabilityService.ListLiabilities",
                               "liabilities", **when):
            figures["liability", last(bill.name)] = bill.open.units
            figures["contra", "liability", last(bill.name)] = -bill.open.units
        return {group: figure for group, figure in self._with_contra(
            figures | self._carried(when), when).items() if figure}

    def _of_allocation(self, allocation: Message) -> Figures:
        name, figures = key(allocation.name), {}
        total = figures_of(allocation.balance)
        for kind in ("disbursed", "advanced"):
            figures[kind, name] = total.get(kind, 0)
        parts = [(last(part.purpose), figures_of(part))
                 for part in allocation.balance.purposes]
        for use, shown in parts:
            for kind in ("available", *STAGES):
                figures[kind, name, use] = shown.get(kind.replace("-", "_"), 0)
        # What is shown of the whole is what is shown of its parts.
        for kind in ("available", *STAGES):
            whole = total.get(kind.replace("-", "_"), 0)
            assert whole == sum(figures[kind, name, use]
                                for use, _ in parts), (name, kind)
        return figures

    def _of_order(self, order: Message) -> Figures:
        figures = {}
        for number, line in enumerate(order.lines, 1):
            shown = figures_of(line) | figures_of(line.balance)
            shown["arrived"] = shown.get("quantity_arrived", 0)
            for kind in OF_LINES:
                figures["line", kind,
                        f"{last(order.name)}/{number}"] = shown.get(kind, 0)
        return figures

    def _carried(self, when: dict[str, Any]) -> Figures:
        """What was paid ahead of goods by one year, and came in the next; and
        the cash that went on, which the case pays back in no other way.
        """
        figures: Figures = {}
        for carry in self.pages("CarryOverService.ListCarryOvers",
                                "carry_overs", **when):
            prepaid = carry.carried.prepaid.units
            for way, name in (("out", carry.allocation),
                              ("in", carry.target_allocation)):
                group = (f"paid-carried-{way}", key(name))
                figures[group] = figures.get(group, 0) + prepaid
            gone = ("paid-back", key(carry.allocation))
            figures[gone] = (figures.get(gone, 0) +
                             carry.carried.disbursed.units)
        return figures

    def _with_contra(self, figures: Figures, when: dict[str, Any]) -> Figures:
        """Also what was refunded, and the other side of what has no money."""
        other: Figures = {}

        def add(group: Group, amount: int) -> None:
            other[group] = other.get(group, 0) - amount

        for paid in self.pages("FundingService.ListPayments", "payments",
                               **when):
            figures["refunded", last(paid.name)] = paid.refunded.units
            add(("contra", last(paid.purpose)), paid.refunded.units)
        for group, amount in figures.items():
            if group[0] == "line" and group[1] == "undivided":
                add(("contra", "supplies"), amount)
            elif group[0] == "line" and group[1] == "arrived":
                add(("contra", "arrived"), amount)
            elif group[0] in BESIDE and len(group) == 3:
                add(("contra", group[2]), amount)
            elif group[0] in ("disbursed", "advanced", "paid-back"):
                add(("contra", "any"), amount)
            elif group[0].startswith("paid-carried"):
                add(("contra", "supplies"), amount)
        return figures | other
