"""What nobody may believe of funds, purposes, appropriations and documents: a
part of malformed_table.
"""

from client import new_id
from county import ALLOCATION, COUNTY, SUPPLIES, civil, document, yuan
from malformed_kinds import Row, date_at, money_at, rows_of_new, text_in
from malformed_purchases import ahead
from wire import Call, set_to, without

FOUND = Call("funding", "FundingService.CreateFund", "finance", lambda: {
    "request_id": new_id(), "parent": COUNTY, "fund_id": new_id(),
    "fund": {"display_name": "社会捐赠", "kind": "KIND_DONATION"}})
INTEND = Call("funding", "FundingService.CreatePurpose", "finance", lambda: {
    "request_id": new_id(), "parent": COUNTY, "purpose_id": new_id(),
    "purpose": {"display_name": "消毒用具"}})
APPROPRIATE = Call(
    "funding", "FundingService.CreateAppropriation", "finance", lambda: {
        "request_id": new_id(), "parent": COUNTY,
        "appropriation_id": new_id(), "appropriation": {
            "fund": f"{COUNTY}/funds/central", "amount": yuan(1),
            "appropriation_date": civil()}})
ALLOCATE = Call(
    "funding", "FundingService.CreateAllocationDocument", "finance", lambda: {
        "request_id": new_id(), "parent": COUNTY, "document_id": new_id(),
        "allocation_document": document(new_id()) | {
            "allocations": [document("")["allocations"][0] | {
                "amount": yuan(1)}]}})


def rows_of_entry(kind: str) -> list[Row]:
    """What is wrong with what is made by an entry that may be reversed."""
    return [
        *rows_of_new(kind),
        Row("as if it were reversed", set_to(f"{kind}.reversed_by", "x"),
            "OUTPUT_ONLY", f"{kind}.reversed_by"),
    ]


FUNDS: list[tuple[Call, list[Row]]] = [
    (FOUND, [
        *rows_of_entry("fund"),
        *text_in("fund.display_name", 120),
        Row("no name to show", without("fund.display_name"), "REQUIRED",
            "fund.display_name"),
        Row("a kind nobody has", set_to("fund.kind", 99),
            "UNKNOWN_ENUM_VALUE", "fund.kind"),
        Row("no kind", without("fund.kind"), "REQUIRED", "fund.kind"),
        Row("figures of one's own", set_to(
            "fund.balance", {"available": yuan(1)}), "OUTPUT_ONLY",
            "fund.balance"),
    ]),
    (INTEND, [
        *rows_of_entry("purpose"),
        *text_in("purpose.display_name", 120),
        Row("no name to show", without("purpose.display_name"), "REQUIRED",
            "purpose.display_name"),
        Row("what is not divided", set_to("purpose_id", "any"), "RESERVED_ID",
            "purpose_id"),
    ]),
    (APPROPRIATE, [
        *rows_of_entry("appropriation"),
        *text_in("appropriation.document_number", 60),
        *money_at("appropriation.amount", "appropriation.amount"),
        *date_at("appropriation.appropriation_date"),
        ahead("appropriation.appropriation_date"),
        Row("fund of another shape", set_to("appropriation.fund", ALLOCATION),
            "BAD_NAME", "appropriation.fund"),
        Row("no fund", without("appropriation.fund"), "REQUIRED",
            "appropriation.fund"),
        Row("NUL in a code", set_to(
            "appropriation.classification", {"function_code": "2\0"}),
            "CONTROL_CHARACTER", "appropriation.classification.function_code"),
    ]),
    (ALLOCATE, [
        *money_at("allocation_document.allocations.0.amount",
                  "allocation_document.allocations[0].amount"),
        *date_at("allocation_document.document_date"),
        Row("no allocations", set_to("allocation_document.allocations", []),
            "REQUIRED", "allocation_document.allocations"),
        Row("1,001 allocations", set_to(
            "allocation_document.allocations",
            document("")["allocations"] * 1_001), "TOO_MANY_ELEMENTS",
            "allocation_document.allocations"),
        Row("share that is negative", set_to(
            "allocation_document.allocations.0.purposes",
            [{"purpose": SUPPLIES, "amount": yuan(-1)}]), "AMOUNT_OUT_OF_RANGE",
            "allocation_document.allocations[0].purposes[0].amount"),
        Row("ceiling below its share", set_to(
            "allocation_document.allocations.0.purposes",
            [{"purpose": SUPPLIES, "amount": yuan(1),
              "ceiling": yuan(0, 10_000_000)}]), "CEILING_BELOW_SHARE",
            "allocation_document.allocations[0].purposes"),
        Row("ends before it begins", set_to(
            "allocation_document.allocations.0.valid_until", civil(-2)),
            "ENDS_BEFORE_IT_BEGINS",
            "allocation_document.allocations[0].valid_until"),
        Row("closed as it begins", set_to(
            "allocation_document.allocations.0.closed_date", civil()),
            "OUTPUT_ONLY",
            "allocation_document.allocations[0].closed_date"),
        Row("id that is none", set_to("document_id", "示财社"), "BAD_ID",
            "document_id"),
    ]),
]
