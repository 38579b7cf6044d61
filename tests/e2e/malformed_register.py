"""What nobody may believe of the register, its tokens, and reports that are put
right: a part of malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, OTHER_HOSPITAL, STORE, civil, report
from malformed_kinds import (INT64_MAX, NO_DAY, Row, date_at, rows_of_new,
                             rows_within, text_in)
from wire import Call, put, set_to, without
from world import World

SERVICE = "RegisterService"
PERSON = f"{COUNTY}/subjects/to-change"
PLACE = {"display_name": "示范县中医院", "kind": "KIND_HOSPITAL",
         "organization": f"{COUNTY}/organizations/health-bureau",
         "report_form": "REPORT_FORM_HOSPITAL_DAILY"}
# The token that set_up_register_rows had issued, by name.
ISSUED: dict[str, str] = {}


def today() -> str:
    """The id of today's report."""
    day = civil()
    return f"{day['year']}-{day['month']:02}-{day['day']:02}"


ORGANIZE = Call("readiness", f"{SERVICE}.CreateOrganization", "operator",
                lambda: {"request_id": new_id(), "parent": COUNTY,
                         "organization_id": new_id(),
                         "organization": {"display_name": "示范县财政局"}})
PLACED = Call("readiness", f"{SERVICE}.CreateFacility", "operator",
              lambda: {"request_id": new_id(), "parent": COUNTY,
                       "facility_id": new_id(), "facility": dict(PLACE)})
REPLACE = Call("readiness", f"{SERVICE}.UpdateFacility", "operator",
               lambda: {"request_id": new_id(), "name": OTHER_HOSPITAL,
                        "facility": dict(PLACE)})
PHONE = Call("readiness", f"{SERVICE}.SetDutyContact", "people-hospital",
             lambda: {"request_id": new_id(), "name": HOSPITAL,
                      "duty_contact": f"{COUNTY}/subjects/s-4"})
ENLIST = Call("readiness", f"{SERVICE}.CreateSubject", "operator",
              lambda: {"request_id": new_id(), "parent": COUNTY,
                       "subject_id": new_id(),
                       "subject": {"roles": ["ROLE_FINANCE"]}})
MOVE = Call("readiness", f"{SERVICE}.UpdateSubject", "operator",
            lambda: {"request_id": new_id(), "name": PERSON,
                     "subject": {"facility": HOSPITAL}})
ERASE = Call("readiness", f"{SERVICE}.ErasePerson", "operator",
             lambda: {"request_id": new_id(), "name": PERSON})
ISSUE = Call("readiness", f"{SERVICE}.IssueToken", "operator", lambda: {
    "request_id": new_id(), "parent": f"{COUNTY}/subjects/s-2"})
REVOKE = Call("readiness", f"{SERVICE}.RevokeToken", "operator",
              lambda: {"request_id": new_id(), "reason": "手机遗失",
                       "name": ISSUED["token"]})
SCHEDULE = Call("readiness", "ReadinessService.SetReportSchedule",
                "headquarters", lambda: {
                    "request_id": new_id(), "parent": COUNTY,
                    "due_rule": {"valid_from": civil(3),
                                 "due_minutes": 600}})
CORRECT = Call("readiness", "ReadinessService.CorrectReport",
               "people-hospital", lambda: {
                   "request_id": new_id(), "revision": 1,
                   "name": f"{HOSPITAL}/reports/{today()}",
                   "reason": "录入错误", "report": report()})


def set_up_register_rows(world: World) -> None:
    """A person who may do nothing, and a token of a hospital's clerk."""
    operator = world.person("operator")
    operator.write(ENLIST.method, parent=COUNTY, subject_id="to-change",
                   subject={"facility": HOSPITAL}, display_name="周某")
    issued = operator.write(ISSUE.method, parent=f"{COUNTY}/subjects/s-4")
    ISSUED["token"] = issued.token.name


def rows_of_place() -> list[Row]:
    """What no facility may be."""
    return [
        *text_in("facility.display_name", 120),
        Row("a kind nobody has", set_to("facility.kind", 99),
            "UNKNOWN_ENUM_VALUE", "facility.kind"),
        Row("no kind", without("facility.kind"), "REQUIRED", "facility.kind"),
        Row("of nobody", without("facility.organization"), "REQUIRED",
            "facility.organization"),
        Row("of a hospital", set_to("facility.organization", HOSPITAL),
            "BAD_NAME", "facility.organization"),
        Row("a form nobody has", set_to("facility.report_form", 99),
            "UNKNOWN_ENUM_VALUE", "facility.report_form"),
        Row("from 30 February on", set_to("facility.reports_from", NO_DAY),
            "BAD_DATE", "facility.reports_from"),
        Row("until before it began", set_to("facility", PLACE | {
            "reports_from": civil(), "reports_until": civil(-1)}),
            "ENDS_BEFORE_IT_BEGINS", "facility.reports_until"),
        Row("whom to phone", set_to("facility.duty_contact", PERSON),
            "OUTPUT_ONLY", "facility.duty_contact"),
    ]


