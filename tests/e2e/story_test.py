#!/usr/bin/python3
"""The main job through the gateway, in another language, on both engines."""

import sys
import unittest
from base64 import b64encode

from client import Client, new_id
from county import (ALLOCATED, ALLOCATION, COUNTY, DOCUMENT, HOSPITAL, MASKS,
                    STORE, count, payment, report, set_up, yuan)
from google.protobuf.message import Message
from world import World, wait_until

SECONDS = 10
# Of one person in a minute.
MAX_REFUSALS = 60
FAILED_PRECONDITION = 9


def money(amount: Message) -> tuple[str, int, int]:
    """An amount as it is written."""
    return amount.currency_code, amount.units, amount.nanos


class Story(unittest.TestCase):
    """One county's first day, the same on each engine."""

    def person(self, name: str) -> Client:
        return self.world.person(name)

    def test_on_sqlite(self):
        self.tell("sqlite")

    def test_on_mariadb(self):
        self.tell("mysql")

    def tell(self, store: str):
        self.world = self.enterContext(World(store))
        set_up(self.world)
        self.finance_pays_and_may_not_overspend()
        self.hospital_counts_and_reports()
        wait_until(self.headquarters_sees_it, SECONDS)
        self.another_body_under_the_same_id_is_named()
        self.what_was_written_is_read_at_once()
        self.a_sheet_is_decided_line_by_line()
        self.who_only_knocks_is_asked_to_wait()

    def finance_pays_and_may_not_overspend(self):
        finance = self.person("finance")
        answer = finance.write("FundingService.CreatePayment", parent=COUNTY,
                               payment=payment(860_000, 500_000_000))
        self.assertFalse(answer.receipt.replayed)
        self.assertEqual(money(answer.payment.available_after),
                         ("CNY", ALLOCATED - 860_001, 500_000_000))
        self.expect_frozen_refusal(finance, answer.receipt)
        document = finance.call("FundingService.GetAllocationDocument",
                                {"name": DOCUMENT})
        balance = document.allocations[0].balance
        self.assertEqual(money(balance.allocated), ("CNY", ALLOCATED, 0))
        self.assertEqual(money(balance.paid), ("CNY", 860_000, 500_000_000))

    def expect_frozen_refusal(self, finance: Client, last: Message):
        too_much = {"request_id": new_id(), "parent": COUNTY,
                    "payment": payment(ALLOCATED)}
        first = finance.refusal("FundingService.CreatePayment", too_much)
        self.assertEqual((first.code, first.reason),
                         ("FAILED_PRECONDITION", "OVERSPENT"))
        self.assertEqual(first.metadata["allocation"], ALLOCATION)
        left = 100 * (ALLOCATED - 860_000) - 50
        self.assertEqual(first.metadata["available"], str(left))
        self.assertEqual(first.metadata["needed"], str(100 * ALLOCATED))
        self.assertEqual(first.receipt.sequence, last.sequence + 1)
        self.assertEqual(first.receipt.incarnation, last.incarnation)
        self.assertFalse(first.receipt.replayed)
        again = finance.refusal("FundingService.CreatePayment", too_much)
        self.assertTrue(again.receipt.replayed)
        again.receipt.replayed = False
        self.assertEqual(again.receipt, first.receipt)
        self.assertEqual((again.code, again.reason, again.metadata, again.text),
                         (first.code, first.reason, first.metadata, first.text))

    def hospital_counts_and_reports(self):
        hospital = self.person("people-hospital")
        answer = hospital.write("SuppliesService.CreateCount", parent=STORE,
                                count=count(4_600))
        result = answer.count.lines[0].result
        self.assertEqual((result.total, result.opening), (4_600, 4_600))
        answer = hospital.write("ReadinessService.SubmitReport",
                                parent=HOSPITAL, report=report())
        self.assertEqual(answer.report.revision, 1)
        self.assertEqual(answer.report.figures.beds_occupied.value, 361)

    def headquarters_sees_it(self) -> bool:
        """Whether the overview shows all three."""
        overview = self.person("headquarters").call(
            "CommandService.GetOverview", {"name": COUNTY})
        documents = overview.money.summary.documents
        paid = [money(d.total.paid) for d in documents if d.name == DOCUMENT]
        pieces = [i.free for i in overview.supplies.items if i.item == MASKS]
        beds = [f.report.figures.beds_occupied.value
                for f in overview.readiness.summary.facilities
                if f.facility == HOSPITAL]
        return (paid == [("CNY", 860_000, 500_000_000)] and pieces == [4_600]
                and beds == [361])

    def another_body_under_the_same_id_is_named(self):
        finance, request_id = self.person("finance"), new_id()
        paid = {"request_id": request_id, "parent": COUNTY,
                "payment": payment(100)}
        receipt = finance.call("FundingService.CreatePayment", paid).receipt
        again = finance.call("FundingService.CreatePayment", paid).receipt
        self.assertTrue(again.replayed)
        self.assertEqual(again.sequence, receipt.sequence)
        paid["payment"] |= {"amount": yuan(101)}
        refused = finance.refusal("FundingService.CreatePayment", paid)
        self.assertEqual((refused.code, refused.reason),
                         ("ALREADY_EXISTS", "REQUEST_ID_REUSED"))
        self.assertEqual(refused.metadata["field"], "payment")
        self.assertIsNone(refused.receipt)
        finance.call("FundingService.CreatePayment", paid | {
            "request_id": new_id(), "payment": payment(0, 10_000_000)})

    def what_was_written_is_read_at_once(self):
        """A count's receipt makes the overview include it, without waiting."""
        for pieces in range(4_600, 4_580, -1):
            receipt = self.person("people-hospital").write(
                "SuppliesService.CreateCount", parent=STORE,
                count=count(pieces)).receipt
            overview = self.person("headquarters").call(
                "CommandService.GetOverview", {"name": COUNTY, "after": [{
                    "book": receipt.book, "sequence": receipt.sequence,
                    "incarnation": b64encode(receipt.incarnation).decode()}]})
            self.assertEqual([item.free for item in overview.supplies.items],
                             [pieces])
            self.assertGreaterEqual(overview.supplies.status.read_at.sequence,
                                    receipt.sequence)

    def a_sheet_is_decided_line_by_line(self):
        """Accepted, refused, and the first id once more."""
        lines = [{"request_id": new_id(), "parent": COUNTY,
                  "payment": payment(units)} for units in (1, ALLOCATED)]
        first, refused, again = self.person("finance").call(
            "FundingService.BatchCreatePayments",
            {"parent": COUNTY, "requests": [*lines, lines[0]]}).results
        self.assertFalse(first.response.receipt.replayed)
        self.assertEqual(refused.error.code, FAILED_PRECONDITION)
        self.assertIn("type.googleapis.com/epiledger.type.v1.Receipt",
                      [detail.type_url for detail in refused.error.details])
        self.assertTrue(again.response.receipt.replayed)
        self.assertEqual(again.response.payment, first.response.payment)

    def who_only_knocks_is_asked_to_wait(self):
        """After sixty refusals in a minute nothing is decided for a while."""
        finance = self.person("finance")
        refusals = [finance.refusal("FundingService.CreatePayment", {
            "request_id": new_id(), "parent": COUNTY,
            "payment": payment(ALLOCATED)}) for _ in range(MAX_REFUSALS + 1)]
        self.assertEqual(refusals[0].reason, "OVERSPENT")
        self.assertEqual((refusals[-1].code, refusals[-1].reason),
                         ("RESOURCE_EXHAUSTED", "TOO_MANY_REFUSALS"))
        self.assertIsNone(refusals[-1].receipt)
        self.assertTrue(refusals[-1].retry)
        decided = sum(refused.receipt is not None for refused in refusals)
        self.assertLessEqual(decided, MAX_REFUSALS)


if __name__ == "__main__":
    sys.exit(unittest.main())
