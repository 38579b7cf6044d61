"""What nobody may believe of proposals and limits: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, STORE, yuan
from malformed_kinds import INT64_MAX, Row, text_in
from purchases import ORDER
from wire import UNKNOWN, Call, field, put_raw, set_to, without
from world import World

LIMITS = f"{COUNTY}/approvalLimits"
SETTINGS = {"window_hours": 24, "expiry_hours": 72, "near_percent": 90}
# The proposals to approve, reject and withdraw, from set_up_proposals on.
PROPOSED: dict[str, dict[str, str]] = {}

PROPOSE = Call("funding", "ProposalService.UpdateApprovalLimits", "finance",
               lambda: {"request_id": new_id(), "name": LIMITS,
                        "approval_limits": dict(SETTINGS)})
APPROVE = Call("funding", "ProposalService.ApproveProposal", "headquarters",
               lambda: {"request_id": new_id()} | PROPOSED["approve"])
REJECT = Call("funding", "ProposalService.RejectProposal", "headquarters",
              lambda: {"request_id": new_id(), "reason": "重复申请",
                       "name": PROPOSED["reject"]["name"]})
WITHDRAW = Call("funding", "ProposalService.WithdrawProposal", "finance",
                lambda: {"request_id": new_id(), "reason": "重复申请",
                         "name": PROPOSED["withdraw"]["name"]})
READ = Call("funding", "ProposalService.GetProposal", "finance",
            lambda: {"name": PROPOSED["approve"]["name"]})
READ_LIMITS = Call("funding", "ProposalService.GetApprovalLimits", "finance",
                   lambda: {"name": LIMITS})
LIST = Call("funding", "ProposalService.ListProposals", "finance",
            lambda: {"parent": COUNTY})
LIST_NEAR = Call("funding", "ProposalService.ListNearLimits", "finance",
                 lambda: {"parent": COUNTY})


def set_up_proposals(world: World) -> None:
    """Three proposals of the finance office."""
    finance = world.person("finance")
    for use in ("approve", "reject", "withdraw"):
        made = finance.write("ProposalService.UpdateApprovalLimits",
                             name=LIMITS, approval_limits=dict(SETTINGS))
        PROPOSED[use] = {"name": made.proposal.name,
                         "digest": made.proposal.digest}


def between(path: str, most: int) -> list[Row]:
    """What no number of hours or per cent may be."""
    return [Row("none", without(path), "REQUIRED", path),
            Row("fewer than none", set_to(path, -1), "OUT_OF_RANGE", path),
            Row("too many", set_to(path, most + 1), "OUT_OF_RANGE", path)]


def limit_at(path: str) -> list[Row]:
    """What no limit may be."""
    return [Row("a negative limit", set_to(path, yuan(-1)),
                "AMOUNT_OUT_OF_RANGE", path),
            Row("half a fen", set_to(path, yuan(1, 5_000_000)),
                "FRACTION_OF_FEN", f"{path}.nanos")]


def no_day(path: str) -> Row:
    """What waits has no day it counts for."""
    return Row("a day for what has none", set_to("as_of", {
        "effective_date": {"year": 2020, "month": 2, "day": 1}}), "AS_OF_AXIS",
        path)


PAGES = [
    Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
        "page_size"),
    Row("page of nothing", set_to("page_token", "garbage"),
        "PAGE_TOKEN_INVALID", "page_token"),
    Row("filter of another shape", set_to("allocation", STORE), "BAD_NAME",
        "allocation"),
    no_day("as_of.effective_date"),
]

PROPOSALS: list[tuple[Call, list[Row]]] = [
    (PROPOSE, [
        *between("approval_limits.window_hours", 72),
        *between("approval_limits.expiry_hours", 720),
        *between("approval_limits.near_percent", 100),
        *limit_at("approval_limits.payment"),
        *limit_at("approval_limits.commitment"),
        *limit_at("approval_limits.transfer"),
        *limit_at("approval_limits.recall"),
        Row("no limits", without("approval_limits"), "REQUIRED",
            "approval_limits"),
        Row("what the service sets", set_to("approval_limits.name", LIMITS),
            "OUTPUT_ONLY", "approval_limits.name"),
        Row("unknown field within", put_raw("approval_limits",
                                            field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"approval_limits.{UNKNOWN}"),
    ]),
    (APPROVE, [
        *text_in("digest", 64),
        Row("nothing that was seen", without("digest"), "REQUIRED", "digest"),
        Row("no proposal", set_to("name", ORDER), "BAD_NAME", "name"),
    ]),
    (REJECT, [
        *text_in("reason", 300),
        Row("no reason", without("reason"), "REQUIRED", "reason"),
    ]),
    (WITHDRAW, text_in("reason", 300)),
    (READ, [no_day("as_of.effective_date")]),
    (READ_LIMITS, [no_day("as_of.effective_date")]),
    (LIST, [
        *PAGES,
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        Row("fewer hours than none", set_to("expiring_hours", -1),
            "OUT_OF_RANGE", "expiring_hours"),
        Row("for ever", set_to("expiring_hours", INT64_MAX), "OUT_OF_RANGE",
            "expiring_hours"),
    ]),
    (LIST_NEAR, PAGES),
]
