"""What nobody may believe of purchases, refunds, changes and liabilities: the
second part of malformed_table.
"""

from typing import Any

from client import new_id
from county import (ALLOCATION, COUNTY, DOCUMENT, STORE, SUPPLIES, civil,
                    yuan)
from malformed_kinds import (INT64_MAX, NO_DAY, Row, date_at, money_at, text_in)
from purchases import (CLOSING, MADE, ORDER, UNDIVIDED, arrival, bill, change,
                       order)
from wire import UNKNOWN, Call, field, put, put_raw, set_to, without

COMMIT = Call("funding", "CommitmentService.CreateCommitment", "finance",
              lambda: {"request_id": new_id(), "parent": COUNTY,
                       "commitment_id": new_id(), "commitment": order(1)})
ARRIVE = Call("funding", "CommitmentService.CreateAccrual", "finance",
              lambda: {"request_id": new_id(), "parent": COUNTY,
                       "accrual": arrival(1)})
PAY_ORDER = Call("funding", "CommitmentService.PayCommitment", "finance",
                 lambda: {"request_id": new_id(), "name": ORDER, "line": 1,
                          "amount": yuan(1), "payment_date": civil(),
                          "method": "METHOD_DIRECT", "prepayment": True})
RELEASE = Call("funding", "CommitmentService.ReleaseCommitment", "finance",
               lambda: {"request_id": new_id(), "name": ORDER, "line": 1,
                        "amount": yuan(1), "release_date": civil()})
REFUND = Call("funding", "CommitmentService.CreateRefund", "finance",
              lambda: {"request_id": new_id(), "parent": COUNTY, "refund": {
                  "payment": MADE["payment"], "amount": yuan(1),
                  "refund_date": civil(), "reason": "退回多付货款"}})
CHANGE = Call("funding", "AllocationChangeService.CreateAllocationChange",
              "finance", lambda: {"request_id": new_id(), "parent": COUNTY,
                                  "allocation_change": change(1)})
CLOSE = Call("funding", "AllocationChangeService.CloseAllocation", "finance",
             lambda: {"request_id": new_id(), "name": CLOSING,
                      "close_date": civil()})
OWE = Call("funding", "LiabilityService.CreateLiability", "finance",
           lambda: {"request_id": new_id(), "parent": COUNTY,
                    "liability": bill(1)})
SETTLE = Call("funding", "LiabilityService.SettleLiability", "finance",
              lambda: {"request_id": new_id(), "name": MADE["liability"],
                       "allocation": ALLOCATION, "amount": yuan(1),
                       "payment_date": civil(), "method": "METHOD_DIRECT"})
READ_ORDER = Call("funding", "CommitmentService.GetCommitment", "finance",
                  lambda: {"name": ORDER})


def listing(method: str) -> Call:
    """A list that needs nothing but the county."""
    return Call("funding", method, "finance", lambda: {"parent": COUNTY})


def rows_of_list(filter_field: str) -> list[Row]:
    """What is wrong in any list of the county's money."""
    return [
        Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
            "page_size"),
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("a moment for a day", set_to("as_of", {
            "effective_time": "2020-02-01T00:00:00Z"}), "AS_OF_AXIS",
            "as_of.effective_time"),
        Row("filter of another shape", set_to(filter_field, STORE), "BAD_NAME",
            filter_field),
    ]


def ahead(path: str) -> Row:
    """The day after tomorrow."""
    return Row("a day still to come", set_to(path, civil(2)), "DATE_AHEAD",
               path)


def whole_number_at(path: str, shown: str) -> list[Row]:
    """What no count of things may be."""
    return [
        Row("fewer than none", set_to(path, -1), "OUT_OF_RANGE", shown),
        Row("more than all there is", set_to(path, INT64_MAX), "OUT_OF_RANGE",
            shown),
    ]


def line_at(path: str) -> list[Row]:
    """What no number of a line may be."""
    return [*whole_number_at(path, path),
            Row("no line", without(path), "REQUIRED", path)]


def invoice_rows() -> list[Row]:
    """What no whole amount of an invoice may be."""
    return [
        Row("a whole without its invoice", set_to("invoice_amount", yuan(5)),
            "INVOICE_AMOUNT_ALONE", "invoice_amount"),
        Row("a negative whole", set_to("invoice_amount", yuan(-1)),
            "AMOUNT_OUT_OF_RANGE", "invoice_amount"),
        Row("a method nobody has", set_to("method", 99), "UNKNOWN_ENUM_VALUE",
            "method"),
        Row("no method", without("method"), "REQUIRED", "method"),
    ]


def across(purpose: str) -> dict[str, Any]:
    """A transfer within the allocation, approved by nobody."""
    return change(1) | {"kind": "KIND_TRANSFER",
                        "target_allocation": ALLOCATION,
                        "target_purpose": purpose}


