#!/usr/bin/python3
"""Where the masks bought with some money are: every figure by hand, from an
allocation to a hospital's shelf and back, on both engines.
"""

import csv
import io
import pathlib
import sys
import unittest
from typing import Any

from county import (ALLOCATED, ALLOCATION, DOCUMENT, MASKS, OTHER_STORE, STORE,
                    civil, moment, yuan)
from google.protobuf.message import Message
from tracing import (CLERK, COUNTY, DEPOT, FEN, GLOVES, KEEPER, ORDER, PLACES,
                     RESERVE, Tracing, fen, places_of)
from world import World

DONOR = {"kind": "KIND_DONOR", "donor": "red-cross"}


class DeafWorld(World):
    """Funding may be told to follow nobody."""

    follows = True

    def settings(self, name: str) -> dict[str, str | pathlib.Path]:
        flags = super().settings(name)
        if name == "funding" and not self.follows:
            del flags["supplies"]
        return flags


def stages(line: Message) -> list[int]:
    """Held, prepaid, accrued, paid."""
    balance = line.money.balance
    return [fen(balance.held), fen(balance.prepaid), fen(balance.accrued),
            fen(balance.paid)]


class Trace(unittest.TestCase):
    """One order, on each engine."""

    def begin(self, store: str) -> None:
        self.world = self.enterContext(DeafWorld(store))
        self.story = Tracing(self.world)
        self.story.set_up()

    def test_on_sqlite(self):
        self.begin("sqlite")
        for step in self.story.steps():
            step()
        self.expect_the_end()
        self.finance_pays_and_gets_some_back()
        self.what_was_before_is_told()
        self.the_command_line_tells_it()
        self.a_lot_leads_back_to_its_appropriation()
        self.donations_are_made_public()
        self.who_names_no_order_is_told_of_it()
        self.hospitals_see_their_own()
        self.bad_questions_are_refused()

    def test_on_mariadb(self):
        self.begin("mysql")
        for step in self.story.steps():
            step()
        self.expect_the_end()
        self.what_was_before_is_told()
        self.donations_are_made_public()

    def test_funding_that_stands_still_for_a_while_catches_up(self):
        self.begin("sqlite")
        steps = self.story.steps()
        for step in steps[:3]:
            step()
        self.story.await_matched(150_000)
        self.world.stop("funding")
        for step in steps[3:8]:
            step()
        # Half an answer would mislead.
        refused = self.world.person("headquarters").refusal(
            "TraceService.TraceFunding", {"parent": COUNTY,
                                          "commitment": ORDER})
        self.assertEqual((refused.code, refused.reason),
                         ("UNAVAILABLE", "SERVICE_UNAVAILABLE"))
        self.world.follows = False
        self.world.start("funding")
        self.expect_what_is_not_matched_on_its_own_line()
        self.world.stop("funding")
        self.world.follows = True
        self.world.start("funding")
        for step in steps[8:]:
            step()
        self.expect_the_end()

    def test_a_price_that_cannot_be_divided_adds_up_to_the_fen(self):
        self.begin("sqlite")
        story = self.story
        story.order("c2", GLOVES, 30_000, 10_000)
        of_gloves = {"kind": "KIND_COMMITMENT", "line": 1,
                     "commitment": f"{COUNTY}/commitments/c2"}
        story.count(CLERK, STORE, 0, GLOVES)
        story.receive(10_001, "G1", GLOVES, of_gloves)
        story.receive(19_999, "G2", GLOVES, of_gloves)
        story.ship(STORE, 7_777, GLOVES)
        story.accept(CLERK, STORE, 7_777, item=GLOVES)
        story.count(CLERK, STORE, 4_444, GLOVES)
        story.lose(111, GLOVES)
        trace = story.await_matched(30_000, of_gloves["commitment"])
        # A pair is 33 1/3 fen: 3,333 are 111,100; up to the 3,444th 114,800;
        # up to the 7,888th 262,933 1/3; all are 1,000,000.
        self.assertEqual(places_of(trace.lines[0].goods), [
            ("PLACE_USED", STORE, "", 3_333, 111_100),
            ("PLACE_LOST", DEPOT, "damaged", 111, 3_700),
            ("PLACE_STORE", STORE, "", 4_444, 148_133),
            ("PLACE_STORE", DEPOT, "", 22_112, 737_067)])
        self.assertEqual(fen(trace.lines[0].goods.value), 1_000_000)
        by_lot = story.trace(commitment=of_gloves["commitment"], by_lot=True)
        parts = by_lot.lines[0].goods.places
        self.assertGreater(len(parts), 4)
        self.assertEqual(sum(fen(part.value) for part in parts), 1_000_000)
        self.assertEqual(sum(part.quantity for part in parts), 30_000)
        # Both orders of the document, a line on each page.
        first = story.trace(document=DOCUMENT, page_size=1)
        rest = story.trace(document=DOCUMENT, page_size=1,
                           page_token=first.next_page_token)
        self.assertEqual([len(first.lines), len(rest.lines)], [1, 1])
        self.assertEqual(rest.lines[0], trace.lines[0])
        self.assertEqual(rest.goods_read_at, first.goods_read_at)
        self.assertEqual(rest.money_read_at, first.money_read_at)
        self.assertFalse(rest.next_page_token)

    def expect_what_is_not_matched_on_its_own_line(self):
        line = self.story.await_matched(150_000).lines[0]
        self.assertEqual(stages(line), [75_000_000, 0, 45_000_000, 0])
        self.assertEqual((line.money.quantity_matched, line.goods.received),
                         (150_000, 440_000))
        # Of the 290,000 pieces 250,000 were ordered.
        self.assertEqual((line.goods.unmatched, fen(line.goods.unmatched_value),
                          line.goods.over_delivered), (290_000, 75_000_000,
                                                       40_000))
        self.assertEqual(fen(line.goods.value), FEN)

    def expect_the_end(self):
        trace = self.story.await_matched(400_000)
        line = trace.lines[0]
        self.assertEqual(places_of(line.goods), PLACES)
        self.assertEqual(sum(place.quantity for place in line.goods.places),
                         440_000)
        self.assertEqual(fen(line.goods.value), FEN)
        self.assertEqual(stages(line), [0, 0, FEN, 0])
        self.assertEqual((line.money.quantity, line.money.quantity_followed,
                          line.goods.received, line.goods.found),
                         (400_000, 440_000, 440_000, 0))
        self.assertEqual((line.goods.outstanding, line.goods.unmatched,
                          fen(line.goods.unmatched_value),
                          line.goods.over_delivered), (0, 40_000, 0, 40_000))
        self.assertEqual(trace.goods_read_at.book, f"{COUNTY}/books/supplies")
        self.assertEqual(trace.followed.incarnation,
                         trace.goods_read_at.incarnation)
        self.assertLessEqual(trace.followed.sequence,
                             trace.goods_read_at.sequence)
        # By its allocation and document it is the same.
        for of in ({"allocation": ALLOCATION}, {"document": DOCUMENT}):
            same = self.story.trace(**of)
            self.assertEqual(list(same.lines), [line])
            balance = same.allocations[0].balance
            self.assertEqual((fen(balance.allocated), fen(balance.accrued)),
                             (ALLOCATED * 100, FEN))

    def finance_pays_and_gets_some_back(self):
        finance = self.world.person("finance")
        paid = finance.write("CommitmentService.PayCommitment", name=ORDER,
                             line=1, amount=yuan(500_000),
                             payment_date=civil(),
                             method="METHOD_DIRECT").payment.name
        finance.write("CommitmentService.CreateRefund", parent=COUNTY, refund={
            "payment": paid, "amount": yuan(1_000), "refund_date": civil(),
            "reason": "银行退汇", "owed_again": True})
        line = self.story.trace(commitment=ORDER).lines[0]
        self.assertEqual(stages(line), [0, 0, 70_100_000, 49_900_000])
        self.assertEqual(fen(line.money.refunded), 100_000)

    def what_was_before_is_told(self):
        yesterday = self.story.trace(commitment=ORDER, as_of={
            "effective_date": civil(-1)})
        line = yesterday.lines[0]
        self.assertEqual(stages(line), [FEN, 0, 0, 0])
        self.assertEqual(places_of(line.goods), [])
        self.assertEqual((line.goods.outstanding,
                          fen(line.goods.outstanding_value)), (400_000, FEN))
        self.assertFalse(line.money.HasField("quantity_followed"))
        today = self.story.trace(commitment=ORDER,
                                 as_of={"effective_date": civil()})
        self.assertEqual(places_of(today.lines[0].goods), PLACES)
        known = self.story.trace(commitment=ORDER,
                                 as_of={"recorded_time": moment()})
        self.assertEqual(places_of(known.lines[0].goods), PLACES)

    def the_command_line_tells_it(self):
        shown = self.world.epiledger("headquarters", "trace", "show",
                                     "--commitment", "c1", "--language", "en")
        for text in ("440,000", "1,200,000.00", "on the way", "damaged",
                     "Not yet matched", "a1", "Matched up to"):
            self.assertIn(text, shown)
        in_chinese = self.world.epiledger("headquarters", "trace", "show",
                                          "--document", "d1", "--language",
                                          "zh")
        for text in ("在途", "损耗", "尚未核对", "已核对至"):
            self.assertIn(text, in_chinese)
        table = self.world.epiledger("headquarters", "trace", "places",
                                     "--commitment", "c1", "--format", "csv",
                                     "--language", "en")
        rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
        self.assertEqual(len(rows), len(PLACES))
        self.assertEqual(rows[0]["Place"], "used")

    def a_lot_leads_back_to_its_appropriation(self):
        lot = self.story.receive(10, "B9").lines[0].lots[0].lot
        trace = self.story.trace(lot=lot)
        self.assertEqual((trace.lot.batch, trace.lot.origin.commitment,
                          trace.lot.origin.line), ("B9", ORDER, 1))
        self.assertEqual([line.money.commitment for line in trace.lines],
                         [ORDER])
        self.assertEqual([place.quantity
                          for place in trace.lines[0].goods.places], [10])
        self.assertEqual([one.name for one in trace.allocations], [ALLOCATION])
        self.assertEqual([one.name for one in trace.documents], [DOCUMENT])
        self.assertEqual([one.name for one in trace.funds],
                         [f"{COUNTY}/funds/central"])
        self.assertEqual([one.name for one in trace.appropriations],
                         [f"{COUNTY}/appropriations/a1"])

    def donations_are_made_public(self):
        before = moment()
        lot = self.story.receive(500, "D1", GLOVES, DONOR).lines[0].lots[0].lot
        self.story.lose(20, GLOVES)
        hq = self.world.person("headquarters")
        given = hq.call("GoodsTraceService.ListDonations", {"parent": COUNTY})
        self.assertEqual([(one.donor, one.item, one.received, one.in_stores,
                           one.lost, one.used) for one in given.donations],
                         [("red-cross", GLOVES, 500, 480, 20, 0)])
        self.assertEqual(len(hq.call("GoodsTraceService.ListDonations", {
            "parent": COUNTY, "donor": "red"}).donations), 0)
        self.assertEqual(len(hq.call("GoodsTraceService.ListDonations", {
            "parent": COUNTY, "item": MASKS}).donations), 0)
        self.assertEqual(len(hq.call("GoodsTraceService.ListDonations", {
            "parent": COUNTY,
            "as_of": {"recorded_time": before}}).donations), 0)
        trace = self.story.trace(lot=lot)
        self.assertEqual(trace.lines[0].goods.origin.donor, "red-cross")
        self.assertFalse(trace.lines[0].HasField("money"))
        published = self.world.epiledger("finance", "donation", "publish",
                                         "--language", "zh")
        for text in ("公示", "red-cross", "500", "480"):
            self.assertIn(text, published)

    def who_names_no_order_is_told_of_it(self):
        self.world.person("finance").write(
            "CommitmentService.CreateCommitment", parent=COUNTY,
            commitment_id="c3", commitment={
                "allocation": ALLOCATION, "supplier": "示范手套厂",
                "commitment_date": civil(-1), "lines": [{
                    "purpose": f"{COUNTY}/purposes/supplies", "item": GLOVES,
                    "quantity": 900, "amount": yuan(900)}]})
        clerk = self.world.person(CLERK)
        open_lines = clerk.call("MoneyTraceService.ListOpenOrderLines", {
            "parent": STORE.rpartition("/stores/")[0], "item": GLOVES})
        self.assertEqual([(line.commitment, line.line, line.quantity,
                           line.quantity_arrived)
                          for line in open_lines.lines],
                         [(f"{COUNTY}/commitments/c3", 1, 900, 0)])
        # All masks have come; another's allocations are not told of.
        self.assertEqual(clerk.call("MoneyTraceService.ListOpenOrderLines", {
            "parent": STORE.rpartition("/stores/")[0]}).total_size, 1)
        self.assertEqual(self.world.person(KEEPER).call(
            "MoneyTraceService.ListOpenOrderLines",
            {"parent": RESERVE}).total_size, 0)
        self.receive_without_order()

    def receive_without_order(self):
        told = self.world.epiledger_ended(
            CLERK, "stock", "receive", "people-hospital/main", "--time", "now",
            "--origin", "unfunded", "--line", "gloves=30", "--language", "en").stderr
        self.assertIn("order c3, line 1", told)
        for person, seen in ((CLERK, 1), ("headquarters", 1), ("finance", 1),
                             ("tcm-hospital", 0)):
            listed = self.world.person(person).call(
                "GoodsTraceService.ListUnfundedReceipts", {"parent": COUNTY})
            self.assertEqual(listed.total_size, seen, person)
        self.assertEqual((listed_store(self.world), 30), (STORE, 30))

    def hospitals_see_their_own(self):
        def goods_of(person: str) -> Message:
            return self.world.person(person).call(
                "GoodsTraceService.TraceGoods", {
                    "parent": COUNTY, "lines": [{
                        "commitment": ORDER, "line": 1,
                        "quantity": 400_000, "amount": yuan(1_200_000),
                        "quantity_matched": 400_000}]}).goods[0]
        own = goods_of(CLERK)
        self.assertEqual(places_of(own), [
            place for place in PLACES if place[1] == STORE])
        self.assertEqual((own.received, own.outstanding, own.over_delivered),
                         (0, 0, 0))
        self.assertEqual({place[1] for place in
                          places_of(goods_of("tcm-hospital"))}, {OTHER_STORE})
        for person in ("finance", "auditor"):
            self.assertEqual(len(self.story.trace(
                person, commitment=ORDER).lines), 1)
        refused = self.world.person(CLERK).refusal(
            "TraceService.TraceFunding", {"parent": COUNTY,
                                          "commitment": ORDER})
        self.assertEqual(refused.code, "PERMISSION_DENIED")

    def bad_questions_are_refused(self):
        def reason(**of: Any) -> str:
            return self.world.person("headquarters").refusal(
                "TraceService.TraceFunding", {"parent": COUNTY} | of).fields
        self.assertEqual(reason(), ["commitment"])
        self.assertEqual(reason(commitment=ORDER, document=DOCUMENT),
                         ["commitment"])
        self.assertEqual(reason(commitment=ORDER, as_of={"sequence": 1}),
                         ["as_of"])
        self.assertEqual(reason(commitment=ORDER, page_token="x~y"),
                         ["page_token"])
        missing = self.world.person("headquarters").refusal(
            "TraceService.TraceFunding", {
                "parent": COUNTY, "commitment": f"{COUNTY}/commitments/none"})
        self.assertEqual(missing.code, "NOT_FOUND")


def listed_store(world: World) -> str:
    """The store of the only receipt that nothing pays for."""
    listed = world.person("headquarters").call(
        "GoodsTraceService.ListUnfundedReceipts", {"parent": COUNTY})
    return str(listed.receipts[0].store)


if __name__ == "__main__":
    sys.exit(unittest.main())
