#!/usr/bin/python3
"""A county's emergency money from appropriation to the last refund, through the
gateway, on both engines. Every figure is written by hand, in yuan.
"""

import sys
import unittest
from typing import Any

from client import Client
from county import (ALLOCATION, COUNTY, DOCUMENT, HOSPITAL, MASKS,
                    OTHER_HOSPITAL, SUPPLIES, civil, set_up_register,
                    set_up_stores, yuan)
from google.protobuf.message import Message
from world import World

OTHER_ALLOCATION = f"{DOCUMENT}/allocations/2"
UNDIVIDED = f"{COUNTY}/purposes/any"
ORDER = f"{COUNTY}/commitments/c1"
STAGES = ("held", "prepaid", "accrued", "paid", "available")


def units(amount: Message) -> int:
    """Whole yuan; the case has no others."""
    assert amount.nanos == 0, amount
    return amount.units


class Purchases(unittest.TestCase):
    """One order, one bill from before the money, what went back and across."""

    def test_on_sqlite(self):
        self.tell("sqlite")

    def test_on_mariadb(self):
        self.tell("mysql")

    @property
    def finance(self) -> Client:
        return self.world.person("finance")

    def tell(self, store: str):
        self.world = self.enterContext(World(store))
        set_up_register(self.world)
        set_up_stores(self.world)
        self.hospital_buys_on_credit_before_there_is_money()
        self.county_allocates_six_and_a_half_million()
        self.hospital_orders_masks_and_pays_ahead()
        self.three_deliveries_the_last_short_and_cheaper()
        self.order_and_old_bill_are_paid()
        self.money_comes_back_and_goes_across()
        self.every_past_day_is_still_what_it_was()

    def hospital_buys_on_credit_before_there_is_money(self):
        self.finance.write("FundingService.CreatePurpose", parent=COUNTY,
                           purpose_id="supplies",
                           purpose={"display_name": "防控物资"})
        self.bill = self.finance.write(
            "LiabilityService.CreateLiability", parent=COUNTY, liability={
                "debtor": HOSPITAL, "creditor": "示范物资有限公司",
                "purpose": SUPPLIES, "amount": yuan(80_000),
                "liability_date": civil(-12),
                "reason": "春节期间紧急赊购"}).liability.name
        self.assertEqual(self.owed(), 80_000)

    def county_allocates_six_and_a_half_million(self):
        for fund, kind, amount in (("central", "KIND_CENTRAL", 9_610_000),
                                   ("county", "KIND_COUNTY", 390_000)):
            self.finance.write("FundingService.CreateFund", parent=COUNTY,
                               fund_id=fund, fund={"display_name": fund,
                                                   "kind": kind})
            self.finance.write(
                "FundingService.CreateAppropriation", parent=COUNTY,
                appropriation_id=f"a-{fund}", appropriation={
                    "fund": f"{COUNTY}/funds/{fund}", "amount": yuan(amount),
                    "appropriation_date": civil(-20)})
        self.finance.write(
            "FundingService.CreateAllocationDocument", parent=COUNTY,
            document_id="d1", allocation_document={
                "issuer": "示范县财政局", "number": "示财社〔2020〕1号",
                "title": "关于紧急划拨疫情防控资金的通知",
                "document_date": civil(-10), "allocations": [
                    self.line(HOSPITAL, 4_000_000),
                    self.line(OTHER_HOSPITAL, 2_500_000)]})
        self.expect(held=0, prepaid=0, accrued=0, paid=0, available=4_000_000)

    def line(self, recipient: str, amount: int) -> dict[str, Any]:
        return {"fund": f"{COUNTY}/funds/central", "recipient": recipient,
                "amount": yuan(amount), "purposes": [{"purpose": SUPPLIES}]}

    def hospital_orders_masks_and_pays_ahead(self):
        self.finance.write(
            "CommitmentService.CreateCommitment", parent=COUNTY,
            commitment_id="c1", commitment={
                "allocation": ALLOCATION, "supplier": "示范医疗器械有限公司",
                "number": "HT-17", "commitment_date": civil(-9), "lines": [{
                    "purpose": SUPPLIES, "item": MASKS, "quantity": 100_000,
                    "amount": yuan(1_200_000)}]})
        self.expect(held=1_200_000, prepaid=0, accrued=0, paid=0,
                    available=2_800_000)
        self.pay(360_000, -8, prepayment=True)
        self.expect(held=840_000, prepaid=360_000, accrued=0, paid=0,
                    available=2_800_000)

    def three_deliveries_the_last_short_and_cheaper(self):
        first = self.arrive(30_000, 360_000, -7)
        self.assertEqual(units(first.from_prepaid), 360_000)
        self.expect(held=840_000, prepaid=0, accrued=0, paid=360_000,
                    available=2_800_000)
        self.arrive(40_000, 480_000, -5)
        self.expect(held=360_000, prepaid=0, accrued=480_000, paid=360_000,
                    available=2_800_000)
        # 20,000 of 30,000 come, at 11.50 instead of 12.00; no more will.
        last = self.arrive(20_000, 230_000, -3, final=True)
        self.assertEqual(units(last.price_difference), 10_000)
        self.assertEqual(units(last.released), 130_000)
        self.expect(held=0, prepaid=0, accrued=710_000, paid=360_000,
                    available=2_930_000)

    def order_and_old_bill_are_paid(self):
        self.finance.write("LiabilityService.SettleLiability", name=self.bill,
                           allocation=ALLOCATION, amount=yuan(80_000),
                           payment_date=civil(-4), method="METHOD_DIRECT")
        self.assertEqual(self.owed(), 0)
        self.pay(480_000, -2)
        self.last_payment = self.pay(230_000, -1)
        self.expect(held=0, prepaid=0, accrued=0, paid=1_150_000,
                    available=2_850_000)
        refused = self.finance.refusal("CommitmentService.PayCommitment",
                                       self.payment(1, 0))
        self.assertEqual(refused.reason, "OVER_ACCRUED")

    def money_comes_back_and_goes_across(self):
        self.finance.write("CommitmentService.CreateRefund", parent=COUNTY,
                           refund={"payment": self.last_payment,
                                   "amount": yuan(10_000),
                                   "refund_date": civil(),
                                   "reason": "退回多付货款"})
        self.change("KIND_TRANSFER", ALLOCATION, 300_000, approver="s-2",
                    target_allocation=OTHER_ALLOCATION,
                    target_purpose=UNDIVIDED)
        self.change("KIND_RECALL", OTHER_ALLOCATION, 100_000)
        self.expect(held=0, prepaid=0, accrued=0, paid=1_140_000,
                    available=2_560_000)
        other = self.balance(OTHER_ALLOCATION)
        self.assertEqual(units(other.allocated), 2_500_000)
        self.assertEqual(units(other.transferred_in), 300_000)
        self.assertEqual(units(other.recalled), 100_000)
        self.assertEqual(units(other.available), 2_700_000)
        fund = self.finance.call("FundingService.GetFund",
                                 {"name": f"{COUNTY}/funds/central"})
        self.assertEqual(units(fund.balance.available), 3_210_000)

    def every_past_day_is_still_what_it_was(self):
        self.expect(-9, held=1_200_000, prepaid=0, accrued=0, paid=0,
                    available=2_800_000)
        self.expect(-6, held=840_000, prepaid=0, accrued=0, paid=360_000,
                    available=2_800_000)
        self.expect(-4, held=360_000, prepaid=0, accrued=480_000, paid=440_000,
                    available=2_720_000)

    def payment(self, amount: int, days: int, **more: Any) -> dict[str, Any]:
        return {"request_id": f"pay-{amount}-{days}", "name": ORDER, "line": 1,
                "amount": yuan(amount), "payment_date": civil(days),
                "method": "METHOD_DIRECT"} | more

    def pay(self, amount: int, days: int, **more: Any) -> str:
        """Pays for the order; the payment's name."""
        return self.finance.call("CommitmentService.PayCommitment",
                                 self.payment(amount, days, **more)
                                 ).payment.name

    def arrive(self, quantity: int, amount: int, days: int,
               **more: Any) -> Message:
        """What arrived of the order, as recorded."""
        return self.finance.write(
            "CommitmentService.CreateAccrual", parent=COUNTY, accrual={
                "commitment": ORDER, "line": 1, "quantity": quantity,
                "amount": yuan(amount), "accrual_date": civil(days)} | more
        ).accrual

    def change(self, kind: str, allocation: str, amount: int, **more: str):
        self.finance.write(
            "AllocationChangeService.CreateAllocationChange", parent=COUNTY,
            allocation_change={
                "kind": kind, "allocation": allocation, "purpose": UNDIVIDED,
                "amount": yuan(amount), "change_date": civil(),
                "reason": "县指挥部决定"} | more)

    def balance(self, allocation: str, days: int = 0) -> Message:
        return self.finance.call("FundingService.GetAllocation", {
            "name": allocation, "as_of": {"effective_date": civil(days)}
        }).balance

    def expect(self, days: int = 0, **figures: int):
        """The hospital's allocation, at the end of a day."""
        balance = self.balance(ALLOCATION, days)
        self.assertEqual({stage: units(getattr(balance, stage))
                          for stage in STAGES}, figures)

    def owed(self) -> int:
        """Without funding, today."""
        return units(self.finance.call("LiabilityService.ListLiabilities",
                                       {"parent": COUNTY}).total_open)


if __name__ == "__main__":
    sys.exit(unittest.main())