PURCHASES: list[tuple[Call, list[Row]]] = [
    (COMMIT, [
        *text_in("commitment.supplier", 120),
        *money_at("commitment.lines.0.amount", "commitment.lines[0].amount"),
        *date_at("commitment.commitment_date"),
        ahead("commitment.commitment_date"),
        *whole_number_at("commitment.lines.0.quantity",
                         "commitment.lines[0].quantity"),
        Row("no lines", set_to("commitment.lines", []), "REQUIRED",
            "commitment.lines"),
        Row("1,001 lines", set_to("commitment.lines",
                                  order(1)["lines"] * 1_001),
            "TOO_MANY_ELEMENTS", "commitment.lines"),
        Row("item of another shape", set_to("commitment.lines.0.item", STORE),
            "BAD_NAME", "commitment.lines[0].item"),
        Row("what the service sets", set_to(
            "commitment.lines.0.undivided", yuan(1)), "OUTPUT_ONLY",
            "commitment.lines[0].undivided"),
        Row("id that is none", set_to("commitment_id", "合同1"), "BAD_ID",
            "commitment_id"),
        Row("unknown field within", put_raw("commitment", field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"commitment.{UNKNOWN}"),
        Row("bad UTF-8 in a line", put("commitment.lines.description", b"\xff"),
            "MALFORMED"),
    ]),
    (ARRIVE, [
        *line_at("accrual.line"),
        *whole_number_at("accrual.quantity", "accrual.quantity"),
        *money_at("accrual.amount", "accrual.amount"),
        *date_at("accrual.accrual_date"),
        ahead("accrual.accrual_date"),
        Row("what the service sets", set_to("accrual.released", yuan(1)),
            "OUTPUT_ONLY", "accrual.released"),
        Row("order of another shape", set_to("accrual.commitment", ALLOCATION),
            "BAD_NAME", "accrual.commitment"),
    ]),
    (PAY_ORDER, [
        *line_at("line"),
        *money_at("amount", "amount"),
        *date_at("payment_date"),
        ahead("payment_date"),
        *invoice_rows(),
    ]),
    (RELEASE, [
        *date_at("release_date"),
        ahead("release_date"),
        *whole_number_at("line", "line"),
        Row("an amount of all lines", set_to("line", 0), "AMOUNT_WITHOUT_LINE",
            "amount"),
        Row("a negative amount", set_to("amount", yuan(-1)),
            "AMOUNT_OUT_OF_RANGE", "amount"),
    ]),
    (REFUND, [
        *money_at("refund.amount", "refund.amount"),
        *date_at("refund.refund_date"),
        ahead("refund.refund_date"),
        Row("no reason", without("refund.reason"), "REQUIRED", "refund.reason"),
        Row("payment of another shape", set_to("refund.payment", ORDER),
            "BAD_NAME", "refund.payment"),
        Row("what the service sets", set_to("refund.name", "x"), "OUTPUT_ONLY",
            "refund.name"),
    ]),
    (CHANGE, [
        *text_in("allocation_change.approver", 64),
        *money_at("allocation_change.amount", "allocation_change.amount"),
        *date_at("allocation_change.change_date"),
        ahead("allocation_change.change_date"),
        Row("a kind nobody has", set_to("allocation_change.kind", 99),
            "UNKNOWN_ENUM_VALUE", "allocation_change.kind"),
        Row("no kind", without("allocation_change.kind"), "REQUIRED",
            "allocation_change.kind"),
        Row("a transfer to nowhere", set_to(
            "allocation_change.kind", "KIND_TRANSFER"), "TARGET_NEEDED",
            "allocation_change.target_allocation"),
        Row("a transfer to itself", set_to(
            "allocation_change", across(UNDIVIDED)), "SAME_SHARE",
            "allocation_change.target_purpose"),
        Row("a transfer nobody approved", set_to(
            "allocation_change", across(SUPPLIES)), "APPROVER_NEEDED",
            "allocation_change.approver"),
        Row("a target of what is no transfer", set_to(
            "allocation_change.target_allocation", CLOSING), "NO_TARGET",
            "allocation_change.target_allocation"),
        Row("target of another shape", set_to(
            "allocation_change.target_allocation", DOCUMENT), "BAD_NAME",
            "allocation_change.target_allocation"),
    ]),
    (CLOSE, [
        *date_at("close_date"),
        ahead("close_date"),
        Row("NUL in the reason", set_to("reason", "a\0"), "CONTROL_CHARACTER",
            "reason"),
    ]),
    (OWE, [
        *text_in("liability.creditor", 120),
        *money_at("liability.amount", "liability.amount"),
        *date_at("liability.liability_date"),
        ahead("liability.liability_date"),
        Row("debtor of another shape", set_to("liability.debtor", STORE),
            "BAD_NAME", "liability.debtor"),
        Row("what reads set", set_to("liability.open", yuan(1)), "OUTPUT_ONLY",
            "liability.open"),
    ]),
    (SETTLE, [
        *money_at("amount", "amount"),
        *date_at("payment_date"),
        ahead("payment_date"),
        *invoice_rows(),
        Row("allocation of another shape", set_to("allocation", DOCUMENT),
            "BAD_NAME", "allocation"),
    ]),
    (READ_ORDER, [
        Row("30 February", set_to("as_of", {"effective_date": NO_DAY}),
            "BAD_DATE", "as_of.effective_date"),
    ]),
    (listing("CommitmentService.ListCommitments"), rows_of_list("allocation")),
    (listing("CommitmentService.ListAccruals"), rows_of_list("commitment")),
    (listing("CommitmentService.ListRefunds"), rows_of_list("payment")),
    (listing("AllocationChangeService.ListAllocationChanges"),
     rows_of_list("allocation")),
    (listing("LiabilityService.ListLiabilities"), rows_of_list("debtor")),
]
