"""What nobody may believe of stock levels, suggested orders and histories: a
part of malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, MASKS, OTHER_STORE, STORE, moment
from malformed_kinds import Row, date_at, rows_within, text_in
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, set_to, without

SERVICE = "NeedService"

SET = Call("supplies", f"{SERVICE}.SetStockLevel", "headquarters", lambda: {
    "request_id": new_id(), "parent": HOSPITAL, "stock_level": {
        "item": MASKS, "store": STORE, "min": {"pieces": 10},
        "max": {"pieces": 50}}})
LEVELS = Call("supplies", f"{SERVICE}.ListStockLevels", "headquarters",
              lambda: {"parent": COUNTY})
ORDERS = Call("supplies", f"{SERVICE}.ListOrderSuggestions", "headquarters",
              lambda: {"parent": COUNTY})
HISTORY = Call("supplies", f"{SERVICE}.GetStockHistory", "headquarters",
               lambda: {"name": HOSPITAL, "item": MASKS})
OF_ITEM = Call("supplies", f"{SERVICE}.GetItemHistory", "headquarters",
               lambda: {"name": MASKS})
OF_PATIENTS = Call("gateway", "PatientUseService.GetPatientUse",
                   "headquarters", lambda: {"name": HOSPITAL, "item": MASKS})
LONG_AGO = {"year": 2010, "month": 1, "day": 1}


def window() -> list[Row]:
    """What no window of days may be."""
    return [
        *date_at("from_date"),
        *date_at("to_date"),
        Row("days without end", set_to("from_date", LONG_AGO),
            "TOO_MANY_DAYS", "from_date"),
        Row("the last day first", set_to("from_date", {
            "year": 2099, "month": 1, "day": 1}), "DATES_REVERSED",
            "from_date"),
    ]


NEED = [
    (SET, [
        *rows_within("stock_level"),
        *text_in("stock_level.note", 300),
        *text_in("stock_level.order_pack", 63),
        Row("no item", without("stock_level.item"), "REQUIRED",
            "stock_level.item"),
        Row("no least", without("stock_level.min"), "REQUIRED",
            "stock_level.min"),
        Row("no most", without("stock_level.max"), "REQUIRED",
            "stock_level.max"),
        Row("another's store", set_to("stock_level.store", OTHER_STORE),
            "STORE_OF_OTHER_FACILITY", "stock_level.store"),
        Row("less than nothing", set_to("stock_level.min", {"pieces": -1}),
            "OUT_OF_RANGE", "stock_level.min.pieces"),
        Row("withdrawn with figures", set_to("stock_level.withdrawn", True),
            "NOT_FOR_THIS_KIND", "stock_level.min"),
        Row("set by another", set_to("stock_level.subject", "x"),
            "OUTPUT_ONLY", "stock_level.subject"),
    ]),
    (LEVELS, [
        Row("a store for a facility", set_to("facility", STORE), "BAD_NAME",
            "facility"),
    ]),
    (ORDERS, [
        Row("a store for an item", set_to("item", STORE), "BAD_NAME", "item"),
    ]),
    (HISTORY, [
        *window(),
        Row("no item", without("item"), "REQUIRED", "item"),
        Row("another's store", set_to("store", OTHER_STORE),
            "STORE_OF_OTHER_FACILITY", "store"),
    ]),
    (OF_ITEM, window()),
    (OF_PATIENTS, [
        *window(),
        Row("no item", without("item"), "REQUIRED", "item"),
        Row("of an instant", set_to("as_of", {"effective_time": moment(-60)}),
            "RECORDED_TIME_ONLY", "as_of"),
    ]),
]


def rows_of_plan() -> list[Row]:
    """What is wrong in a sheet whose lines name facilities."""
    rows = [row for row in rows_of_sheet(SET, "parent")
            if row.what != "a line of another shape"]
    return [*rows, Row("a line of another shape", set_to(
        "requests.1.parent", STORE), "BAD_NAME", "requests[1].parent")]


NEED_SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of(f"{SERVICE}.BatchSetStockLevels", SET), rows_of_plan()),
]