def rows_of_person() -> list[Row]:
    """What nobody of the register may be."""
    return [
        *text_in("display_name", 60),
        Row("a role nobody has", set_to("subject.roles", [99]),
            "UNKNOWN_ENUM_VALUE", "subject.roles[0]"),
        Row("a role twice", set_to("subject.roles", ["ROLE_AUDITOR"] * 2),
            "LISTED_TWICE", "subject.roles[1]"),
        Row("NUL in the telephone", set_to("telephone", "12\0"),
            "CONTROL_CHARACTER", "telephone"),
        Row("letters in the telephone", set_to("telephone", "zero"),
            "BAD_TELEPHONE", "telephone"),
        Row("bad UTF-8 in the name", put("display_name", b"\xe5\xbc"),
            "MALFORMED"),
        Row("a clerk of nowhere", set_to("subject", {
            "roles": ["ROLE_HOSPITAL"]}), "FACILITY_REQUIRED",
            "subject.facility"),
        Row("who gave it", set_to("subject.grant", {"giver": "s-2"}),
            "OUTPUT_ONLY", "subject.grant"),
        Row("no person", without("subject"), "REQUIRED", "subject"),
    ]


REGISTER: list[tuple[Call, list[Row]]] = [
    (ORGANIZE, [
        *rows_of_new("organization"),
        *text_in("organization.display_name", 120),
        Row("no name to show", without("organization.display_name"),
            "REQUIRED", "organization.display_name"),
    ]),
    (PLACED, [*rows_of_new("facility"), *rows_of_place()]),
    (REPLACE, [*rows_within("facility"), *rows_of_place()]),
    (PHONE, [
        Row("a store to phone", set_to("duty_contact", STORE), "BAD_NAME",
            "duty_contact"),
        Row("bad UTF-8 in whom to phone", put("duty_contact", b"\xff"),
            "MALFORMED"),
    ]),
    (ENLIST, [
        Row("no id", without("subject_id"), "REQUIRED", "subject_id"),
        Row("id that is none", set_to("subject_id", "张 1"), "BAD_ID",
            "subject_id"),
        *rows_within("subject"), *rows_of_person(),
    ]),
    (MOVE, [*rows_within("subject"), *rows_of_person()]),
    (ERASE, [
        Row("a hospital for a person", set_to("name", HOSPITAL), "BAD_NAME",
            "name"),
        Row("every person", set_to("name", f"{COUNTY}/subjects/"), "BAD_NAME",
            "name"),
    ]),
    (ISSUE, [
        Row("ended before it began", set_to("lifetime_seconds", -1),
            "OUT_OF_RANGE", "lifetime_seconds"),
        Row("a second more than a week", set_to("lifetime_seconds", 604_801),
            "OUT_OF_RANGE", "lifetime_seconds"),
        Row("for ever", set_to("lifetime_seconds", INT64_MAX), "OUT_OF_RANGE",
            "lifetime_seconds"),
    ]),
    (REVOKE, [
        *text_in("reason", 300),
        Row("no reason", without("reason"), "REQUIRED", "reason"),
        Row("a person for a token", set_to("name", PERSON), "BAD_NAME",
            "name"),
    ]),
    (SCHEDULE, [
        *date_at("due_rule.valid_from"),
        Row("no rule", without("due_rule"), "REQUIRED", "due_rule"),
        Row("due before the day", set_to("due_rule.due_minutes", -1),
            "OUT_OF_RANGE", "due_rule.due_minutes"),
        Row("due after two days", set_to("due_rule.due_minutes", 2_881),
            "OUT_OF_RANGE", "due_rule.due_minutes"),
    ]),
    (CORRECT, [
        *text_in("reason", 300),
        Row("no reason", without("reason"), "REQUIRED", "reason"),
        Row("none of its revisions", without("revision"), "REQUIRED",
            "revision"),
        Row("a revision before the first", set_to("revision", -1),
            "OUT_OF_RANGE", "revision"),
        Row("of another day", set_to("report.report_date", civil(-1)),
            "DATE_DIFFERS", "report.report_date"),
        Row("neither figures nor zero", without("report.figures"), "REQUIRED",
            "report.figures"),
        Row("no report", without("report"), "REQUIRED", "report"),
    ]),
]
