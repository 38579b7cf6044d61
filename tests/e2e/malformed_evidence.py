"""What nobody may believe of essential lists and of evidence: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, MASKS, STORE, civil
from malformed_kinds import Row, date_at, rows_within, text_in
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, set_to, without

SERVICE = "SupplyEvidenceService"
VENTILATORS = f"{COUNTY}/items/ventilator"
LINE = {"item": MASKS, "ready_days_tenths": 70, "at_risk_days_tenths": 30}

SET = Call("supplies", f"{SERVICE}.SetEssentialList", "headquarters", lambda: {
    "request_id": new_id(), "name": f"{COUNTY}/essentialLists/clinic",
    "display_name": "发热门诊必备清单", "version": {
        "valid_from": civil(), "facilities": [HOSPITAL], "lines": [LINE]}})
LIST = Call("supplies", f"{SERVICE}.GetEssentialList", "headquarters",
            lambda: {"name": f"{COUNTY}/essentialLists/clinic"})
LISTS = Call("supplies", f"{SERVICE}.ListEssentialLists", "headquarters",
             lambda: {"parent": COUNTY})
OF_GOODS = Call("supplies", f"{SERVICE}.ListSupplyEvidence", "headquarters",
                lambda: {"parent": COUNTY})
OF_PEOPLE = Call("readiness", "ReadinessEvidenceService.ListReadinessEvidence",
                 "headquarters", lambda: {"parent": COUNTY})
NO_DAY = [Row("a day for an instant", set_to("as_of", {
    "effective_date": civil()}), "AS_OF_AXIS", "as_of.effective_date")]


def lines(line: dict[str, object]) -> list[dict[str, object]]:
    """A list that asks for one more thing."""
    return [LINE, {"item": VENTILATORS} | line]


EVIDENCE = [
    (SET, [
        *text_in("display_name", 120),
        *rows_within("version", "version", 7),
        *text_in("version.reason", 300),
        *date_at("version.valid_from"),
        Row("no version", without("version"), "REQUIRED", "version"),
        Row("no first day", without("version.valid_from"), "REQUIRED",
            "version.valid_from"),
        Row("a store for a facility", set_to("version.facilities", [STORE]),
            "BAD_NAME", "version.facilities[0]"),
        Row("a facility twice", set_to("version.facilities",
                                       [HOSPITAL, HOSPITAL]), "LISTED_TWICE",
            "version.facilities[1]"),
        Row("an item twice", set_to("version.lines", [LINE, LINE]),
            "LISTED_TWICE", "version.lines[1].item"),
        Row("neither days nor units", set_to("version.lines", lines({})),
            "DAYS_OR_UNITS", "version.lines[1]"),
        Row("days and units", set_to("version.lines", lines(
            {"ready_units": 2, "ready_days_tenths": 2})), "DAYS_OR_UNITS",
            "version.lines[1]"),
        Row("more for at risk", set_to("version.lines", lines(
            {"ready_units": 2, "at_risk_units": 3})), "AT_RISK_OVER_READY",
            "version.lines[1].at_risk_units"),
        Row("more days for at risk", set_to("version.lines", lines(
            {"ready_days_tenths": 2, "at_risk_days_tenths": 3})),
            "AT_RISK_OVER_READY", "version.lines[1].at_risk_days_tenths"),
        Row("eleven years", set_to("version.lines", lines(
            {"ready_days_tenths": 40_000})), "OUT_OF_RANGE",
            "version.lines[1].ready_days_tenths"),
        Row("201 items", set_to("version.lines", [
            {"item": f"{COUNTY}/items/i{i}", "ready_units": 1}
            for i in range(201)]), "TOO_MANY_ELEMENTS", "version.lines"),
        Row("recorded by another", set_to("version.subject", "x"),
            "OUTPUT_ONLY", "version.subject"),
    ]),
    (LIST, NO_DAY), (LISTS, NO_DAY),
    (OF_GOODS, [
        *NO_DAY,
        Row("a store for a facility", set_to("facility", STORE), "BAD_NAME",
            "facility"),
    ]),
    (OF_PEOPLE, [
        *NO_DAY,
        Row("a store for a facility", set_to("facility", STORE), "BAD_NAME",
            "facility"),
    ]),
]
EVIDENCE_SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of(f"{SERVICE}.BatchSetEssentialLists", SET),
     rows_of_sheet(SET, "name")),
]
