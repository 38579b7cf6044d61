"""The worked case's year-end: the year is closed, what is unspent and an open
order go on in the next year's document, and old allocations are closed.
"""

from county import COUNTY, HOSPITAL, OTHER_HOSPITAL, yuan
from google.protobuf.message import Message
from year_office import (FIRST, NEXT_FIRST, NEXT_SECOND, OPEN_ORDER, RESERVE,
                         SECOND, date, figures_of, payment)
from year_corrections import YearCorrections
from year_purchases import document, line

LAST_DAY, NEW_YEAR = "2020-12-31", "2021-01-01"
DECEMBER = f"{COUNTY}/periods/2020-12"


class YearEnd(YearCorrections):
    """The old year is what it was, whatever comes late."""

    def expect_old_year(self, sequence: int = 0, available: int = 2_555_500,
                        paid: int = 1_144_500):
        """Both allocations at the end of 31 December."""
        self.expect_first(day=LAST_DAY, sequence=sequence, available=available,
                          paid=paid, transferred_out=300_000)
        self.expect_second(day=LAST_DAY, sequence=sequence, available=1_970_000,
                           held=430_000, prepaid=80_000, accrued=60_000,
                           paid=160_000, disbursed=110_000)

    def year_is_closed(self):
        self.record("PeriodService.ClosePeriod", name=DECEMBER, reason="年结")
        refused = self.refused("FundingService.CreatePayment", parent=COUNTY,
                               payment=payment(FIRST, 1, LAST_DAY))
        self.assertEqual(refused.reason, "PERIOD_CLOSED")
        refused = self.refused("AllocationChangeService.CloseAllocation",
                               name=FIRST, close_date=date(NEW_YEAR))
        self.assertEqual(refused.reason, "STILL_OPEN")
        self.expect_old_year()
        self.year_end = self.last

    def carry(self, allocation: str, day: str, **more: str) -> Message:
        """What was carried, by stage."""
        return self.record("CarryOverService.CreateCarryOver", parent=COUNTY,
                           carry_over={
                               "allocation": allocation,
                               "carry_date": date(day), "approver": "s-2",
                               "reason": "年终结转"} | more).carry_over

    def unspent_money_goes_on(self):
        self.record("FundingService.CreateAllocationDocument", **document(
            "d2", "示财社〔2021〕1号", NEW_YEAR,
            line("central", HOSPITAL, 0, "equipment", "supplies",
                 for_carry_over=True),
            line("central", OTHER_HOSPITAL, 0, "supplies",
                 for_carry_over=True)))
        carried = self.carry(FIRST, NEW_YEAR, target_allocation=NEXT_FIRST)
        self.assertEqual(figures_of(carried.carried),
                         {"total": 2_555_500, "available": 2_555_500})
        self.expect_first_carried()
        self.expect(NEXT_FIRST, carried_in=2_555_500, available=2_555_500,
                    equipment={"carried_in": 500_000, "available": 500_000},
                    any={"carried_in": 2_055_500, "available": 2_055_500})

    def expect_first_carried(self, available: int = 0, paid: int = 1_144_500,
                             carried: int = 2_555_500, day: str = ""):
        """What stays with the old year."""
        left = {"available": available} if available else {}
        self.expect(FIRST, day, allocated=4_000_000, transferred_out=300_000,
                    carried_out=carried, paid=paid, supplies={"paid": paid},
                    equipment={"carried_out": 500_000}, **left,
                    any={"carried_out": carried - 500_000,
                         "transferred_out": 300_000} | left)

    def open_order_goes_on_with_its_money(self):
        carried = self.carry(SECOND, NEW_YEAR, target_allocation=NEXT_SECOND)
        self.assertEqual(figures_of(carried.carried), {
            "total": 2_540_000, "available": 1_970_000, "held": 430_000,
            "prepaid": 80_000, "accrued": 60_000, "disbursed": 110_000})
        self.assertEqual(list(carried.commitments), [OPEN_ORDER])
        self.expect(SECOND, allocated=2_500_000, transferred_in=300_000,
                    recalled=100_000, carried_out=2_540_000, paid=160_000,
                    supplies={"carried_out": 570_000, "paid": 160_000},
                    any={"carried_out": 1_970_000, "transferred_in": 300_000,
                         "recalled": 100_000})
        bound = {"held": 430_000, "prepaid": 80_000, "accrued": 60_000}
        self.expect(NEXT_SECOND, carried_in=2_540_000, available=1_970_000,
                    disbursed=110_000, **bound,
                    supplies={"carried_in": 570_000} | bound,
                    any={"carried_in": 1_970_000, "available": 1_970_000})

    def reserve_goes_back_to_its_fund(self):
        carried = self.carry(RESERVE, NEW_YEAR)
        self.assertEqual(figures_of(carried.carried),
                         {"total": 120_000, "available": 120_000})
        self.expect(RESERVE, allocated=250_000, paid=130_000,
                    carried_out=120_000, supplies={"paid": 130_000},
                    any={"carried_out": 120_000})
        self.expect_fund("county", appropriated=390_000, allocated=130_000,
                         available=260_000)
        self.expect_fund("county", LAST_DAY, appropriated=390_000,
                         allocated=250_000, available=140_000)
        self.expect_fund("central", appropriated=9_610_000, allocated=6_400_000,
                         available=3_210_000)

    def old_allocations_are_closed(self):
        for name in (FIRST, SECOND, RESERVE):
            self.record("AllocationChangeService.CloseAllocation", name=name,
                        close_date=date("2021-01-02"))
            self.assertFalse(self.allocation(name, NEW_YEAR).HasField(
                "closed_date"))
            self.assertEqual(self.allocation(name).closed_date.day, 2)
        refused = self.refused("FundingService.CreatePayment", parent=COUNTY,
                               payment=payment(FIRST, 1, "2021-01-03"))
        self.assertEqual(refused.reason, "ALLOCATION_CLOSED")
        self.expect_old_year()

    def open_order_is_settled_out_of_the_new_document(self):
        # The rest comes at 11.00 instead of 12.00.
        rest = self.arrive(OPEN_ORDER, 40_000, 440_000, "2021-01-08",
                           final=True)
        self.assertEqual(figures_of(rest), {
            "line": 1, "quantity": 40_000, "amount": 440_000,
            "from_prepaid": 80_000, "released": 40_000,
            "price_difference": 40_000})
        self.expect_second_goes_on(2_010_000, held=30_000, accrued=420_000,
                                   paid=80_000)
        self.pay_order(OPEN_ORDER, 60_000, "2021-01-12", line=2)
        self.pay_order(OPEN_ORDER, 360_000, "2021-01-15")
        self.expect_second_goes_on(2_010_000, held=30_000, paid=500_000)
        self.record("CommitmentService.ReleaseCommitment", name=OPEN_ORDER,
                    line=2, amount=yuan(30_000),
                    release_date=date("2021-01-18"))
        self.expect_second_goes_on(2_040_000, paid=500_000)
        self.expect_order(
            OPEN_ORDER, {"paid": 560_000, "undivided": 560_000,
                         "quantity_arrived": 50_000},
            {"paid": 60_000, "undivided": 60_000, "quantity_arrived": 200})
        self.expect_old_year()

    def expect_second_goes_on(self, available: int, **bound: int):
        """What of the second allocation went on, in the new document."""
        self.expect(NEXT_SECOND, carried_in=2_540_000, available=available,
                    disbursed=110_000, **bound,
                    supplies={"carried_in": 570_000} | bound,
                    any={"carried_in": 1_970_000, "available": available})

    def late_entry_does_not_change_the_closed_year(self):
        """It counts from the first open day, and keeps its own date."""
        late = self.refund(self.right, 500, "2020-12-29")
        self.assertEqual(late.posted_date.year, 2021)
        self.expect_old_year()
        self.expect_old_year(sequence=self.year_end)
        self.expect_first_carried(available=500, paid=1_144_000, day=NEW_YEAR)
        self.closed = self.last

    def year_that_is_opened_again_shows_both(self):
        """As it was known at its end, and as it is known now."""
        self.world.person("headquarters").write(
            "PeriodService.ReopenPeriod", name=DECEMBER, reason="补登凭证")
        self.refund(self.settlement, 20_000, "2020-12-30")
        self.finance.write("PeriodService.ClosePeriod", name=DECEMBER,
                           reason="补登完毕")
        self.expect_old_year(sequence=self.year_end)
        self.expect_old_year(sequence=self.closed)
        self.expect_old_year(available=2_575_500, paid=1_124_500)
        self.expect_first_carried(available=20_500, paid=1_124_000)
        self.expect_first(day="2020-12-29", available=2_555_500, paid=1_144_500,
                          transferred_out=300_000)

    def what_came_late_is_carried_again(self):
        carried = self.carry(FIRST, "2021-01-20", target_allocation=NEXT_FIRST)
        self.assertEqual(figures_of(carried.carried),
                         {"total": 20_500, "available": 20_500})
        self.expect_first_carried(paid=1_124_000, carried=2_576_000)
        self.expect(NEXT_FIRST, carried_in=2_576_000, available=2_576_000,
                    equipment={"carried_in": 500_000, "available": 500_000},
                    any={"carried_in": 2_076_000, "available": 2_076_000})
        self.expect_old_year(available=2_575_500, paid=1_124_500)
        self.expect_fund("central", appropriated=9_610_000, allocated=6_400_000,
                         available=3_210_000)
