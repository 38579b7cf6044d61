"""What nobody may believe of plans, drills, inspections, findings and the duty
roster: a part of malformed_table.
"""

from typing import Any

from client import new_id
from county import COUNTY, HOSPITAL, OTHER_HOSPITAL, civil
from malformed_kinds import Row, date_at, rows_within, text_in
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, put, set_to, without
from world import World

# Names that set_up_preparedness made for each call, by use.
MADE: dict[str, str] = {}
PERSON = f"{COUNTY}/subjects/s-4"
GROUP = f"{COUNTY}/organizations/health-bureau"
POST = f"{HOSPITAL}/dutyPosts/triage"
HQ = "headquarters"
PLAN = f"{HOSPITAL}/plans/to-drill"


def plan() -> dict[str, Any]:
    """A plan approved yesterday."""
    return {"scenario": "发热病人集中就诊", "title": "应急预案",
            "approve_date": civil(-1), "approver": PERSON,
            "review_date": civil(300)}


def drill() -> dict[str, Any]:
    """A drill of yesterday."""
    return {"plan": PLAN, "drill_date": civil(-1), "participants": 9}


def inspection() -> dict[str, Any]:
    """An inspection of yesterday."""
    return {"organization": GROUP, "inspection_date": civil(-1),
            "subject_matter": "设备配备"}


def finding() -> dict[str, Any]:
    """A finding due tomorrow."""
    return {"description": "缺少防护面罩", "severity": "SEVERITY_MAJOR",
            "due_date": civil(1)}


def clock(hours: int) -> str:
    """A whole hour of today, UTC."""
    day = civil()
    return (f"{day['year']}-{day['month']:02}-{day['day']:02}"
            f"T{hours:02}:00:00Z")


def shift() -> dict[str, Any]:
    """A shift of eight hours."""
    return {"duty_post": POST, "subject": PERSON, "start_time": clock(1),
            "end_time": clock(9)}


def write(method: str, fields: Any, person: str = HQ) -> Call:
    """A call of readiness with an id of its own."""
    return Call("readiness", method, person,
                lambda: {"request_id": new_id()} | fields())


APPROVED = write("PlanService.CreatePlan", lambda: {
    "parent": HOSPITAL, "plan_id": new_id(), "plan": plan()})
REVISED = write("PlanService.RevisePlan", lambda: {
    "name": MADE["revise"], "revision": 1, "plan": plan(), "reason": "修订"})
RETIRED = write("PlanService.RetirePlan", lambda: {
    "name": MADE["retire"], "retire_date": civil(), "reason": "废止"})
DRILLED = write("DrillService.CreateDrill", lambda: {
    "parent": HOSPITAL, "drill": drill()})
DRILL_CORRECTED = write("DrillService.CorrectDrill", lambda: {
    "name": MADE["drill"], "revision": 1, "drill": drill(), "reason": "更正"})
DRILL_FOUND = write("DrillService.CreateDrillFinding", lambda: {
    "parent": MADE["drill"], "finding": finding()})
INSPECTED = write("InspectionService.CreateInspection", lambda: {
    "parent": HOSPITAL, "inspection": inspection()})
INSPECTION_CORRECTED = write("InspectionService.CorrectInspection", lambda: {
    "name": MADE["inspection"], "revision": 1, "inspection": inspection(),
    "reason": "更正"})
INSPECTION_FOUND = write("InspectionService.CreateInspectionFinding",
                         lambda: {"parent": MADE["inspection"],
                                  "finding": finding()})
AMENDED = write("FindingService.AmendFinding", lambda: {
    "name": MADE["amend"], "severity": "SEVERITY_CRITICAL",
    "amend_date": civil(), "reason": "升级"})
FIXED = write("FindingService.ReportFindingFix", lambda: {
    "name": MADE["fix"], "fix_date": civil(), "note": "已配备"})
RETESTED = write("FindingService.RetestFinding", lambda: {
    "name": MADE["retest"], "retest_date": civil(),
    "verdict": "VERDICT_PASSED", "note": "已清点"})
REQUIRED = write("DutyService.SetDutyPost", lambda: {
    "name": POST, "display_name": "预检分诊", "requirement": {
        "valid_from": civil(), "hours": [
            {"start_minutes": 480, "length_minutes": 1440, "needed": 1}]}})
PUT = write("DutyService.CreateShift", lambda: {
    "parent": HOSPITAL, "shift": shift()})
REPLACED = write("DutyService.ReplaceShift", lambda: {
    "name": MADE["replace"], "shift": shift(), "reason": "换班"})
CANCELLED = write("DutyService.CancelShift", lambda: {
    "name": MADE["cancel"], "reason": "请假"})
GAPS = Call("readiness", "DutyService.ListDutyGaps", HQ, lambda: {
    "parent": COUNTY, "from_time": clock(0), "to_time": clock(12)})
DUTY = Call("readiness", "DutyService.ListDuty", HQ,
            lambda: {"parent": COUNTY})
