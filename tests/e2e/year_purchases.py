"""The worked case from the appropriation to the last refund of the year."""

from typing import Any

from county import COUNTY, HOSPITAL, MASKS, OTHER_HOSPITAL, yuan
from year_office import (FIRST, OPEN_ORDER, ORDER, RESERVE, SECOND, Office,
                         date, purpose, units)


def line(fund: str, recipient: str, amount: int, *uses: str, **more: Any
         ) -> dict[str, Any]:
    """A line of an allocation document."""
    return {"fund": f"{COUNTY}/funds/{fund}", "recipient": recipient,
            "amount": yuan(amount), "purposes": [
                {"purpose": purpose(use)} for use in uses]} | more


def document(name: str, number: str, day: str, *lines: dict[str, Any]
             ) -> dict[str, Any]:
    """A document as it is asked for."""
    return {"parent": COUNTY, "document_id": name, "allocation_document": {
        "issuer": "示范县财政局", "number": number,
        "title": "关于紧急划拨疫情防控资金的通知", "document_date": date(day),
        "allocations": list(lines)}}


class YearPurchases(Office):
    """An order, a bill from before the money, what went back and across."""

    def hospital_buys_on_credit_before_there_is_money(self):
        for use, title in (("supplies", "防控物资"), ("equipment", "器械")):
            self.record("FundingService.CreatePurpose", parent=COUNTY,
                        purpose_id=use, purpose={"display_name": title})
        self.bill = self.record(
            "LiabilityService.CreateLiability", parent=COUNTY, liability={
                "debtor": HOSPITAL, "creditor": "示范物资有限公司",
                "purpose": purpose("supplies"), "amount": yuan(80_000),
                "liability_date": date("2020-01-24"),
                "reason": "春节期间紧急赊购"}).liability.name
        self.assertEqual(self.owed(), 80_000)

    def county_receives_ten_million(self):
        for fund, kind, amount in (("central", "KIND_CENTRAL", 9_610_000),
                                   ("county", "KIND_COUNTY", 390_000)):
            self.record("FundingService.CreateFund", parent=COUNTY,
                        fund_id=fund, fund={"display_name": fund, "kind": kind})
            self.record("FundingService.CreateAppropriation", parent=COUNTY,
                        appropriation_id=f"a-{fund}", appropriation={
                            "fund": f"{COUNTY}/funds/{fund}",
                            "amount": yuan(amount),
                            "appropriation_date": date("2020-01-20")})
        self.expect_fund("central", appropriated=9_610_000, available=9_610_000)
        self.expect_fund("county", appropriated=390_000, available=390_000)

    def county_allocates_six_and_a_half_million(self):
        first = line("central", HOSPITAL, 4_000_000, "equipment", "supplies")
        first["purposes"][0]["amount"] = yuan(500_000)
        method = "FundingService.CreateAllocationDocument"
        self.record(method, **document(
            "d1", "示财社〔2020〕1号", "2020-02-01", first,
            line("central", OTHER_HOSPITAL, 2_500_000, "supplies")))
        self.expect(FIRST, allocated=4_000_000, available=4_000_000,
                    equipment={"available": 500_000},
                    any={"available": 3_500_000})
        self.expect(SECOND, allocated=2_500_000, available=2_500_000,
                    any={"available": 2_500_000})
        refused = self.refused(method, **document(
            "d-none", "示财社〔2020〕2号", "2020-02-05",
            line("county", HOSPITAL, 390_001, "supplies")))
        self.assertEqual(refused.reason, "FUND_OVERDRAWN")
        self.record(method, **document(
            "d-county", "示财社〔2020〕2号", "2020-02-05",
            line("county", HOSPITAL, 250_000, "supplies")))
        self.expect_fund("central", appropriated=9_610_000, allocated=6_500_000,
                         available=3_110_000)
        self.expect_fund("county", appropriated=390_000, allocated=250_000,
                         available=140_000)

    def hospital_orders_masks_and_pays_ahead(self):
        self.record("CommitmentService.CreateCommitment", parent=COUNTY,
                    commitment_id="c1", commitment={
                        "allocation": FIRST, "supplier": "示范医疗器械有限公司",
                        "number": "HT-17",
                        "commitment_date": date("2020-02-03"), "lines": [{
                            "purpose": purpose("supplies"), "item": MASKS,
                            "quantity": 100_000, "amount": yuan(1_200_000)}]})
        self.expect_first(available=2_800_000, held=1_200_000)
        self.expect_order(ORDER, {"held": 1_200_000, "undivided": 1_200_000})
        self.pay_order(ORDER, 360_000, "2020-02-04", prepayment=True)
        self.expect_first(available=2_800_000, held=840_000, prepaid=360_000)
        self.expect_order(ORDER, {"held": 840_000, "prepaid": 360_000,
                                  "undivided": 1_200_000})

    def expect_first(self, available: int, day: str = "", sequence: int = 0,
                     **bound: int):
        """The first allocation: all but the share of equipment is undivided,
        all that is bound and paid is for supplies.
        """
        moved = {name: bound.pop(name) for name in ("transferred_out",)
                 if name in bound}
        self.expect(FIRST, day, sequence, allocated=4_000_000,
                    available=available, equipment={"available": 500_000},
                    any={"available": available - 500_000} | moved,
                    **bound, **moved, **({"supplies": bound} if bound else {}))

    def three_deliveries_the_last_short_and_cheaper(self):
        first = self.arrive(ORDER, 30_000, 360_000, "2020-02-06")
        self.assertEqual(units(first.from_prepaid), 360_000)
        self.expect_first(available=2_800_000, held=840_000, paid=360_000)
        self.arrive(ORDER, 40_000, 480_000, "2020-02-10")
        self.expect_first(available=2_800_000, held=360_000, accrued=480_000,
                          paid=360_000)
        # 20,000 of 30,000 come, at 11.50 instead of 12.00; no more will.
        short = self.arrive(ORDER, 20_000, 230_000, "2020-02-14", final=True)
        self.assertEqual(units(short.price_difference), 10_000)
        self.assertEqual(units(short.released), 130_000)
        self.expect_first(available=2_930_000, accrued=710_000, paid=360_000)
        self.expect_order(ORDER, {"accrued": 710_000, "paid": 360_000,
                                  "undivided": 1_070_000,
                                  "quantity_arrived": 90_000})
        self.delivered = self.last

    def order_and_old_bill_are_paid(self):
        self.settlement = self.record(
            "LiabilityService.SettleLiability", name=self.bill,
            allocation=FIRST, amount=yuan(80_000),
            payment_date=date("2020-02-12"), method="METHOD_DIRECT"
        ).payment.name
        self.assertEqual(self.owed(), 0)
        self.expect_first(available=2_850_000, accrued=710_000, paid=440_000)
        self.pay_order(ORDER, 480_000, "2020-02-18")
        self.expect_first(available=2_850_000, accrued=230_000, paid=920_000)
        paid = self.pay_order(ORDER, 230_000, "2020-02-24")
        self.last_part, self.last_part_sequence = paid.payment.name, self.last
        self.expect_first(available=2_850_000, paid=1_150_000)
        refused = self.refused("CommitmentService.PayCommitment", name=ORDER,
                               line=1, amount=yuan(1), method="METHOD_DIRECT",
                               payment_date=date("2020-02-25"))
        self.assertEqual(refused.reason, "OVER_ACCRUED")

    def money_comes_back_and_goes_across(self):
        self.refund(self.last_part, 10_000, "2020-03-02")
        self.expect_first(available=2_860_000, paid=1_140_000)
        self.change("KIND_TRANSFER", FIRST, 300_000, "2020-03-05",
                    approver="s-2", target_allocation=SECOND,
                    target_purpose=purpose("any"))
        self.change("KIND_RECALL", SECOND, 100_000, "2020-03-06")
        self.expect_first(available=2_560_000, paid=1_140_000,
                          transferred_out=300_000)
        self.expect(SECOND, allocated=2_500_000, transferred_in=300_000,
                    recalled=100_000, available=2_700_000,
                    any={"available": 2_700_000, "transferred_in": 300_000,
                         "recalled": 100_000})
        self.expect_fund("central", appropriated=9_610_000, allocated=6_400_000,
                         available=3_210_000)

    def every_past_day_is_still_what_it_was(self):
        self.expect_first(day="2020-02-03", available=2_800_000, held=1_200_000)
        self.expect_first(day="2020-02-06", available=2_800_000, held=840_000,
                          paid=360_000)
        # The old bill was paid as of 12 February, and typed after the 14th.
        self.expect_first(day="2020-02-13", available=2_720_000, held=360_000,
                          accrued=480_000, paid=440_000)
        self.expect_first(day="2020-02-13", sequence=self.delivered,
                          available=2_800_000, held=360_000, accrued=480_000,
                          paid=360_000)

    def winter_leaves_an_order_open(self):
        self.pay(RESERVE, 130_000, "2020-06-01", invoice="0001")
        self.expect(RESERVE, allocated=250_000, available=120_000, paid=130_000,
                    supplies={"paid": 130_000}, any={"available": 120_000})
        self.record("CommitmentService.CreateCommitment", parent=COUNTY,
                    commitment_id="c2", commitment={
                        "allocation": SECOND, "supplier": "示范医疗器械有限公司",
                        "number": "HT-81",
                        "commitment_date": date("2020-12-08"), "lines": [
                            {"purpose": purpose("supplies"), "item": MASKS,
                             "quantity": 50_000, "amount": yuan(600_000)},
                            {"purpose": purpose("supplies"), "quantity": 300,
                             "amount": yuan(90_000)}]})
        self.expect_second(available=2_010_000, held=690_000)
        self.pay_order(OPEN_ORDER, 200_000, "2020-12-10", prepayment=True)
        self.expect_second(available=2_010_000, held=490_000, prepaid=200_000)
        self.record("DisbursementService.CreateDisbursement", parent=COUNTY,
                    disbursement={"kind": "KIND_PAID_OUT", "allocation": SECOND,
                                  "amount": yuan(150_000),
                                  "disbursement_date": date("2020-12-15")})
        self.expect_second(available=2_010_000, held=490_000, prepaid=200_000,
                           disbursed=150_000)
        self.arrive(OPEN_ORDER, 10_000, 120_000, "2020-12-20")
        self.expect_second(available=2_010_000, held=490_000, prepaid=80_000,
                           paid=120_000, disbursed=150_000)
        self.pay(SECOND, 40_000, "2020-12-22", method="METHOD_OWN_ACCOUNT")
        self.arrive(OPEN_ORDER, 200, 60_000, "2020-12-28", line=2)
        self.expect_second(available=1_970_000, held=430_000, prepaid=80_000,
                           accrued=60_000, paid=160_000, disbursed=110_000)
        self.expect_order(
            OPEN_ORDER,
            {"held": 400_000, "prepaid": 80_000, "paid": 120_000,
             "undivided": 600_000, "quantity_arrived": 10_000},
            {"held": 30_000, "accrued": 60_000, "undivided": 90_000,
             "quantity_arrived": 200})

    def expect_second(self, available: int, day: str = "", sequence: int = 0,
                      disbursed: int = 0, **bound: int):
        """The second allocation, after the transfer and the recall."""
        moved = {"transferred_in": 300_000, "recalled": 100_000}
        cash = {"disbursed": disbursed} if disbursed else {}
        self.expect(SECOND, day, sequence, allocated=2_500_000,
                    available=available, supplies=bound, **bound, **moved,
                    **cash, any={"available": available} | moved)
