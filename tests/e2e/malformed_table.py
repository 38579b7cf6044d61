"""What no service may believe: calls, what is wrong, and the answer it gets.

A row is what is wrong, the mutation, the reason, and the field: none, where the
answer names none. Malformed, unknown or impossible is INVALID_ARGUMENT, too
large is RESOURCE_EXHAUSTED.
"""

from collections.abc import Iterator

from client import new_id
from county import (ALLOCATION, COUNTY, HOSPITAL, MASKS, STORE, civil, count,
                    delivery, payment, report)
from malformed_arrivals import ARRIVALS
from malformed_corrections import CORRECTIONS
from malformed_counts import COUNTS
from malformed_cash import CASH
from malformed_catalogue import CATALOGUE
from malformed_evidence import EVIDENCE, EVIDENCE_SHEETS
from malformed_fair_shares import FAIR_SHARES
from malformed_forms import FORM_SHEETS, FORMS_AND_TOTALS
from malformed_funds import ALLOCATE, FUNDS
from malformed_goods import GOODS
from malformed_headquarters import HEADQUARTERS
from malformed_preparedness import PREPAREDNESS, PREPAREDNESS_SHEETS
from malformed_kinds import (INT64_MAX, NO_DAY, WRITES, Row, any_call, date_at,
                             money_at, text_in, time_at)
from malformed_lots import LOT_SHEETS, LOTS_AND_LOSSES
from malformed_need import NEED, NEED_SHEETS
from malformed_proposals import PROPOSALS
from malformed_purchases import PURCHASES
from malformed_register import REGISTER
from malformed_reports import REPORTS
from malformed_roles import ROLES
from malformed_sheets import SHEETS, rows_of_sheet, sheet_of
from malformed_shipments import SHIPMENT_SHEETS, SHIPMENTS
from malformed_traces import TRACES
from wire import UNKNOWN, Call, field, name_field, put, put_raw, set_to, without

PAY = Call("funding", "FundingService.CreatePayment", "finance", lambda: {
    "request_id": new_id(), "parent": COUNTY, "payment": payment(100)})
SHEET = Call("funding", "FundingService.BatchCreatePayments", "finance",
             lambda: {"parent": COUNTY, "requests": [
                 PAY.fields() for _ in range(3)]})
COUNT = Call("supplies", "SuppliesService.CreateCount", "people-hospital",
             lambda: {"request_id": new_id(), "parent": STORE,
                      "count": count(100)})
RECEIVE = Call("supplies", "SuppliesService.CreateMovement", "people-hospital",
               lambda: {"request_id": new_id(), "parent": STORE,
                        "movement": delivery(50)})
REPORT = Call("readiness", "ReadinessService.SubmitReport", "people-hospital",
              lambda: {"request_id": new_id(), "parent": HOSPITAL,
                       "report": report()})
PAYMENTS = Call("funding", "FundingService.ListPayments", "finance",
                lambda: {"parent": COUNTY})
STOCK = Call("supplies", "SuppliesService.ListStock", "people-hospital",
             lambda: {"parent": STORE})
OVERVIEW = Call("gateway", "CommandService.GetOverview", "headquarters",
                lambda: {"name": COUNTY})
FACILITY = Call("gateway", "CommandService.GetFacility", "headquarters",
                lambda: {"name": HOSPITAL})

