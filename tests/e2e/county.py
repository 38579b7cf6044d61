"""A small invented county, set up by its people through the API alone."""

import datetime
import pathlib
from typing import Any

from world import BIN, COUNTY, ROOT, World, run

HOSPITAL = f"{COUNTY}/facilities/people-hospital"
OTHER_HOSPITAL = f"{COUNTY}/facilities/tcm-hospital"
STORE, OTHER_STORE = f"{HOSPITAL}/stores/main", f"{OTHER_HOSPITAL}/stores/main"
DOCUMENT = f"{COUNTY}/documents/d1"
ALLOCATION = f"{DOCUMENT}/allocations/1"
SUPPLIES = f"{COUNTY}/purposes/supplies"
MASKS = f"{COUNTY}/items/n95"
ALLOCATED = 6_500_000
# Person, opaque id, role, facility.
PEOPLE = (("finance", "s-1", "ROLE_FINANCE", ""),
          ("headquarters", "s-2", "ROLE_HEADQUARTERS", ""),
          ("auditor", "s-3", "ROLE_AUDITOR", ""),
          ("people-hospital", "s-4", "ROLE_HOSPITAL", HOSPITAL),
          ("tcm-hospital", "s-5", "ROLE_HOSPITAL", OTHER_HOSPITAL))
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def yuan(units: int, nanos: int = 0) -> dict[str, Any]:
    """An amount of money."""
    return {"currency_code": "CNY", "units": units, "nanos": nanos}


def civil(days: int = 0) -> dict[str, int]:
    """The county's date so many days from today."""
    day = datetime.datetime.now(ZONE).date() + datetime.timedelta(days)
    return {"year": day.year, "month": day.month, "day": day.day}


def moment(seconds: float = 0) -> str:
    """The time so many seconds from now."""
    then = datetime.datetime.now(datetime.UTC)
    then += datetime.timedelta(seconds=seconds)
    return then.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def load_sample(world: World) -> None:
    """The larger invented county of deploy/sample-county, as of today."""
    today = datetime.datetime.now(ZONE).date()
    run(ROOT / "deploy/sample-county", "--epiledger", BIN / "epiledger",
        "--day", today.isoformat(), world.folder,
        XDG_STATE_HOME=str(world.folder / "state"))


def set_up(world: World) -> None:
    """Everything there is before the first payment, count and report."""
    set_up_register(world)
    set_up_money(world)
    set_up_stores(world)


def set_up_register(world: World) -> None:
    """The operator: county, facilities, people and their tokens."""
    operator = world.person("operator")
    for service in ("funding", "supplies", "readiness"):
        operator.write("JournalService.CreateCounty", service=service,
                       county="990101", code="990101", display_name="示范县",
                       utc_offset_minutes=480)
    operator.write("RegisterService.CreateOrganization", parent=COUNTY,
                   organization_id="health-bureau",
                   organization={"display_name": "示范县卫生健康局"})
    for name in (HOSPITAL, OTHER_HOSPITAL):
        operator.write("RegisterService.CreateFacility", parent=COUNTY,
                       facility_id=pathlib.PurePath(name).name, facility={
                           "display_name": "示范医院", "kind": "KIND_HOSPITAL",
                           "organization": f"{COUNTY}/organizations/"
                                           "health-bureau",
                           "report_form": "REPORT_FORM_HOSPITAL_DAILY"})
    for person, subject, role, facility in PEOPLE:
        operator.write("RegisterService.CreateSubject", parent=COUNTY,
                       subject_id=subject,
                       subject={"roles": [role], "facility": facility})
        answer = operator.write("RegisterService.IssueToken",
                                parent=f"{COUNTY}/subjects/{subject}")
        world.add_person(person, answer.bearer_token)


def set_up_money(world: World) -> None:
    """The finance office: a fund, a purpose, a document with an allocation."""
    finance = world.person("finance")
    finance.write("FundingService.CreateFund", parent=COUNTY, fund_id="central",
                  fund={"display_name": "中央财政资金", "kind": "KIND_CENTRAL"})
    finance.write("FundingService.CreatePurpose", parent=COUNTY,
                  purpose_id="supplies", purpose={"display_name": "防控物资"})
    finance.write("FundingService.CreateAppropriation", parent=COUNTY,
                  appropriation_id="a1", appropriation={
                      "fund": f"{COUNTY}/funds/central",
                      "amount": yuan(9_610_000),
                      "appropriation_date": civil(-2)})
    finance.write("FundingService.CreateAllocationDocument", parent=COUNTY,
                  document_id="d1", allocation_document=document("1号"))


def document(number: str) -> dict[str, Any]:
    """An allocation document of one line."""
    return {"issuer": "示范县财政局", "number": number, "title": "关于紧急划拨的通知",
            "document_date": civil(-1), "allocations": [{
                "fund": f"{COUNTY}/funds/central", "recipient": HOSPITAL,
                "amount": yuan(ALLOCATED),
                "purposes": [{"purpose": SUPPLIES}]}]}


def set_up_stores(world: World) -> None:
    """Headquarters and the hospitals: an item, and a store each."""
    world.person("headquarters").write(
        "SuppliesService.CreateItem", parent=COUNTY, item_id="n95",
        item={"display_name": "N95医用防护口罩", "kind": "KIND_CONSUMABLE",
              "base_unit": "只"})
    for person, parent in (("people-hospital", HOSPITAL),
                           ("tcm-hospital", OTHER_HOSPITAL)):
        world.person(person).write(
            "SuppliesService.CreateStore", parent=parent, store_id="main",
            store={"display_name": "药房", "kind": "KIND_PHARMACY"})


def payment(units: int, nanos: int = 0, **more: Any) -> dict[str, Any]:
    """A payment out of the allocation, today."""
    return {"allocation": ALLOCATION, "purpose": SUPPLIES,
            "amount": yuan(units, nanos), "payment_date": civil(),
            "payee": "示范医疗器械有限公司", "method": "METHOD_DIRECT"} | more


def count(pieces: int, **line: Any) -> dict[str, Any]:
    """A count of the masks, a moment ago."""
    return {"count_time": moment(-1), "lines": [
        {"item": MASKS, "quantity": {"pieces": pieces}, "confirm": True}
        | line]}


def delivery(pieces: int) -> dict[str, Any]:
    """Masks received, a moment ago."""
    return {"kind": "KIND_RECEIVE", "movement_time": moment(-1),
            "origin": {"kind": "KIND_UNFUNDED"},
            "lines": [{"item": MASKS, "quantity": {"pieces": pieces},
                       "batch": "N2601"}]}


def report() -> dict[str, Any]:
    """Today's report of a hospital."""
    return {"report_date": civil(), "figures": {
        "beds_staffed": {"value": 420}, "beds_occupied": {"value": 361},
        "ventilators_total": {"absent_reason": "ABSENT_REASON_UNKNOWN"},
        "four_in_place": {"equipment": {"state": "STATE_NOT_IN_PLACE",
                                        "note": "缺呼吸机"}}}}
