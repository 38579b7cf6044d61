"""The worked case's mistake: a payment typed wrong, reversed and typed anew."""

from county import COUNTY
from year_office import FIRST, payment
from year_purchases import YearPurchases


class YearCorrections(YearPurchases):
    """Nothing is rewritten: what was known then can still be asked for."""

    def a_wrong_payment_is_reversed_and_typed_anew(self):
        wrong = self.pay(FIRST, 45_000, "2020-03-10", invoice="0449003")
        self.before = self.last
        self.expect_first(available=2_515_000, paid=1_185_000,
                          transferred_out=300_000)
        right = payment(FIRST, 4_500, "2020-03-10", invoice="0449003")
        refused = self.refused("FundingService.CreatePayment", parent=COUNTY,
                               payment=right)
        self.assertEqual(refused.reason, "INVOICE_PAID_TWICE")
        reversal = self.record("ReversalService.ReverseEntry", parent=COUNTY,
                               sequence=wrong.receipt.sequence,
                               reason="金额多录一位").reversal
        self.between = self.last
        self.assertEqual(reversal.resource, wrong.payment.name)
        self.expect_first(available=2_560_000, paid=1_140_000,
                          transferred_out=300_000)
        self.right = self.record("FundingService.CreatePayment", parent=COUNTY,
                                 payment=right).payment.name
        self.expect_first(available=2_555_500, paid=1_144_500,
                          transferred_out=300_000)
        marked = self.finance.call("FundingService.GetPayment",
                                   {"name": wrong.payment.name})
        self.assertEqual(marked.reversed_by, reversal.name)

    def what_others_rest_on_is_not_reversed(self):
        for sequence, reason in (
                (self.before, "ALREADY_REVERSED"),
                (self.between, "REVERSAL_STANDS"),
                # The supplier gave back 10,000 of it.
                (self.last_part_sequence, "LATER_ENTRIES_DEPEND"),
                # Part of what it delivered is paid.
                (self.delivered, "LATER_ENTRIES_DEPEND")):
            refused = self.refused("ReversalService.ReverseEntry",
                                   parent=COUNTY, sequence=sequence,
                                   reason="录入有误")
            self.assertEqual(refused.reason, reason)
        self.expect_first(available=2_555_500, paid=1_144_500,
                          transferred_out=300_000)

    def what_was_known_before_the_reversal_can_be_asked(self):
        """The same days, as they were known then, between, and now."""
        before = {"available": 2_560_000, "paid": 1_140_000}
        for day, sequence, figures in (
                ("2020-03-09", self.before, before),
                ("2020-03-09", 0, before),
                ("2020-03-10", self.before,
                 {"available": 2_515_000, "paid": 1_185_000}),
                ("2020-03-10", self.between, before),
                ("2020-03-10", 0, {"available": 2_555_500, "paid": 1_144_500}),
                ("", self.before,
                 {"available": 2_515_000, "paid": 1_185_000})):
            self.expect_first(day=day, sequence=sequence, **figures,
                              transferred_out=300_000)