FINDINGS = Call("readiness", "FindingService.ListFindings", HQ,
                lambda: {"parent": COUNTY})


def set_up_preparedness(world: World) -> None:
    """What the calls revise, retire, correct, fix, test, replace and cancel."""
    person = world.person(HQ)

    def make(call: Call, **fields: Any) -> Any:
        return person.write(call.method, **(call.fields() | fields))

    for use in ("revise", "retire", "to-drill"):
        MADE[use] = make(APPROVED, plan_id=use).plan.name
    MADE["drill"] = make(DRILLED).drill.name
    MADE["inspection"] = make(INSPECTED).inspection.name
    for use in ("amend", "fix", "retest"):
        MADE[use] = make(DRILL_FOUND).finding.name
    world.person("people-hospital").write(
        FIXED.method, **(FIXED.fields() | {"name": MADE["retest"]}))
    make(REQUIRED)
    for use in ("replace", "cancel"):
        MADE[use] = make(PUT).shift.name


def reasons(path: str = "reason") -> list[Row]:
    """What no reason may be."""
    return [*text_in(path, 300),
            Row("for no reason", without(path), "REQUIRED", path)]


def past_day(path: str) -> list[Row]:
    """Days that are none, or still to come."""
    return [*date_at(path),
            Row("the day after tomorrow", set_to(path, civil(2)), "DATE_AHEAD",
                path),
            Row("no day", without(path), "REQUIRED", path)]


def rows_of_plan() -> list[Row]:
    """What no plan may be."""
    return [
        *rows_within("plan"),
        *text_in("plan.scenario", 120),
        *text_in("plan.title", 300),
        *text_in("plan.number", 120),
        *past_day("plan.approve_date"),
        *date_at("plan.review_date"),
        Row("reviewed before it was approved", set_to(
            "plan.review_date", civil(-2)), "REVIEW_TOO_EARLY",
            "plan.review_date"),
        Row("approved by nobody", without("plan.approver"), "REQUIRED",
            "plan.approver"),
        Row("a state of one's own", set_to("plan.state", "STATE_RETIRED"),
            "OUTPUT_ONLY", "plan.state"),
    ]


def rows_of_drill() -> list[Row]:
    """What no drill may be."""
    return [
        *rows_within("drill"),
        *text_in("drill.evaluation", 900),
        *past_day("drill.drill_date"),
        Row("of no plan", without("drill.plan"), "REQUIRED", "drill.plan"),
        Row("fewer than nobody", set_to("drill.participants", -1),
            "OUT_OF_RANGE", "drill.participants"),
        Row("a rating nobody has", set_to("drill.rating", 9),
            "UNKNOWN_ENUM_VALUE", "drill.rating"),
    ]


def rows_of_inspection() -> list[Row]:
    """What no inspection may be."""
    return [
        *rows_within("inspection"),
        *text_in("inspection.subject_matter", 300),
        *text_in("inspection.conclusion", 900),
        *past_day("inspection.inspection_date"),
        Row("by nobody", without("inspection.organization"), "REQUIRED",
            "inspection.organization"),
    ]


def rows_of_finding() -> list[Row]:
    """What no finding may be."""
    return [
        *rows_within("finding"),
        *text_in("finding.description", 900),
        *date_at("finding.due_date"),
        Row("never due", without("finding.due_date"), "REQUIRED",
            "finding.due_date"),
        Row("not bad at all", without("finding.severity"), "REQUIRED",
            "finding.severity"),
        Row("closed at once", set_to("finding.state", "STATE_CLOSED"),
            "OUTPUT_ONLY", "finding.state"),
    ]


def rows_of_shift() -> list[Row]:
    """What no shift may be."""
    return [
        *rows_within("shift"),
        *text_in("shift.note", 300),
        Row("another's post", set_to(
            "shift.duty_post", f"{OTHER_HOSPITAL}/dutyPosts/triage"),
            "OTHER_FACILITY", "shift.duty_post"),
        Row("nobody's", without("shift.subject"), "REQUIRED", "shift.subject"),
        Row("over before it begins", set_to("shift.end_time", clock(1)),
            "BAD_SHIFT_LENGTH", "shift.end_time"),
        Row("seconds", set_to("shift.start_time", clock(1)[:-3] + "07Z"),
            "NOT_A_WHOLE_MINUTE", "shift.start_time"),
        Row("the year 10000", put("shift.start_time.seconds", 253402300800),
            "BAD_TIME", "shift.start_time"),
        Row("recorded by another", set_to("shift.recorder", "x"),
            "OUTPUT_ONLY", "shift.recorder"),
    ]


