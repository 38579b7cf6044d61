"""What nobody may believe of sheets to count by, and of counts that come of
them: a part of malformed_table.
"""

from client import new_id
from county import COUNTY, MASKS, STORE, count
from malformed_kinds import Row
from wire import Call, set_to

SHEET = Call("supplies", "CountSheetService.GetCountSheet", "people-hospital",
             lambda: {"name": STORE})
BY_SHEET = Call("supplies", "SuppliesService.CreateCount", "people-hospital",
                lambda: {"request_id": new_id(), "parent": STORE,
                         "count": count(100)})
BOOK = f"{COUNTY}/books/supplies"

COUNTS: list[tuple[Call, list[Row]]] = [
    (SHEET, [
        Row("a kind nobody has", set_to("kind", 99), "UNKNOWN_ENUM_VALUE",
            "kind"),
        Row("partial, of nothing", set_to("kind", "COUNT_KIND_PARTIAL"),
            "SHEET_OF_NOTHING", "kind"),
        Row("an item twice", set_to("items", [MASKS, MASKS]), "LISTED_TWICE",
            "items[1]"),
        Row("an item of another shape", set_to("items", [STORE]), "BAD_NAME",
            "items[0]"),
        Row("1,001 items", set_to("items", [MASKS] * 1_001),
            "TOO_MANY_ELEMENTS", "items"),
        Row("a copy nobody makes", set_to("copy", 99), "UNKNOWN_ENUM_VALUE",
            "copy"),
    ]),
    (BY_SHEET, [
        Row("both found and absent", set_to(
            "count.lines.0.absent_reason", "ABSENT_REASON_UNKNOWN"),
            "NOT_FOR_THIS_KIND", "count.lines[0].absent_reason"),
        Row("absent for a reason nobody has", set_to(
            "count.lines.0.absent_reason", 99), "UNKNOWN_ENUM_VALUE",
            "count.lines[0].absent_reason"),
        Row("moved in a way nobody knows", set_to(
            "count.lines.0.if_moved", 99), "UNKNOWN_ENUM_VALUE",
            "count.lines[0].if_moved"),
        Row("what it did", set_to("count.lines.0.result", {"use": 1}),
            "OUTPUT_ONLY", "count.lines[0].result"),
        Row("what was not counted", set_to("count.not_counted", [MASKS]),
            "OUTPUT_ONLY", "count.not_counted"),
        Row("drawn from another book", set_to("count.drawn_at", {
            "book": f"{COUNTY}/books/funding", "sequence": 1}),
            "DRAWN_ELSEWHERE", "count.drawn_at.book"),
        Row("drawn before the beginning", set_to("count.drawn_at", {
            "book": BOOK, "sequence": -1}), "OUT_OF_RANGE",
            "count.drawn_at.sequence"),
        Row("drawn before a restore", set_to("count.drawn_at", {
            "book": BOOK, "sequence": 1}), "INCARNATION_CHANGED",
            code="FAILED_PRECONDITION"),
    ]),
]
