"""Purchases of the sample county: an order, a bill, money set fast."""

from typing import Any

from county import (ALLOCATION, COUNTY, HOSPITAL, MASKS, SUPPLIES, civil,
                    document, yuan)
from world import World

ORDER = f"{COUNTY}/commitments/c1"
UNDIVIDED = f"{COUNTY}/purposes/any"
CLOSING = f"{COUNTY}/documents/d-closing/allocations/1"
# What the services named, from set_up_purchases on.
MADE: dict[str, str] = {}


def set_up_purchases(world: World) -> None:
    """An order with goods and money, a bill, and an allocation to be closed."""
    finance = world.person("finance")
    finance.write("CommitmentService.CreateCommitment", parent=COUNTY,
                  commitment_id="c1", commitment=order(1_000))
    finance.write("CommitmentService.CreateAccrual", parent=COUNTY,
                  accrual=arrival(100))
    MADE["payment"] = finance.write(
        "CommitmentService.PayCommitment", name=ORDER, line=1,
        amount=yuan(100), payment_date=civil(),
        method="METHOD_DIRECT").payment.name
    MADE["liability"] = finance.write(
        "LiabilityService.CreateLiability", parent=COUNTY,
        liability=bill(100)).liability.name
    last = document("d-closing")
    last["allocations"][0]["amount"] = yuan(10)
    finance.write("FundingService.CreateAllocationDocument", parent=COUNTY,
                  document_id="d-closing", allocation_document=last)
    finance.write("AllocationChangeService.CreateAllocationChange",
                  parent=COUNTY, allocation_change=change(10) | {
                      "kind": "KIND_RECALL", "allocation": CLOSING})


def order(units: int) -> dict[str, Any]:
    """An order of masks, of one line."""
    return {"allocation": ALLOCATION, "supplier": "示范医疗器械有限公司",
            "commitment_date": civil(), "lines": [{
                "purpose": SUPPLIES, "item": MASKS, "quantity": units,
                "amount": yuan(units)}]}


def arrival(units: int) -> dict[str, Any]:
    """What arrived of the order."""
    return {"commitment": ORDER, "line": 1, "accrual_date": civil(),
            "quantity": units, "amount": yuan(units)}


def bill(units: int) -> dict[str, Any]:
    """Masks bought before there was money."""
    return {"debtor": HOSPITAL, "creditor": "示范物资有限公司",
            "purpose": SUPPLIES, "amount": yuan(units),
            "liability_date": civil(), "reason": "紧急赊购"}


def change(units: int) -> dict[str, Any]:
    """Money set fast."""
    return {"kind": "KIND_FREEZE", "allocation": ALLOCATION,
            "purpose": UNDIVIDED, "amount": yuan(units),
            "change_date": civil(), "reason": "县指挥部决定"}
