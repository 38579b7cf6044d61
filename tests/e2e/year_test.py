#!/usr/bin/python3
"""A county's emergency money from the appropriation to the end of the next
January, through the gateway, on both engines; then hledger and beancount on the
exported book. Every figure is written by hand, in yuan.
"""

import sys
import unittest

from county import set_up_register
from year_witness import YearWitness
from world import World


class WorkedYear(YearWitness):
    """The whole worked case, stage by stage."""

    def test_on_sqlite(self):
        self.tell("sqlite")

    def test_on_mariadb(self):
        self.tell("mysql")

    def tell(self, store: str):
        self.world = self.enterContext(World(store))
        set_up_register(self.world)
        stages: list[int] = []
        for stage in (
                self.hospital_buys_on_credit_before_there_is_money,
                self.county_receives_ten_million,
                self.county_allocates_six_and_a_half_million,
                self.hospital_orders_masks_and_pays_ahead,
                self.three_deliveries_the_last_short_and_cheaper,
                self.order_and_old_bill_are_paid,
                self.money_comes_back_and_goes_across,
                self.every_past_day_is_still_what_it_was,
                self.a_wrong_payment_is_reversed_and_typed_anew,
                self.what_others_rest_on_is_not_reversed,
                self.what_was_known_before_the_reversal_can_be_asked,
                self.winter_leaves_an_order_open,
                self.year_is_closed,
                self.unspent_money_goes_on,
                self.open_order_goes_on_with_its_money,
                self.reserve_goes_back_to_its_fund,
                self.old_allocations_are_closed,
                self.open_order_is_settled_out_of_the_new_document,
                self.late_entry_does_not_change_the_closed_year,
                self.year_that_is_opened_again_shows_both,
                self.what_came_late_is_carried_again):
            stage()
            stages.append(self.last)
            self.expect_conserved()
        compared = self.hledger_and_beancount_find_our_figures()
        for known in stages:
            for day in self.days:
                self.expect_conserved(day, known)
        print(f"{store}: {len(stages)} stages; {compared}; conserved at "
              f"{len(stages) * len(self.days)} points of both axes")


if __name__ == "__main__":
    sys.exit(unittest.main())
