"""What nobody may believe of fair shares: a part of malformed_table.

Of an item that no other call moves: stock that moved refuses an approval.
"""

from typing import Any

from client import new_id
from county import COUNTY, OTHER_STORE, STORE, civil, moment
from malformed_kinds import Row, rows_within, text_in
from wire import Call, set_to, without
from world import World

HOODS = f"{COUNTY}/items/hood"
# Names and digests that set_up_fair_shares made for each call, by use.
MADE: dict[str, str] = {}


def line(count: int = 1) -> dict[str, Any]:
    """So many hoods from one hospital to the other."""
    return {"from_store": STORE, "to_store": OTHER_STORE,
            "quantity": {"pieces": count}}


def share() -> dict[str, Any]:
    """A fair share of one line."""
    return {"item": HOODS, "lines": [line()]}


def lines_at(path: str) -> list[Row]:
    """What no lines may be."""
    return [
        Row("two stores twice", set_to(path, [line(1), line(2)]),
            "LISTED_TWICE", f"{path}[1].to_store"),
        Row("to itself", set_to(f"{path}.0.to_store", STORE), "SAME_STORE",
            f"{path}[0].to_store"),
        Row("from nowhere", without(f"{path}.0.from_store"), "REQUIRED",
            f"{path}[0].from_store"),
        Row("a lot twice", set_to(f"{path}.0.lots", [
            {"lot": f"{HOODS}/lots/opening", "quantity": 1}] * 2),
            "LISTED_TWICE", f"{path}[0].lots[1].lot"),
        Row("none of a lot", set_to(f"{path}.0.lots", [
            {"lot": f"{HOODS}/lots/opening"}]), "REQUIRED",
            f"{path}[0].lots[0].quantity"),
        Row("a lot of another item", set_to(f"{path}.0.lots", [
            {"lot": f"{COUNTY}/items/gloves/lots/opening", "quantity": 1}]),
            "LOT_OF_OTHER_ITEM", f"{path}[0].lots[0].lot"),
        Row("figures of one's own", set_to(f"{path}.0.total", 7),
            "OUTPUT_ONLY", f"{path}[0].total"),
    ]


SUGGEST = Call("supplies", "FairShareService.SuggestFairShare", "headquarters",
               lambda: {"parent": COUNTY, "item": HOODS,
                        "from_stores": [STORE]})
PROPOSE = Call("supplies", "FairShareService.CreateFairShare", "headquarters",
               lambda: {"request_id": new_id(), "parent": COUNTY,
                        "fair_share": share()})
REVISE = Call("supplies", "FairShareService.ReviseFairShare", "headquarters",
              lambda: {"request_id": new_id(), "name": MADE["revise"],
                       "revision": 1, "lines": [line(2)]})
APPROVE = Call("supplies", "FairShareService.ApproveFairShare", "headquarters",
               lambda: {"request_id": new_id(), "name": MADE["approve"],
                        "digest": MADE["digest"]})
WITHDRAW = Call("supplies", "FairShareService.WithdrawFairShare",
                "headquarters", lambda: {
                    "request_id": new_id(), "name": MADE["withdraw"],
                    "reason": "已到货"})
GET = Call("supplies", "FairShareService.GetFairShare", "auditor",
           lambda: {"name": MADE["revise"]})
LIST = Call("supplies", "FairShareService.ListFairShares", "headquarters",
            lambda: {"parent": COUNTY, "item": HOODS})


def set_up_fair_shares(world: World) -> None:
    """Fair shares to revise, to approve and to withdraw."""
    headquarters = world.person("headquarters")
    headquarters.write("SuppliesService.CreateItem", parent=COUNTY,
                       item_id="hood", item={
                           "display_name": "防护帽", "base_unit": "只",
                           "kind": "KIND_CONSUMABLE"})
    world.person("people-hospital").write(
        "SuppliesService.CreateCount", parent=STORE, count={
            "count_time": moment(-3600),
            "lines": [{"item": HOODS, "quantity": {"pieces": 100}}]})
    for use in ("revise", "approve", "withdraw"):
        made = headquarters.write(PROPOSE.method, parent=COUNTY,
                                  fair_share=share()).fair_share
        MADE[use] = made.name
        if use == "approve":
            MADE["digest"] = made.digest


FAIR_SHARES: list[tuple[Call, list[Row]]] = [
    (SUGGEST, [
        Row("a store twice", set_to("from_stores", [STORE, STORE]),
            "LISTED_TWICE", "from_stores[1]"),
        Row("to who gives", set_to("to_stores", [STORE]), "LISTED_TWICE",
            "to_stores[0]"),
        Row("from nobody", without("from_stores"), "REQUIRED", "from_stores"),
        Row("a pack of a long name", set_to("pack", "p" * 64), "TOO_LONG",
            "pack"),
    ]),
    (PROPOSE, [
        *rows_within("fair_share"),
        *text_in("fair_share.note", 300),
        *lines_at("fair_share.lines"),
        Row("none of it", set_to("fair_share.lines", [line(0)]), "REQUIRED",
            "fair_share.lines[0].quantity"),
        Row("no lines", without("fair_share.lines"), "REQUIRED",
            "fair_share.lines"),
        Row("approved at once", set_to("fair_share.state", "STATE_APPROVED"),
            "OUTPUT_ONLY", "fair_share.state"),
    ]),
    (REVISE, [
        *text_in("note", 300),
        *lines_at("lines"),
        Row("no revision", without("revision"), "REQUIRED", "revision"),
    ]),
    (APPROVE, [
        Row("unseen", without("digest"), "REQUIRED", "digest"),
        *text_in("digest", 64),
    ]),
    (WITHDRAW, [
        *text_in("reason", 300),
        Row("for no reason", without("reason"), "REQUIRED", "reason"),
    ]),
    (GET, [
        Row("a day for a point", set_to("as_of", {"effective_date": civil()}),
            "AS_OF_AXIS", "as_of.effective_date"),
    ]),
    (LIST, [
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("an item of another shape", set_to("item", STORE), "BAD_NAME",
            "item"),
    ]),
]
