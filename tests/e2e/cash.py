"""Cash of the sample county: an allocation of last year with money left."""

from typing import Any

from county import ALLOCATION, COUNTY, civil, document, yuan
from world import World

OLD_ALLOCATION = f"{COUNTY}/documents/d-old/allocations/1"
APPROPRIATION = f"{COUNTY}/appropriations/a-old"
# So many days ago it was another year, whatever day it is.
LONG_AGO = -400


def set_up_cash(world: World) -> None:
    """What was appropriated and allocated a year ago, and never spent."""
    finance = world.person("finance")
    finance.write("FundingService.CreateAppropriation", parent=COUNTY,
                  appropriation_id="a-old", appropriation={
                      "fund": f"{COUNTY}/funds/central", "amount": yuan(100),
                      "appropriation_date": civil(LONG_AGO)})
    old = document("d-old") | {"document_date": civil(LONG_AGO)}
    old["allocations"][0]["amount"] = yuan(100)
    finance.write("FundingService.CreateAllocationDocument", parent=COUNTY,
                  document_id="d-old", allocation_document=old)


def disbursement(units: int) -> dict[str, Any]:
    """Cash for the hospital's own account, today."""
    return {"kind": "KIND_PAID_OUT", "allocation": ALLOCATION,
            "amount": yuan(units), "disbursement_date": civil()}


def adjustment(units: int) -> dict[str, Any]:
    """More money by another paper."""
    return {"kind": "KIND_RAISE", "appropriation": APPROPRIATION,
            "amount": yuan(units), "adjustment_date": civil(),
            "document_number": "财社〔2020〕15号", "reason": "追加防控资金"}


def carry_over() -> dict[str, Any]:
    """What was left goes back to the fund."""
    return {"allocation": OLD_ALLOCATION, "carry_date": civil(),
            "approver": "s-900", "reason": "年终结余收回"}
