"""The county people write to while faults strike: names, money, and persons."""

import dataclasses
from typing import Any

from county import (HOSPITAL, MASKS, OTHER_HOSPITAL, OTHER_STORE, STORE,
                    SUPPLIES, civil, set_up, yuan)
from world import COUNTY, World

ITEMS = (MASKS, f"{COUNTY}/items/gloves", f"{COUNTY}/items/suits")
# What each document allocates, in whole yuan; `poor` runs dry again and again.
DOCUMENTS = {"d1": 6_500_000, "d2": 1_000_000, "d3": 1_000_000, "poor": 2_000}
# Of another one orders are made, and nothing is paid.
ORDERS = "orders"
ALLOCATED = DOCUMENTS | {ORDERS: 900_000}
FINANCE_OFFICERS, BOOKKEEPERS, BUYERS = 4, 2, 1
# Of each hospital, by kind of work.
CLERKS = {"goods": 2, "counts": 2, "shipments": 2, "reports": 3}


@dataclasses.dataclass(frozen=True)
class Person:
    """Who writes, where."""

    name: str
    subject: str
    facility: str = ""
    store: str = ""


def officers() -> list[Person]:
    """Of the finance office."""
    return [Person(f"officer-{number}", f"o-{number}")
            for number in range(FINANCE_OFFICERS)]


def bookkeepers() -> list[Person]:
    """Of the finance office, who pay by the sheet."""
    return [Person(f"bookkeeper-{number}", f"b-{number}")
            for number in range(BOOKKEEPERS)]


def buyers() -> list[Person]:
    """Of the finance office, who order goods."""
    return [Person(f"buyer-{number}", f"y-{number}")
            for number in range(BUYERS)]


def clerks(kind: str) -> list[Person]:
    """Of the two hospitals, of a kind of work."""
    return [Person(f"{kind}-{place}-{number}",
                   f"{kind[0]}-{place}-{number}", facility, store)
            for place, (facility, store) in enumerate((
                (HOSPITAL, STORE), (OTHER_HOSPITAL, OTHER_STORE)))
            for number in range(CLERKS[kind])]


def allocation_name(document: str) -> str:
    """The one allocation of a document."""
    return f"{COUNTY}/documents/{document}/allocations/1"


def allotting(number: str, units: int) -> dict[str, Any]:
    """A document of one allocation, in whole yuan."""
    return {"issuer": "示范县财政局", "number": number,
            "title": "关于紧急划拨的通知", "document_date": civil(-1),
            "allocations": [{"fund": f"{COUNTY}/funds/central",
                             "recipient": HOSPITAL, "amount": yuan(units),
                             "purposes": [{"purpose": SUPPLIES}]}]}


def make_county(world: World) -> None:
    """Everything there is before the first fault."""
    set_up(world)
    finance = world.person("finance")
    for number, (document, amount) in enumerate(ALLOCATED.items()):
        if document != "d1":
            finance.write("FundingService.CreateAllocationDocument",
                          parent=COUNTY, document_id=document,
                          allocation_document=allotting(
                              f"{number + 1}号", amount))
    headquarters = world.person("headquarters")
    for item, name, unit in (("gloves", "医用橡胶检查手套", "双"),
                             ("suits", "医用防护服", "件")):
        headquarters.write("SuppliesService.CreateItem", parent=COUNTY,
                           item_id=item, item={
                               "display_name": name, "base_unit": unit,
                               "kind": "KIND_CONSUMABLE"})
    for person in officers() + bookkeepers() + buyers():
        admit(world, person, "ROLE_FINANCE")
    for kind in CLERKS:
        for person in clerks(kind):
            admit(world, person, "ROLE_HOSPITAL")


def admit(world: World, person: Person, role: str) -> None:
    """Gives a person a role and a token that outlives the clocks' hours."""
    operator = world.person("operator")
    operator.write("RegisterService.CreateSubject", parent=COUNTY,
                   subject_id=person.subject,
                   subject={"roles": [role], "facility": person.facility})
    token = operator.write("RegisterService.IssueToken",
                           parent=f"{COUNTY}/subjects/{person.subject}",
                           lifetime_seconds=604_800)
    world.add_person(person.name, token.bearer_token)
