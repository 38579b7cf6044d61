"""What nobody may believe of items, stores, tasks and settings: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, OTHER_STORE, STORE, civil, count
from malformed_kinds import (INT64_MAX, NO_DAY, Row, rows_of_new, rows_within,
                             text_in)
from wire import Call, encode, set_to, without
from world import World

SERVICE = "SuppliesService"
SETTINGS = {"window_days": 7, "stale_days": 2, "band_days": [3, 7, 14]}
BOX = {"pack": "box", "display_name": "盒", "size": 20}
# The task that set_up_goods caused, by name.
CAUSED: dict[str, str] = {}

LIST = Call("supplies", f"{SERVICE}.CreateItem", "headquarters", lambda: {
    "request_id": new_id(), "parent": COUNTY, "item_id": new_id(), "item": {
        "display_name": "医用外科口罩", "kind": "KIND_CONSUMABLE",
        "base_unit": "只", "packs": [dict(BOX)],
        "standards": [{"text": "YY 0469"}]}})
OPEN = Call("supplies", f"{SERVICE}.CreateStore", "people-hospital", lambda: {
    "request_id": new_id(), "parent": HOSPITAL, "store_id": new_id()[:8],
    "store": {"display_name": "病区", "kind": "KIND_WARD"}})
RESOLVE = Call("supplies", f"{SERVICE}.ResolveTask", "tcm-hospital", lambda: {
    "request_id": new_id(), "name": CAUSED["task"],
    "resolution": "捐赠物资未登记"})
JUDGE = Call("supplies", f"{SERVICE}.UpdateSupplySettings", "headquarters",
             lambda: {"request_id": new_id(),
                      "name": f"{COUNTY}/supplySettings",
                      "supply_settings": dict(SETTINGS)})


def set_up_goods(world: World) -> None:
    """A surplus that nobody explained, for it is counted twice."""
    clerk = world.person("tcm-hospital")
    for pieces in (100, 150):
        counted = clerk.write(f"{SERVICE}.CreateCount", parent=OTHER_STORE,
                              count=count(pieces)).count
    CAUSED["task"] = counted.lines[0].result.task
    assert CAUSED["task"], counted


def days(path: str, most: int) -> list[Row]:
    """What no number of days may be."""
    return [Row("no days", without(path), "REQUIRED", path),
            Row("fewer than none", set_to(path, -1), "OUT_OF_RANGE", path),
            Row("too many", set_to(path, most + 1), "OUT_OF_RANGE", path)]


GOODS: list[tuple[Call, list[Row]]] = [
    (LIST, [
        *rows_of_new("item"),
        *text_in("item.display_name", 120),
        Row("NUL in a standard", set_to("item.standards.0.text", "a\0b"),
            "CONTROL_CHARACTER", "item.standards[0].text"),
        Row("an id of 41 letters", set_to("item_id", "i" * 41), "TOO_LONG",
            "item_id"),
        Row("a kind nobody has", set_to("item.kind", 99),
            "UNKNOWN_ENUM_VALUE", "item.kind"),
        Row("no unit", without("item.base_unit"), "REQUIRED",
            "item.base_unit"),
        Row("a pack of one", set_to("item.packs.0.size", 1), "OUT_OF_RANGE",
            "item.packs[0].size"),
        Row("a pack of all there is", set_to("item.packs.0.size", INT64_MAX),
            "OUT_OF_RANGE", "item.packs[0].size"),
        Row("a pack twice", set_to("item.packs", [dict(BOX), dict(BOX)]),
            "LISTED_TWICE", "item.packs[1].pack"),
        Row("a standard that ends before it begins", set_to(
            "item.standards.0", {"text": "YY 0469", "valid_from": civil(),
                                 "valid_until": civil(-1)}),
            "VALIDITY_REVERSED", "item.standards[0].valid_until"),
        Row("a standard from 30 February on", set_to(
            "item.standards.0.valid_from", NO_DAY), "BAD_DATE",
            "item.standards[0].valid_from"),
        Row("stands for itself", lambda call: encode(
            call, call.fields() | {"item_id": "i", "item": {
                "display_name": "口罩", "kind": "KIND_CONSUMABLE",
                "base_unit": "只", "substitutes": [f"{COUNTY}/items/i"]}}),
            "SUBSTITUTE_FOR_ITSELF", "item.substitutes[0]"),
        Row("less than no tolerance", set_to("item.surplus_tolerance", -1),
            "OUT_OF_RANGE", "item.surplus_tolerance"),
    ]),
    (OPEN, [
        *rows_of_new("store"),
        *text_in("store.display_name", 120),
        Row("an id of 33 letters", set_to("store_id", "i" * 33), "TOO_LONG",
            "store_id"),
        Row("a kind nobody has", set_to("store.kind", 99),
            "UNKNOWN_ENUM_VALUE", "store.kind"),
        Row("no kind", without("store.kind"), "REQUIRED", "store.kind"),
    ]),
    (RESOLVE, [
        *text_in("resolution", 300),
        Row("in no words", without("resolution"), "REQUIRED", "resolution"),
        Row("a store for a task", set_to("name", STORE), "BAD_NAME", "name"),
    ]),
    (JUDGE, [
        *rows_within("supply_settings"),
        *days("supply_settings.window_days", 60),
        *days("supply_settings.stale_days", 60),
        Row("no settings", without("supply_settings"), "REQUIRED",
            "supply_settings"),
        Row("bands of none", set_to("supply_settings.band_days", []),
            "REQUIRED", "supply_settings.band_days"),
        Row("bands that fall", set_to("supply_settings.band_days",
                                      [7, 3, 14]), "BAD_BANDS",
            "supply_settings.band_days"),
        Row("two bands", set_to("supply_settings.band_days", [3, 7]),
            "BAD_BANDS", "supply_settings.band_days"),
        Row("a band over a year", set_to("supply_settings.band_days",
                                         [3, 7, 366]), "OUT_OF_RANGE",
            "supply_settings.band_days[2]"),
    ]),
]
