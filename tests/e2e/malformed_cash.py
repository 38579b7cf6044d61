"""What nobody may believe of cash, adjustments, the end of a year and ages: a
part of malformed_table.
"""

from cash import OLD_ALLOCATION, adjustment, carry_over, disbursement
from client import new_id
from county import ALLOCATION, COUNTY, DOCUMENT, yuan
from malformed_kinds import INT64_MAX, Row, date_at, money_at, text_in
from malformed_purchases import ahead, listing, rows_of_list
from wire import Call, set_to, without

ADJUST = Call("funding",
              "AppropriationAdjustmentService.CreateAppropriationAdjustment",
              "finance", lambda: {"request_id": new_id(), "parent": COUNTY,
                                  "appropriation_adjustment": adjustment(1)})
DISBURSE = Call("funding", "DisbursementService.CreateDisbursement", "finance",
                lambda: {"request_id": new_id(), "parent": COUNTY,
                         "disbursement": disbursement(1)})
CARRY = Call("funding", "CarryOverService.CreateCarryOver", "finance",
             lambda: {"request_id": new_id(), "parent": COUNTY,
                      "carry_over": carry_over()})

CASH: list[tuple[Call, list[Row]]] = [
    (ADJUST, [
        *text_in("appropriation_adjustment.reason", 300),
        *money_at("appropriation_adjustment.amount",
                  "appropriation_adjustment.amount"),
        *date_at("appropriation_adjustment.adjustment_date"),
        ahead("appropriation_adjustment.adjustment_date"),
        Row("a kind nobody has", set_to("appropriation_adjustment.kind", 99),
            "UNKNOWN_ENUM_VALUE", "appropriation_adjustment.kind"),
        Row("no kind", without("appropriation_adjustment.kind"), "REQUIRED",
            "appropriation_adjustment.kind"),
        Row("no paper", without("appropriation_adjustment.document_number"),
            "REQUIRED", "appropriation_adjustment.document_number"),
        Row("appropriation of another shape", set_to(
            "appropriation_adjustment.appropriation", ALLOCATION), "BAD_NAME",
            "appropriation_adjustment.appropriation"),
        Row("what the service sets", set_to(
            "appropriation_adjustment.name", "x"), "OUTPUT_ONLY",
            "appropriation_adjustment.name"),
    ]),
    (DISBURSE, [
        *text_in("disbursement.summary", 300),
        *money_at("disbursement.amount", "disbursement.amount"),
        *date_at("disbursement.disbursement_date"),
        ahead("disbursement.disbursement_date"),
        Row("a kind nobody has", set_to("disbursement.kind", 99),
            "UNKNOWN_ENUM_VALUE", "disbursement.kind"),
        Row("no kind", without("disbursement.kind"), "REQUIRED",
            "disbursement.kind"),
        Row("allocation of another shape", set_to(
            "disbursement.allocation", DOCUMENT), "BAD_NAME",
            "disbursement.allocation"),
        Row("what the service sets", set_to(
            "disbursement.for_advanced", yuan(1)), "OUTPUT_ONLY",
            "disbursement.for_advanced"),
    ]),
    (CARRY, [
        *text_in("carry_over.reason", 300),
        *date_at("carry_over.carry_date"),
        ahead("carry_over.carry_date"),
        Row("nobody approved it", without("carry_over.approver"), "REQUIRED",
            "carry_over.approver"),
        Row("into itself", set_to(
            "carry_over.target_allocation", OLD_ALLOCATION), "SAME_ALLOCATION",
            "carry_over.target_allocation"),
        Row("target of another shape", set_to(
            "carry_over.target_allocation", DOCUMENT), "BAD_NAME",
            "carry_over.target_allocation"),
        Row("what the service sets", set_to(
            "carry_over.carried", {"total": yuan(1)}), "OUTPUT_ONLY",
            "carry_over.carried"),
        Row("orders that the service names", set_to(
            "carry_over.commitments", [f"{COUNTY}/commitments/c1"]),
            "OUTPUT_ONLY", "carry_over.commitments"),
    ]),
    (listing("AppropriationAdjustmentService.ListAppropriationAdjustments"),
     rows_of_list("appropriation")),
    (listing("DisbursementService.ListDisbursements"),
     rows_of_list("allocation")),
    (listing("CarryOverService.ListCarryOvers"), rows_of_list("allocation")),
    (listing("AgeService.ListAgedMoney"), [
        *rows_of_list("recipient"),
        Row("a stage nobody has", set_to("stage", 99), "UNKNOWN_ENUM_VALUE",
            "stage"),
        Row("younger than new", set_to("minimum_days", -1), "OUT_OF_RANGE",
            "minimum_days"),
        Row("older than the world", set_to("minimum_days", INT64_MAX),
            "OUT_OF_RANGE", "minimum_days"),
    ]),
]
