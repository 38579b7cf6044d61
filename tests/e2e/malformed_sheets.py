"""What nobody may believe of a sheet of many writes: the third part of
malformed_table. A sheet has no more fields of its own than these rows name.
"""

from county import COUNTY, STORE
from malformed_arrivals import RESOLVE, RETRY
from malformed_cash import ADJUST, CARRY, DISBURSE
from malformed_catalogue import CHANGE as CHANGE_ITEM
from malformed_corrections import CLOSE_MONTH, REOPEN_MONTH, REVERSE
from malformed_funds import APPROPRIATE, FOUND, INTEND
from malformed_goods import LIST
from malformed_kinds import Row
from malformed_proposals import APPROVE, PROPOSE, REJECT, WITHDRAW
from malformed_purchases import (ARRIVE, CHANGE, CLOSE, COMMIT, OWE, PAY_ORDER,
                                 REFUND, RELEASE, SETTLE)
from malformed_register import (ENLIST, ERASE, ISSUE, MOVE, ORGANIZE, PLACED,
                                REPLACE, REVOKE, SCHEDULE)
from malformed_reports import MATCH, STATE
from malformed_roles import APPROVE as APPROVE_ROLES
from malformed_roles import REJECT as REJECT_ROLES
from malformed_roles import WITHDRAW as WITHDRAW_ROLES
from wire import Call, Mutation, encode, put, set_to, without

# The batch of each write, by its name, and the field that says of what it is.
BATCH_OF = {
    "FundingService.BatchCreateFunds": (FOUND, "parent"),
    "FundingService.BatchCreatePurposes": (INTEND, "parent"),
    "FundingService.BatchCreateAppropriations": (APPROPRIATE, "parent"),
    "CommitmentService.BatchCreateCommitments": (COMMIT, "parent"),
    "CommitmentService.BatchCreateAccruals": (ARRIVE, "parent"),
    "CommitmentService.BatchPayCommitments": (PAY_ORDER, "name"),
    "CommitmentService.BatchReleaseCommitments": (RELEASE, "name"),
    "CommitmentService.BatchCreateRefunds": (REFUND, "parent"),
    "AllocationChangeService.BatchCreateAllocationChanges": (CHANGE, "parent"),
    "AllocationChangeService.BatchCloseAllocations": (CLOSE, "name"),
    "LiabilityService.BatchCreateLiabilities": (OWE, "parent"),
    "LiabilityService.BatchSettleLiabilities": (SETTLE, "name"),
    "AppropriationAdjustmentService.BatchCreateAppropriationAdjustments": (
        ADJUST, "parent"),
    "DisbursementService.BatchCreateDisbursements": (DISBURSE, "parent"),
    "CarryOverService.BatchCreateCarryOvers": (CARRY, "parent"),
    "ArrivalService.BatchRetryArrivals": (RETRY, "name"),
    "ArrivalService.BatchResolveArrivals": (RESOLVE, "name"),
    "ReversalService.BatchReverseEntries": (REVERSE, "parent"),
    "PeriodService.BatchClosePeriods": (CLOSE_MONTH, "name"),
    "PeriodService.BatchReopenPeriods": (REOPEN_MONTH, "name"),
    "ProposalService.BatchApproveProposals": (APPROVE, "name"),
    "ProposalService.BatchRejectProposals": (REJECT, "name"),
    "ProposalService.BatchWithdrawProposals": (WITHDRAW, "name"),
    "ProposalService.BatchUpdateApprovalLimits": (PROPOSE, "name"),
    "ReconciliationService.BatchCreateTreasuryStatements": (STATE, "parent"),
    "ReconciliationService.BatchConfirmMatches": (MATCH, "parent"),
    "SuppliesService.BatchCreateItems": (LIST, "parent"),
    "CatalogueService.BatchUpdateItems": (CHANGE_ITEM, "name"),
    "RegisterService.BatchCreateOrganizations": (ORGANIZE, "parent"),
    "RegisterService.BatchCreateFacilities": (PLACED, "parent"),
    "RegisterService.BatchUpdateFacilities": (REPLACE, "name"),
    "RegisterService.BatchCreateSubjects": (ENLIST, "parent"),
    "RegisterService.BatchUpdateSubjects": (MOVE, "name"),
    "RegisterService.BatchErasePersons": (ERASE, "name"),
    "RegisterService.BatchIssueTokens": (ISSUE, "parent"),
    "RegisterService.BatchRevokeTokens": (REVOKE, "name"),
    "ReadinessService.BatchSetReportSchedules": (SCHEDULE, "parent"),
    "SubjectProposalService.BatchApproveSubjectProposals": (APPROVE_ROLES,
                                                            "name"),
    "SubjectProposalService.BatchRejectSubjectProposals": (REJECT_ROLES,
                                                           "name"),
    "SubjectProposalService.BatchWithdrawSubjectProposals": (WITHDRAW_ROLES,
                                                             "name"),
}


def sheet_of(method: str, line: Call, parent: str = COUNTY) -> Call:
    """A sheet of three lines, each decided for itself."""
    return Call(line.service, method, line.person, lambda: {
        "parent": parent, "requests": [line.fields() for _ in range(3)]})


def lines(line: Call, count: int, parent: str = COUNTY) -> Mutation:
    """So many times the same line."""
    return lambda call: encode(call, {
        "parent": parent, "requests": [line.fields()] * count})


def rows_of_sheet(line: Call, name: str, parent: str = COUNTY) -> list[Row]:
    """What is wrong in any sheet of such lines."""
    return [
        Row("no county", without("parent"), "REQUIRED", "parent"),
        Row("no lines", lines(line, 0, parent), "REQUIRED", "requests"),
        Row("1,001 lines", lines(line, 1_001, parent), "TOO_MANY_ELEMENTS",
            "requests"),
        Row("a line without an id", without("requests.1.request_id"),
            "REQUIRED", "requests[1].request_id"),
        Row("a line of nothing", set_to(f"requests.1.{name}", ""), "REQUIRED",
            f"requests[1].{name}"),
        Row("a line of another shape", set_to(f"requests.1.{name}", STORE),
            "BAD_NAME", f"requests[1].{name}"),
        Row("bad UTF-8 in a line", put("requests.request_id", b"\xff"),
            "MALFORMED"),
        Row("text for all or nothing", put("all_or_nothing", b"all"),
            "UNKNOWN_FIELD", "3"),
    ]


SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of(method, line), rows_of_sheet(line, name))
    for method, (line, name) in BATCH_OF.items()]