PREPAREDNESS: list[tuple[Call, list[Row]]] = [
    (APPROVED, [
        *rows_of_plan(),
        Row("no id", without("plan_id"), "REQUIRED", "plan_id"),
        Row("id that is none", set_to("plan_id", "预案 1"), "BAD_ID",
            "plan_id"),
    ]),
    (REVISED, [
        *rows_of_plan(), *reasons(),
        Row("no revision", without("revision"), "REQUIRED", "revision"),
    ]),
    (RETIRED, [*reasons(), *past_day("retire_date")]),
    (DRILLED, rows_of_drill()),
    (DRILL_CORRECTED, [
        *rows_of_drill(), *reasons(),
        Row("no revision", without("revision"), "REQUIRED", "revision"),
    ]),
    (DRILL_FOUND, rows_of_finding()),
    (INSPECTED, rows_of_inspection()),
    (INSPECTION_CORRECTED, [
        *rows_of_inspection(), *reasons(),
        Row("no revision", without("revision"), "REQUIRED", "revision"),
    ]),
    (INSPECTION_FOUND, rows_of_finding()),
    (AMENDED, [
        *reasons(), *past_day("amend_date"), *date_at("due_date"),
        Row("nothing changes", without("severity"), "NOTHING_TO_CHANGE",
            "severity"),
    ]),
    (FIXED, [*text_in("note", 900), *past_day("fix_date")]),
    (RETESTED, [
        *text_in("note", 900), *past_day("retest_date"),
        Row("no verdict", without("verdict"), "REQUIRED", "verdict"),
        Row("passed and due", set_to("due_date", civil(3)), "NOT_FOR_PASSED",
            "due_date"),
        Row("failed and never due", set_to("verdict", "VERDICT_FAILED"),
            "REQUIRED", "due_date"),
    ]),
    (REQUIRED, [
        *text_in("display_name", 120),
        *text_in("requirement.reason", 300),
        *date_at("requirement.valid_from"),
        Row("minute 1,440", set_to("requirement.hours.0.start_minutes", 1440),
            "OUT_OF_RANGE", "requirement.hours[0].start_minutes"),
        Row("no time at all", set_to("requirement.hours.0.length_minutes", 0),
            "REQUIRED", "requirement.hours[0].length_minutes"),
        Row("49 hours", set_to("requirement.hours", [
            {"start_minutes": 0, "length_minutes": 30, "needed": 1}] * 49),
            "TOO_MANY_ELEMENTS", "requirement.hours"),
    ]),
    (PUT, rows_of_shift()),
    (REPLACED, [*rows_of_shift(), *reasons()]),
    (CANCELLED, reasons()),
    (GAPS, [
        Row("no time at all", set_to("to_time", clock(0)), "BAD_WINDOW",
            "to_time"),
        Row("no beginning", without("from_time"), "REQUIRED", "from_time"),
        Row("of an instant", set_to("as_of", {"effective_time": clock(0)}),
            "AS_OF_AXIS", "as_of.effective_time"),
    ]),
    (DUTY, [
        Row("a day for an instant", set_to("as_of", {
            "effective_date": civil()}), "AS_OF_AXIS", "as_of.effective_date"),
    ]),
    (FINDINGS, [
        Row("an instant for a day", set_to("as_of", {
            "effective_time": clock(0)}), "AS_OF_AXIS",
            "as_of.effective_time"),
        Row("a plan for a drill", set_to("drill", PLAN), "BAD_NAME", "drill"),
    ]),
]


def sheets(calls: dict[str, tuple[Call, str]],
           parent: str) -> list[tuple[Call, list[Row]]]:
    """What is wrong in sheets of these lines."""
    return [(sheet_of(method, line, parent),
             rows_of_sheet(line, name, parent))
            for method, (line, name) in calls.items()]


PREPAREDNESS_SHEETS: list[tuple[Call, list[Row]]] = [
    *sheets({
        "PlanService.BatchCreatePlans": (APPROVED, "parent"),
        "PlanService.BatchRevisePlans": (REVISED, "name"),
        "PlanService.BatchRetirePlans": (RETIRED, "name"),
        "DrillService.BatchCreateDrills": (DRILLED, "parent"),
        "DrillService.BatchCorrectDrills": (DRILL_CORRECTED, "name"),
        "DrillService.BatchCreateDrillFindings": (DRILL_FOUND, "parent"),
        "FindingService.BatchReportFindingFixes": (FIXED, "name"),
        "DutyService.BatchSetDutyPosts": (REQUIRED, "name"),
        "DutyService.BatchCreateShifts": (PUT, "parent"),
        "DutyService.BatchReplaceShifts": (REPLACED, "name"),
        "DutyService.BatchCancelShifts": (CANCELLED, "name"),
    }, HOSPITAL),
    *sheets({
        "InspectionService.BatchCreateInspections": (INSPECTED, "parent"),
        "InspectionService.BatchCorrectInspections":
            (INSPECTION_CORRECTED, "name"),
        "InspectionService.BatchCreateInspectionFindings":
            (INSPECTION_FOUND, "parent"),
        "FindingService.BatchAmendFindings": (AMENDED, "name"),
        "FindingService.BatchRetestFindings": (RETESTED, "name"),
    }, COUNTY),
]
