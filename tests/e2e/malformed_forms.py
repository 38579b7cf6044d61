"""What nobody may believe of indicators, forms and what reports add up to: a
part of malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, STORE, civil
from malformed_kinds import Row, date_at, rows_within, text_in
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, set_to, without

SERVICE = "FormService"
BEDS = f"{COUNTY}/indicators/beds-staffed"

SAY = Call("readiness", f"{SERVICE}.SetIndicator", "headquarters", lambda: {
    "request_id": new_id(), "name": f"{COUNTY}/indicators/oxygen-beds",
    "indicator": {
        "display_name": "吸氧床位", "english_name": "Beds with oxygen",
        "unit": "张", "kind": "AGGREGATION_KIND_POINT_IN_TIME",
        "wholes": [{"indicator": BEDS, "is_ratio": True}]}})
ADD = Call("readiness", f"{SERVICE}.AddFormVersion", "headquarters", lambda: {
    "request_id": new_id(), "name": f"{COUNTY}/forms/night-daily",
    "form": {"display_name": "夜间日报", "english_name": "Night daily"},
    "version": {"valid_from": civil(1), "questions": [{"indicator": BEDS}]}})
INDICATOR = Call("readiness", f"{SERVICE}.GetIndicator", "headquarters",
                 lambda: {"name": BEDS})
INDICATORS = Call("readiness", f"{SERVICE}.ListIndicators", "headquarters",
                  lambda: {"parent": COUNTY})
FORM = Call("readiness", f"{SERVICE}.GetForm", "headquarters",
            lambda: {"name": f"{COUNTY}/forms/town-daily"})
FORMS = Call("readiness", f"{SERVICE}.ListForms", "headquarters",
             lambda: {"parent": COUNTY})
TOTALS = Call("readiness", "ReportTotalsService.ListIndicatorTotals",
              "headquarters", lambda: {
                  "parent": COUNTY, "from_date": civil(), "to_date": civil()})
COUNTED = Call("readiness", "ReportTotalsService.ListReportCounts",
               "headquarters", lambda: {
                   "parent": COUNTY, "from_date": civil(),
                   "to_date": civil()})
FILE = Call("readiness", "ReadinessService.SubmitReport", "people-hospital",
            lambda: {
                "request_id": new_id(), "parent": HOSPITAL, "report": {
                    "report_date": civil(-2), "readings": [{
                        "indicator": BEDS, "reading": {"value": 7}}]}})
LONG_AGO = {"year": 2010, "month": 1, "day": 1}
DAY = [Row("an instant", set_to("as_of", {
    "effective_time": "2020-02-01T00:00:00Z"}), "AS_OF_AXIS",
    "as_of.effective_time")]
NO_DAY_AXIS = [Row("a day", set_to("as_of", {"effective_date": civil()}),
                   "AS_OF_AXIS", "as_of.effective_date")]


def window() -> list[Row]:
    """What no days of totals may be."""
    return [
        *DAY, *date_at("from_date"), *date_at("to_date"),
        Row("no first day", without("from_date"), "REQUIRED", "from_date"),
        Row("no last day", without("to_date"), "REQUIRED", "to_date"),
        Row("the last day first", set_to("to_date", LONG_AGO),
            "RANGE_TURNED_ROUND", "from_date"),
        Row("days without end", set_to("from_date", LONG_AGO),
            "TOO_MANY_DAYS", "to_date"),
        Row("a period nobody has", set_to("period", 99), "UNKNOWN_ENUM_VALUE",
            "period"),
        Row("a place nobody has", set_to("place", 99), "UNKNOWN_ENUM_VALUE",
            "place"),
    ]


FORMS_AND_TOTALS: list[tuple[Call, list[Row]]] = [
    (SAY, [
        *rows_within("indicator"),
        *text_in("indicator.display_name", 120),
        *text_in("indicator.english_name", 120),
        *text_in("indicator.unit", 30),
        *text_in("indicator.saner_code", 60),
        Row("no kind", without("indicator.kind"), "REQUIRED",
            "indicator.kind"),
        Row("a kind nobody has", set_to("indicator.kind", 99),
            "UNKNOWN_ENUM_VALUE", "indicator.kind"),
        Row("a store for a whole", set_to("indicator.wholes.0.indicator",
                                          STORE), "BAD_NAME",
            "indicator.wholes[0].indicator"),
        Row("part of itself", set_to(
            "indicator.wholes.0.indicator",
            f"{COUNTY}/indicators/oxygen-beds"), "PART_OF_ITSELF",
            "indicator.wholes[0].indicator"),
        Row("a whole twice", set_to("indicator.wholes", [
            {"indicator": BEDS}, {"indicator": BEDS}]), "LISTED_TWICE",
            "indicator.wholes[1].indicator"),
        Row("less than nothing", set_to("indicator.least", -1),
            "OUT_OF_RANGE", "indicator.least"),
        Row("a revision of one's own", set_to("indicator.revision", 3),
            "OUTPUT_ONLY", "indicator.revision"),
    ]),
    (ADD, [
        *rows_within("form"), *rows_within("version", "version", 7),
        *text_in("form.display_name", 120),
        *date_at("version.valid_from"),
        Row("no first day", without("version.valid_from"), "REQUIRED",
            "version.valid_from"),
        Row("due after two days", set_to("version.due_minutes", 2_881),
            "OUT_OF_RANGE", "version.due_minutes"),
        Row("nothing asked", set_to("version.questions", []), "EMPTY_FORM",
            "version.questions"),
        Row("the same twice", set_to("version.questions", [
            {"indicator": BEDS}, {"indicator": BEDS}]), "LISTED_TWICE",
            "version.questions[1].indicator"),
        Row("101 questions", set_to("version.questions", [
            {"indicator": f"{COUNTY}/indicators/i{i}"} for i in range(101)]),
            "TOO_MANY_QUESTIONS", "version.questions"),
        Row("rules of one's own", set_to(
            "version.questions.0.rules", {"unit": "张"}), "OUTPUT_ONLY",
            "version.questions[0].rules"),
        Row("staff by what is not asked", set_to("version.readiness_rules", {
            "staff_indicator": f"{COUNTY}/indicators/checkpoints"}),
            "NOT_ASKED", "version.readiness_rules.staff_indicator"),
        Row("not ready before at risk", set_to("version.readiness_rules", {
            "drill_at_risk_days": 90, "drill_not_ready_days": 30}),
            "RANGE_TURNED_ROUND",
            "version.readiness_rules.drill_not_ready_days"),
        Row("a week and an hour ahead", set_to("version.readiness_rules", {
            "duty_ahead_hours": 169}), "OUT_OF_RANGE",
            "version.readiness_rules.duty_ahead_hours"),
        Row("a severity twice", set_to("version.readiness_rules", {
            "findings": [{"severity": "SEVERITY_MINOR"}] * 2}), "LISTED_TWICE",
            "version.readiness_rules.findings[1].severity"),
        Row("versions of one's own", set_to("form.versions", [{}]),
            "OUTPUT_ONLY", "form.versions"),
    ]),
    (INDICATOR, NO_DAY_AXIS), (INDICATORS, NO_DAY_AXIS), (FORM, NO_DAY_AXIS),
    (FORMS, NO_DAY_AXIS),
    (TOTALS, [
        *window(),
        Row("a store for an indicator", set_to("indicators", [STORE]),
            "BAD_NAME", "indicators[0]"),
    ]),
    (COUNTED, window()),
    (FILE, [
        Row("a store for an indicator", set_to(
            "report.readings.0.indicator", STORE), "BAD_NAME",
            "report.readings[0].indicator"),
        Row("no reading", without("report.readings.0.reading"), "REQUIRED",
            "report.readings[0].reading"),
        Row("less than none", set_to(
            "report.readings.0.reading", {"value": -1}), "OUT_OF_RANGE",
            "report.readings[0].reading.value"),
        Row("carried and said", set_to("report.readings.0.carry_forward",
                                       True), "CARRIED_AND_SAID",
            "report.readings[0].carry_forward"),
        Row("carried from where one likes", set_to(
            "report.readings.0.carried_from", civil()), "OUTPUT_ONLY",
            "report.readings[0].carried_from"),
        Row("beside a zero report", set_to("report.zero_report", {}),
            "TWO_SHAPES", "report.readings"),
        Row("what its form does not ask", set_to(
            "report.readings.0.indicator",
            f"{COUNTY}/indicators/people-screened"), "NOT_ON_FORM",
            "report.readings[0].indicator"),
        Row("a version less than none", set_to("report.form_version", -1),
            "OUT_OF_RANGE", "report.form_version"),
    ]),
]
FORM_SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of(f"{SERVICE}.BatchSetIndicators", SAY),
     rows_of_sheet(SAY, "name")),
    (sheet_of(f"{SERVICE}.BatchAddFormVersions", ADD),
     rows_of_sheet(ADD, "name")),
    (Call("readiness", "ReadinessService.BatchSubmitReports",
          "people-hospital", lambda: {
              "parent": HOSPITAL,
              "requests": [FILE.fields() for _ in range(3)]}),
     [Row("a line of another shape", set_to("requests.1.parent", STORE),
          "BAD_NAME", "requests[1].parent"),
      Row("no lines", set_to("requests", []), "REQUIRED", "requests"),
      Row("a store for the hospital", set_to("parent", STORE), "BAD_NAME",
          "parent")]),
]
