"""What the gateway may not believe of what headquarters asks: a part of
malformed_table.
"""

from county import COUNTY, HOSPITAL, MASKS
from malformed_kinds import Row
from wire import Call, set_to, without

LONG_AGO = "2020-01-01T00:00:00Z"
BEFORE = "2019-12-31T00:00:00Z"
PAGE = Row("page of nothing", set_to("page_token", "garbage"),
           "PAGE_TOKEN_INVALID", "page_token")

RANKING = Call("gateway", "HeadquartersService.RankFacilities", "headquarters",
               lambda: {"parent": COUNTY})
CHANGES = Call("gateway", "HeadquartersService.ListChanges", "headquarters",
               lambda: {"parent": COUNTY, "since": LONG_AGO})

HEADQUARTERS: list[tuple[Call, list[Row]]] = [
    (RANKING, [
        PAGE,
        Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
            "page_size"),
        Row("a facility of another shape", set_to("facility", MASKS),
            "BAD_NAME", "facility"),
        Row("an entry of which book", set_to("as_of", {"sequence": 1}),
            "RECORDED_TIME_ONLY", "as_of"),
        Row("after what is no book", set_to("after", [{
            "book": HOSPITAL, "sequence": 1}]), "BAD_NAME", "after[0].book"),
    ]),
    (CHANGES, [
        PAGE,
        Row("since when", without("since"), "REQUIRED", "since"),
        Row("the second time first", set_to("until", BEFORE),
            "TIMES_REVERSED", "since"),
    ]),
]
