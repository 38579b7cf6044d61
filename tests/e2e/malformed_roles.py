"""What nobody may believe of proposals to change what people may do: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, STORE
from malformed_kinds import Row, text_in
from malformed_proposals import no_day
from wire import Call, set_to, without
from world import World

# The proposals to approve, reject and withdraw, from set_up_roles on.
PROPOSED: dict[str, dict[str, str]] = {}

SERVICE = "SubjectProposalService"
APPROVE = Call("readiness", f"{SERVICE}.ApproveSubjectProposal",
               "headquarters",
               lambda: {"request_id": new_id()} | PROPOSED["approve"])
REJECT = Call("readiness", f"{SERVICE}.RejectSubjectProposal", "headquarters",
              lambda: {"request_id": new_id(), "reason": "无此人员",
                       "name": PROPOSED["reject"]["name"]})
WITHDRAW = Call("readiness", f"{SERVICE}.WithdrawSubjectProposal", "operator",
                lambda: {"request_id": new_id(), "reason": "重复申请",
                         "name": PROPOSED["withdraw"]["name"]})
READ = Call("readiness", f"{SERVICE}.GetSubjectProposal", "auditor",
            lambda: {"name": PROPOSED["approve"]["name"]})
LIST = Call("readiness", f"{SERVICE}.ListSubjectProposals", "auditor",
            lambda: {"parent": COUNTY})


def set_up_roles(world: World) -> None:
    """A deputy in the headquarters, so that the operator has to ask; and three
    proposals of the operator.
    """
    operator = world.person("operator")
    enlist = "RegisterService.CreateSubject"
    deputy = operator.write(enlist, parent=COUNTY, subject_id="s-9",
                            subject={"roles": ["ROLE_HEADQUARTERS"]})
    assert not deputy.HasField("proposal"), deputy
    for use in ("approve", "reject", "withdraw"):
        made = operator.write(enlist, parent=COUNTY, subject_id=f"to-{use}",
                              subject={"roles": ["ROLE_FINANCE"]})
        PROPOSED[use] = {"name": made.proposal.name,
                         "digest": made.proposal.digest}


ROLES: list[tuple[Call, list[Row]]] = [
    (APPROVE, [
        *text_in("digest", 64),
        Row("nothing that was seen", without("digest"), "REQUIRED", "digest"),
        Row("no proposal", set_to("name", STORE), "BAD_NAME", "name"),
    ]),
    (REJECT, [
        *text_in("reason", 300),
        Row("no reason", without("reason"), "REQUIRED", "reason"),
        Row("a proposal about money", set_to("name",
                                             f"{COUNTY}/proposals/p1"),
            "BAD_NAME", "name"),
    ]),
    (WITHDRAW, text_in("reason", 300)),
    (READ, [no_day("as_of.effective_date")]),
    (LIST, [
        Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
            "page_size"),
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("a person of another shape", set_to("subject", STORE), "BAD_NAME",
            "subject"),
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        no_day("as_of.effective_date"),
    ]),
]