SPECIFIC: list[tuple[Call, list[Row]]] = [
    (PAY, [
        *text_in("payment.payee", 120),
        *money_at("payment.amount", "payment.amount"),
        *date_at("payment.payment_date"),
        Row("a day still to come", set_to("payment.payment_date", civil(2)),
            "DATE_AHEAD", "payment.payment_date"),
        Row("no payment", without("payment"), "REQUIRED", "payment"),
        Row("unknown field within", put_raw("payment", field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"payment.{UNKNOWN}"),
        Row("text for a message", put_raw("payment.amount", b"\xff"),
            "MALFORMED"),
        Row("number for a message", put("payment", 1), "UNKNOWN_FIELD", "4"),
        Row("a method nobody has", set_to("payment.method", 99),
            "UNKNOWN_ENUM_VALUE", "payment.method"),
        Row("a negative method", set_to("payment.method", -1),
            "UNKNOWN_ENUM_VALUE", "payment.method"),
        Row("no method", without("payment.method"), "REQUIRED",
            "payment.method"),
        Row("what the service sets", set_to("payment.name", "x"),
            "OUTPUT_ONLY", "payment.name"),
        Row("purpose of another shape", set_to("payment.purpose", ALLOCATION),
            "BAD_NAME", "payment.purpose"),
    ]),
    (SHEET, [
        *money_at("requests.2.payment.amount", "requests[2].payment.amount"),
        Row("a line without an id", without("requests.1.request_id"),
            "REQUIRED", "requests[1].request_id"),
        Row("a line without a county", set_to("requests.1.parent", ""),
            "REQUIRED", "requests[1].parent"),
        Row("a line of another shape", set_to("requests.1.parent", STORE),
            "BAD_NAME", "requests[1].parent"),
        Row("bad UTF-8 in a line", put("requests.request_id", b"\xff"),
            "MALFORMED"),
        Row("no lines", set_to("requests", []), "REQUIRED", "requests"),
        Row("1,001 lines", set_to("requests", [PAY.fields()] * 1_001),
            "TOO_MANY_ELEMENTS", "requests"),
        Row("text for all or nothing", put("all_or_nothing", b"all"),
            "UNKNOWN_FIELD", "3"),
    ]),
    (COUNT, [
        *time_at("count.count_time"),
        Row("fewer than none", set_to("count.lines.0.quantity.pieces", -1),
            "OUT_OF_RANGE", "count.lines[0].quantity.pieces"),
        Row("more than all there is", set_to(
            "count.lines.0.quantity.pieces", INT64_MAX), "OUT_OF_RANGE",
            "count.lines[0].quantity.pieces"),
        Row("unknown is not zero", without("count.lines.0.quantity"),
            "QUANTITY_MISSING", "count.lines[0].quantity"),
        Row("no lines", set_to("count.lines", []), "REQUIRED", "count.lines"),
        Row("an item twice", set_to("count.lines", count(1)["lines"] * 2),
            "LISTED_TWICE", "count.lines[1].item"),
        Row("1,001 lines", set_to("count.lines", count(1)["lines"] * 1_001),
            "TOO_MANY_ELEMENTS", "count.lines"),
        Row("unknown field within", put_raw("count", field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"count.{UNKNOWN}"),
        Row("bad UTF-8 in a line", put("count.lines.item", b"\xff"),
            "MALFORMED"),
        Row("a reason nobody has", set_to("count.lines.0.surplus_reason", 99),
            "UNKNOWN_ENUM_VALUE", "count.lines[0].surplus_reason"),
        Row("item of another shape", set_to("count.lines.0.item", STORE),
            "BAD_NAME", "count.lines[0].item"),
        Row("NUL in the remarks", set_to("count.reason", "a\0"),
            "CONTROL_CHARACTER", "count.reason"),
    ]),
    (RECEIVE, [
        *time_at("movement.movement_time"),
        Row("expires on 30 February", set_to(
            "movement.lines.0.expiry_date", NO_DAY), "BAD_DATE",
            "movement.lines[0].expiry_date"),
        Row("no pieces", set_to("movement.lines.0.quantity.pieces", 0),
            "REQUIRED", "movement.lines[0].quantity"),
        Row("packs that overflow", set_to(
            "movement.lines.0.quantity.packs",
            [{"pack": "box", "count": INT64_MAX}]), "OUT_OF_RANGE",
            "movement.lines[0].quantity.packs[0].count"),
        Row("no origin", without("movement.origin"), "ORIGIN_MISSING",
            "movement.origin"),
    ]),
    (REPORT, [
        *date_at("report.report_date"),
        Row("a day still to come", set_to("report.report_date", civil(2)),
            "DATE_AHEAD", "report.report_date"),
        Row("beds less than none", set_to(
            "report.figures.beds_staffed", {"value": -1}), "OUT_OF_RANGE",
            "report.figures.beds_staffed.value"),
        Row("more beds than int64", put_raw(
            "report.figures.beds_staffed", field(1, 2**64 - 1)), "OUT_OF_RANGE",
            "report.figures.beds_staffed.value"),
        Row("a reason nobody has", set_to(
            "report.figures.beds_staffed", {"absent_reason": 99}),
            "UNKNOWN_ENUM_VALUE", "report.figures.beds_staffed.absent_reason"),
        Row("neither figures nor zero", without("report.figures"), "REQUIRED",
            "report.figures"),
        Row("NUL in a note", set_to(
            "report.figures.four_in_place.equipment.note", "a\0"),
            "CONTROL_CHARACTER", "report.figures.four_in_place.equipment.note"),
        Row("unknown field within", put_raw("report", field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"report.{UNKNOWN}"),
    ]),
    (PAYMENTS, [
        Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
            "page_size"),
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("a moment for a day", set_to("as_of", {
            "effective_time": "2020-02-01T00:00:00Z"}), "AS_OF_AXIS",
            "as_of.effective_time"),
        Row("a sequence less than none", put_raw("as_of", field(4, 2**64 - 1)),
            "OUT_OF_RANGE", "as_of.sequence"),
    ]),
    (STOCK, [
        Row("a day for a moment", set_to("as_of", {"effective_date": civil()}),
            "AS_OF_AXIS", "as_of.effective_date"),
        Row("page of another list", set_to("page_token", "AAAA"),
            "PAGE_TOKEN_INVALID", "page_token"),
    ]),
    (OVERVIEW, [
        Row("a day for a moment", set_to(
            "as_of", {"effective_date": civil()}), "RECORDED_TIME_ONLY",
            "as_of"),
        Row("30 February", set_to("as_of", {"effective_date": NO_DAY}),
            "BAD_DATE", "as_of.effective_date"),
        Row("negative sequence", set_to("after", [{
            "book": f"{COUNTY}/books/funding", "sequence": -1}]),
            "OUT_OF_RANGE", "after[0].sequence"),
        Row("book of another shape", set_to("after", [{
            "book": MASKS, "sequence": 1}]), "BAD_NAME", "after[0].book"),
    ]),
    (FACILITY, []),
    *FUNDS,
    *PURCHASES,
    *REPORTS,
    *CORRECTIONS,
    *CASH,
    *PROPOSALS,
    *ARRIVALS,
    *TRACES,
    *HEADQUARTERS,
    *ROLES,
    *REGISTER,
    *GOODS,
    *CATALOGUE,
    *COUNTS,
    *LOTS_AND_LOSSES,
    *SHIPMENTS,
    *FAIR_SHARES,
    *EVIDENCE,
    *NEED,
    *FORMS_AND_TOTALS,
    *PREPAREDNESS,
]
# What is wrong with any call is tried with one sheet for all.
LIKE_SHEET: list[tuple[Call, list[Row]]] = [
    *SHEETS,
    *LOT_SHEETS,
    *SHIPMENT_SHEETS,
    *EVIDENCE_SHEETS,
    *NEED_SHEETS,
    *FORM_SHEETS,
    *PREPAREDNESS_SHEETS,
    (sheet_of("FundingService.BatchCreateAllocationDocuments", ALLOCATE),
     rows_of_sheet(ALLOCATE, "parent")),
]


def table() -> Iterator[tuple[Call, Row]]:
    """All rows, those of any call with each call."""
    for call, rows in LIKE_SHEET:
        yield from ((call, row) for row in rows)
    for call, rows in SPECIFIC:
        yield from ((call, row) for row in any_call(name_field(call)))
        if "request_id" in call.fields():
            yield from ((call, row) for row in WRITES)
        yield from ((call, row) for row in rows)
