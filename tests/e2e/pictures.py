"""What SQL adds up from the three services' stores, field by field beside
headquarters' overview.
"""

import collections
import unittest

from county import (COUNTY, HOSPITAL, MASKS, OTHER_HOSPITAL, OTHER_STORE,
                    STORE, civil, count, delivery, document, payment, report)
from google.protobuf.message import Message
from stores import Store
from world import World

FRESH, STALE = 1, 2
SUBMITTED, OPEN, FIXED = 1, 1, 2
PARTS = {"funding": "money", "supplies": "supplies",
         "readiness": "readiness"}


def fen(amount: Message) -> int:
    """An amount in the unit the accounts are kept in."""
    return 100 * amount.units + amount.nanos // 10_000_000


def by(position: int, figures: dict[str, int]) -> dict[str, int]:
    """Added up by one part of the accounts' names."""
    sums: dict[str, int] = collections.Counter()
    for name, figure in figures.items():
        sums[name.replace(":", "/").split("/")[position]] += figure
    return sums


class PictureCase(unittest.TestCase):
    """One county with money, goods and reports, and one silent hospital."""

    world: World

    def overview(self) -> Message:
        """What headquarters sees."""
        return self.world.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY})

    def state_of(self, service: str) -> int:
        """Whether the service's part shows as fresh or as stale."""
        return getattr(self.overview(), PARTS[service]).status.state

    def happen(self):
        finance = self.world.person("finance")
        finance.write("FundingService.CreateAllocationDocument", parent=COUNTY,
                      document_id="d2", allocation_document=document("2号")
                      | {"allocations": [{
                          "fund": f"{COUNTY}/funds/central",
                          "recipient": OTHER_HOSPITAL,
                          "amount": {"currency_code": "CNY",
                                     "units": 1_000_000},
                          "purposes": [{"purpose":
                                        f"{COUNTY}/purposes/supplies"}]}]})
        for units, nanos in ((860_000, 500_000_000), (1_234, 10_000_000)):
            finance.write("FundingService.CreatePayment", parent=COUNTY,
                          payment=payment(units, nanos))
        hospital = self.world.person("people-hospital")
        hospital.write("SuppliesService.CreateCount", parent=STORE,
                       count=count(4_600))
        hospital.write("SuppliesService.CreateMovement", parent=STORE,
                       movement=delivery(250))
        hospital.write("ReadinessService.SubmitReport", parent=HOSPITAL,
                       report=report())
        self.world.person("tcm-hospital").write(
            "SuppliesService.CreateCount", parent=OTHER_STORE, count=count(0))
        for pieces in (200, 300):
            hospital.write("RequisitionService.CreateRequisition",
                           parent=HOSPITAL, requisition={
                               "store": STORE, "reason": "发热门诊用量增加",
                               "lines": [{"item": MASKS, "quantity": {
                                   "pieces": pieces}}]})
        self.inspect()

    def inspect(self):
        headquarters = self.world.person("headquarters")
        inspection = headquarters.write(
            "InspectionService.CreateInspection", parent=HOSPITAL, inspection={
                "organization": f"{COUNTY}/organizations/health-bureau",
                "inspection_date": civil(-3), "subject_matter": "传染病房"}
        ).inspection.name
        for severity, due in (("SEVERITY_MAJOR", -1), ("SEVERITY_MINOR", 5)):
            headquarters.write(
                "InspectionService.CreateInspectionFinding", parent=inspection,
                finding={"description": "缺少防护面罩", "severity": severity,
                         "due_date": civil(due)})

    def is_complete(self, paid: int = 861_234) -> bool:
        """Whether the last write of each service is in the picture, with so
        many whole yuan paid.
        """
        seen = self.overview()
        return (seen.money.summary.total.paid.units == paid
                and seen.supplies.unanswered.total == 2
                and seen.readiness.summary.findings.open == 2)

    def expect_money(self, seen: Message):
        store = Store(self.world.folder / "data/funding")
        figures = {
            "available": store.balances("alloc:"),
            "allocated": store.moved("fund:", "alloc:"),
            "paid": store.balances("paid:"), "held": store.balances("held:"),
            "prepaid": store.balances("prepaid:"),
            "accrued": store.balances("accrued:"),
            "frozen": store.balances("frozen:")}
        summary = seen.money.summary
        self.assertEqual(len(summary.documents), 2)
        for name, accounts in figures.items():
            of_documents = by(0, accounts)
            for shown in summary.documents:
                document_id = shown.name.rpartition("/")[2]
                self.assertEqual(fen(getattr(shown.total, name)),
                                 of_documents[document_id],
                                 f"{document_id} {name}")
            self.assertEqual(fen(getattr(summary.total, name)),
                             sum(accounts.values()), name)
        for name in ("available", "paid"):
            of_purposes = by(2, figures[name])
            for purpose in summary.purposes:
                self.assertEqual(
                    fen(getattr(purpose, name)),
                    of_purposes[purpose.purpose.rpartition("/")[2]], name)

    def expect_goods(self, seen: Message):
        store = Store(self.world.folder / "data/supplies")
        lines = store.balances("store:")
        for item in seen.supplies.items:
            item_id = item.item.rpartition("/")[2]
            self.assertEqual(item.free, by(2, lines)[item_id])
            self.assertEqual((item.known, item.stale, item.unknown), (2, 0, 0))
        free = by(0, lines)
        self.assertTrue(seen.supplies.shortages)
        for shortage in seen.supplies.shortages:
            self.assertEqual(shortage.free,
                             free[shortage.facility.rpartition("/")[2]])
        waiting = [asked for asked in store.resources(
            "requisition", "epiledger.supplies.v1.Requisition")
            if asked.state == SUBMITTED]
        unanswered = seen.supplies.unanswered
        self.assertEqual(unanswered.total, len(waiting))
        self.assertEqual({asked.name for asked in unanswered.requisitions},
                         {asked.name for asked in waiting})

    def expect_readiness(self, seen: Message):
        store = Store(self.world.folder / "data/readiness")
        reports = store.resources("report", "epiledger.readiness.v1.Report")
        self.assertEqual(len(reports), 1)
        figures = reports[0].figures
        for total in seen.readiness.summary.indicators:
            if total.indicator not in figures.DESCRIPTOR.fields_by_name:
                continue
            reading = getattr(figures, total.indicator)
            is_known = reading.WhichOneof("reading") == "value"
            self.assertEqual(
                (total.HasField("value"), total.value, total.known),
                (is_known, reading.value if is_known else 0, int(is_known)),
                total.indicator)
            # The other hospital said nothing, which is no zero.
            silent = (total.known + total.stale + total.unknown
                      + total.not_due + total.not_applicable)
            self.assertEqual(silent, 2, total.indicator)
        findings = [found for found in store.resources(
            "finding", "epiledger.readiness.v1.Finding")
            if found.state in (OPEN, FIXED)]
        told = seen.readiness.summary.findings
        self.assertEqual(told.open + told.fixed, len(findings))
        self.assertEqual({one.finding.name for one in told.findings},
                         {found.name for found in findings})
        self.assertEqual(told.overdue, 1)
