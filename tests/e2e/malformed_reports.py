"""What nobody may believe of refusals, reports and the treasury's statements:
a part of malformed_table.
"""

from client import new_id
from county import COUNTY, STORE, civil, yuan
from malformed_kinds import NO_DAY, Row, date_at
from purchases import MADE
from wire import Call, put, set_to, without
from world import World

# The refusal that set_up_reports caused.
REFUSED: dict[str, int] = {}

BOOK = f"{COUNTY}/books/funding"
REFUSALS = Call("funding", "JournalService.ListRefusals", "auditor",
                lambda: {"book": BOOK})
REFUSAL = Call("funding", "JournalService.GetRefusal", "auditor",
               lambda: {"book": BOOK, "sequence": REFUSED["sequence"]})
ALLOCATIONS = Call("funding", "FundingService.ListAllocations", "finance",
                   lambda: {"parent": COUNTY})
SEARCH = Call("funding", "ReportService.SearchPayments", "finance",
              lambda: {"parent": COUNTY})
DUPLICATES = Call("funding", "ReportService.ListDuplicateInvoices", "finance",
                  lambda: {"parent": COUNTY})
BUDGET = Call("funding", "ReportService.ListBudgetLines", "finance",
              lambda: {"parent": COUNTY, "first_month": civil(),
                       "last_month": civil()})
STATE = Call("funding", "ReconciliationService.CreateTreasuryStatement",
             "finance", lambda: {
                 "request_id": new_id(), "parent": COUNTY,
                 "treasury_statement_id": new_id(), "treasury_statement": {
                     "first_date": civil(), "last_date": civil(),
                     "lines": [{"line_date": civil(), "amount": yuan(1)}]}})
LINE = f"{COUNTY}/treasuryStatements/s1/lines/1"
MATCH = Call("funding", "ReconciliationService.ConfirmMatches", "finance",
             lambda: {"request_id": new_id(), "parent": COUNTY, "matches": [
                 {"line": LINE, "payment": MADE["payment"]}]})
STATEMENTS = Call("funding", "ReconciliationService.ListTreasuryStatements",
                  "finance", lambda: {"parent": COUNTY})
ITEMS = Call("funding", "ReconciliationService.ListReconciliationItems",
             "finance", lambda: {
                 "statement": f"{COUNTY}/treasuryStatements/s1"})


def set_up_reports(world: World) -> None:
    """A statement with the payment of the order, and a second one like it."""
    finance = world.person("finance")
    statement = {"first_date": civil(), "last_date": civil(),
                 "lines": [{"line_date": civil(), "amount": yuan(100)}]}
    finance.write("ReconciliationService.CreateTreasuryStatement",
                  parent=COUNTY, treasury_statement_id="s1",
                  treasury_statement=statement)
    refused = finance.refusal(STATE.method, STATE.fields() | {
        "treasury_statement_id": "s1"})
    REFUSED["sequence"] = refused.receipt.sequence

PAGES = [
    Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
        "page_size"),
    Row("page of nothing", set_to("page_token", "garbage"),
        "PAGE_TOKEN_INVALID", "page_token"),
]
DAYS = [
    Row("a moment for a day", set_to("as_of", {
        "effective_time": "2020-02-01T00:00:00Z"}), "AS_OF_AXIS",
        "as_of.effective_time"),
]
MONTH = {"year": 2020, "month": 1, "day": 1}

