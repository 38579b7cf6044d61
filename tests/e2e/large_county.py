"""A county as large as they come: many hospitals, each with a store of many
items, counted and reported today by its own clerk, through the API alone.
"""

import concurrent.futures
from typing import Any

from county import COUNTY, moment, report
from world import World

WRITERS = 8
PLENTY = 1_000
# Every so many items is one that has run out.
SCARCE_EVERY = 7


def enlarge(world: World, hospitals: int, items: int) -> None:
    """Adds them to the county that `set_up` made."""
    headquarters = world.person("headquarters")
    for item in range(items):
        headquarters.write(
            "SuppliesService.CreateItem", parent=COUNTY, item_id=f"item{item}",
            item={"display_name": f"物资{item}", "kind": "KIND_CONSUMABLE",
                  "base_unit": "只"})
    with concurrent.futures.ThreadPoolExecutor(WRITERS) as writers:
        for done in [writers.submit(add_hospital, world, number, items)
                     for number in range(hospitals)]:
            done.result()


def add_hospital(world: World, number: int, items: int) -> None:
    """Registers one, and lets its clerk count and report."""
    operator = world.person("operator")
    name = f"{COUNTY}/facilities/hospital{number}"
    operator.write("RegisterService.CreateFacility", parent=COUNTY,
                   facility_id=f"hospital{number}", facility={
                       "display_name": f"示范医院{number}",
                       "kind": "KIND_HOSPITAL",
                       "organization": f"{COUNTY}/organizations/health-bureau",
                       "report_form": "REPORT_FORM_HOSPITAL_DAILY"})
    operator.write("RegisterService.CreateSubject", parent=COUNTY,
                   subject_id=f"clerk{number}",
                   subject={"roles": ["ROLE_HOSPITAL"], "facility": name})
    token = operator.write("RegisterService.IssueToken",
                           parent=f"{COUNTY}/subjects/clerk{number}")
    world.add_person(f"clerk{number}", token.bearer_token)
    clerk = world.person(f"clerk{number}")
    clerk.write("SuppliesService.CreateStore", parent=name, store_id="main",
                store={"display_name": "药房", "kind": "KIND_PHARMACY"})
    clerk.write("SuppliesService.CreateCount", parent=f"{name}/stores/main",
                count={"count_time": moment(-1),
                       "lines": [line(item) for item in range(items)]})
    clerk.write("ReadinessService.SubmitReport", parent=name, report=report())


def line(item: int) -> dict[str, Any]:
    """What is found of an item."""
    found = 0 if item % SCARCE_EVERY == 0 else PLENTY
    return {"item": f"{COUNTY}/items/item{item}",
            "quantity": {"pieces": found}, "confirm": True}
