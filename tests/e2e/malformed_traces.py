"""What nobody may believe of questions after money and goods: a part of
malformed_table.
"""

from county import (ALLOCATION, COUNTY, DOCUMENT, HOSPITAL, MASKS, STORE,
                    civil)
from malformed_kinds import NO_DAY, Row
from purchases import ORDER
from wire import Call, set_to, without

LINE = {"commitment": ORDER, "line": 1, "quantity": 1}
PAGE = Row("page of nothing", set_to("page_token", "garbage"),
           "PAGE_TOKEN_INVALID", "page_token")

TRACE = Call("gateway", "TraceService.TraceFunding", "headquarters",
             lambda: {"parent": COUNTY, "document": DOCUMENT})
MONEY = Call("funding", "MoneyTraceService.TraceMoney", "finance",
             lambda: {"parent": COUNTY, "commitment": ORDER})
OPEN = Call("funding", "MoneyTraceService.ListOpenOrderLines",
            "people-hospital", lambda: {"parent": HOSPITAL})
WHERE = Call("supplies", "GoodsTraceService.TraceGoods", "auditor",
             lambda: {"parent": COUNTY, "lines": [LINE]})
LOT = Call("supplies", "GoodsTraceService.TraceGoods", "finance",
           lambda: {"parent": COUNTY, "lot": f"{MASKS}/lots/opening"})
GIVEN = Call("supplies", "GoodsTraceService.ListDonations", "headquarters",
             lambda: {"parent": COUNTY})
UNFUNDED = Call("supplies", "GoodsTraceService.ListUnfundedReceipts",
                "people-hospital", lambda: {"parent": COUNTY})
CONSERVED = Call("supplies", "ConservationService.GetConservation", "auditor",
                 lambda: {"name": COUNTY, "item": MASKS})

TRACES: list[tuple[Call, list[Row]]] = [
    (TRACE, [
        PAGE,
        Row("of nothing", without("document"), "ONE_OF_FOUR", "commitment"),
        Row("of two", set_to("allocation", ALLOCATION), "ONE_OF_FOUR",
            "commitment"),
        Row("a lot of another shape", set_to("lot", MASKS), "BAD_NAME", "lot"),
        Row("a moment for a day", set_to("as_of", {
            "effective_time": "2020-02-01T00:00:00Z"}), "RECORDED_TIME_ONLY",
            "as_of"),
        Row("an entry of which book", set_to("as_of", {"sequence": 1}),
            "RECORDED_TIME_ONLY", "as_of"),
        Row("after what readiness knows", set_to("after", [{
            "book": f"{COUNTY}/books/readiness", "sequence": 1}]), "BAD_NAME",
            "after[0].book"),
    ]),
    (MONEY, [
        PAGE,
        Row("of nothing", without("commitment"), "ONE_OF_THREE", "commitment"),
        Row("of two", set_to("document", DOCUMENT), "ONE_OF_THREE",
            "commitment"),
        Row("a line beyond all", set_to("line", 1001), "OUT_OF_RANGE", "line"),
    ]),
    (OPEN, [
        PAGE,
        Row("an item of another shape", set_to("item", STORE), "BAD_NAME",
            "item"),
    ]),
    (WHERE, [
        Row("of nothing", without("lines"), "LOT_OR_LINES", "lines"),
        Row("of no order", set_to("lines", [{"line": 1}]), "REQUIRED",
            "lines[0].commitment"),
        Row("30 February", set_to("date", NO_DAY), "BAD_DATE", "date"),
        Row("a day for a moment", set_to("as_of", {"effective_date": civil()}),
            "AS_OF_AXIS", "as_of.effective_date"),
    ]),
    (LOT, [
        Row("a lot of two lines", set_to("lines", [LINE, LINE]),
            "LOT_OR_LINES", "lines"),
        Row("a lot of another shape", set_to("lot", MASKS), "BAD_NAME", "lot"),
    ]),
    (GIVEN, [
        PAGE,
        Row("a donor of another shape", set_to("donor", "红十字会"), "BAD_ID",
            "donor"),
    ]),
    (UNFUNDED, [
        PAGE,
        Row("a facility of another shape", set_to("facility", STORE),
            "BAD_NAME", "facility"),
    ]),
    (CONSERVED, [
        Row("an item of another shape", set_to("item", STORE), "BAD_NAME",
            "item"),
        Row("a day for a moment", set_to("as_of", {"effective_date": civil()}),
            "AS_OF_AXIS", "as_of.effective_date"),
    ]),
]