REPORTS: list[tuple[Call, list[Row]]] = [
    (REFUSALS, [
        *PAGES,
        Row("a day", set_to("as_of", {"effective_date": civil()}),
            "AS_OF_AXIS", "as_of.effective_date"),
        Row("the year 10000", put("recorded_from.seconds", 253402300800),
            "BAD_TIME", "recorded_from"),
        Row("a reason of 65 bytes", set_to("reason", "A" * 65), "TOO_LONG",
            "reason"),
    ]),
    (REFUSAL, [
        Row("nothing named", set_to("sequence", 0), "REQUIRED", "sequence"),
        Row("a place before the first", set_to("sequence", -1), "OUT_OF_RANGE",
            "sequence"),
    ]),
    (SEARCH, [
        *PAGES, *DAYS,
        Row("30 February", set_to("first_date", NO_DAY), "BAD_DATE",
            "first_date"),
        Row("less than nothing", set_to("least_amount", yuan(-1)),
            "AMOUNT_OUT_OF_RANGE", "least_amount"),
        Row("an order nobody has", set_to("order", 99), "UNKNOWN_ENUM_VALUE",
            "order"),
        Row("document of another shape", set_to("document", STORE), "BAD_NAME",
            "document"),
    ]),
    (ALLOCATIONS, [
        *PAGES, *DAYS,
        Row("an order nobody has", set_to("order", 99), "UNKNOWN_ENUM_VALUE",
            "order"),
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        Row("purpose of another shape", set_to("purpose", STORE), "BAD_NAME",
            "purpose"),
        Row("less used than not at all", set_to("least_utilisation", -1),
            "OUT_OF_RANGE", "least_utilisation"),
        Row("more than all of it used", set_to("most_utilisation", 1_001),
            "OUT_OF_RANGE", "most_utilisation"),
    ]),
    (DUPLICATES, [
        *PAGES, *DAYS,
        Row("an order nobody has", set_to("order", 99), "UNKNOWN_ENUM_VALUE",
            "order"),
    ]),
    (BUDGET, [
        *PAGES, *DAYS, *date_at("first_month"),
        Row("no first month", without("first_month"), "REQUIRED",
            "first_month"),
        Row("months turned round", set_to("last_month", MONTH),
            "RANGE_TURNED_ROUND", "first_month"),
        Row("37 months and more", set_to("first_month", MONTH),
            "TOO_MANY_MONTHS", "last_month"),
    ]),
    (STATE, [
        *date_at("treasury_statement.first_date"),
        Row("a day still to come", set_to("treasury_statement.last_date",
                                          civil(2)), "DATE_AHEAD",
            "treasury_statement.last_date"),
        Row("a line of another year", set_to(
            "treasury_statement.lines.0.line_date", MONTH),
            "LINE_OUTSIDE_STATEMENT",
            "treasury_statement.lines[0].line_date"),
        Row("no lines", set_to("treasury_statement.lines", []), "REQUIRED",
            "treasury_statement.lines"),
        Row("less than nothing", set_to(
            "treasury_statement.lines.0.amount", yuan(-1)),
            "AMOUNT_OUT_OF_RANGE", "treasury_statement.lines[0].amount"),
        Row("what the service sets", set_to("treasury_statement.total",
                                            yuan(1)), "OUTPUT_ONLY",
            "treasury_statement.total"),
    ]),
    (MATCH, [
        Row("no matches", set_to("matches", []), "REQUIRED", "matches"),
        Row("a line of another shape", set_to("matches.0.line", STORE),
            "BAD_NAME", "matches[0].line"),
        Row("a line of nothing", without("matches.0.payment"), "REQUIRED",
            "matches[0].payment"),
        Row("a line of two", set_to(
            "matches.0.disbursement", f"{COUNTY}/disbursements/x1"),
            "ONE_OF_TWO", "matches[0].disbursement"),
        Row("cash of another shape", set_to("matches.0.disbursement", STORE),
            "BAD_NAME", "matches[0].disbursement"),
        Row("a line twice", set_to("matches", [
            {"line": LINE, "payment": f"{COUNTY}/payments/{id}"}
            for id in ("p1", "p2")]), "LISTED_TWICE", "matches[1].line"),
    ]),
    (STATEMENTS, [*PAGES, *DAYS]),
    (ITEMS, [
        *PAGES, *DAYS,
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        Row("32 days", set_to("day_window", 32), "OUT_OF_RANGE", "day_window"),
    ]),
]
