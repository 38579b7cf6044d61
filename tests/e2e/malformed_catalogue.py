"""What nobody may believe of changes of items and of equipment: a part of
malformed_table.
"""

from client import new_id
from county import (COUNTY, HOSPITAL, MASKS, OTHER_STORE, STORE, civil, moment)
from malformed_goods import BOX
from malformed_kinds import (INT64_MAX, Row, rows_within, text_in, time_at)
from wire import Call, set_to, without
from world import World

VENTILATOR = f"{COUNTY}/items/ventilator"
GOWN = f"{COUNTY}/items/gown"
# The unit that set_up_catalogue puts in service, by name.
PUT: dict[str, str] = {}


def unit() -> dict[str, object]:
    """A ventilator that was there before the books."""
    return {"item": VENTILATOR, "serial_number": new_id(),
            "service_time": moment(-60), "origin": {"kind": "KIND_OPENING"}}


CHANGE = Call("supplies", "CatalogueService.UpdateItem", "headquarters",
              lambda: {"request_id": new_id(), "name": GOWN, "item": {
                  "display_name": "手术衣", "kind": "KIND_CONSUMABLE",
                  "base_unit": "件", "packs": [dict(BOX)],
                  "standards": [{"text": "YY/T 0506"}],
                  "substitutes": [MASKS]}})
EQUIP = Call("supplies", "EquipmentService.CreateEquipmentUnit",
             "people-hospital", lambda: {
                 "request_id": new_id(), "parent": HOSPITAL,
                 "equipment_unit": unit()})
BREAK = Call("supplies", "EquipmentService.ChangeEquipmentState",
             "people-hospital", lambda: {
                 "request_id": new_id(), "name": PUT["unit"],
                 "state": "EQUIPMENT_STATE_BROKEN", "change_time": moment(-1),
                 "reason": "压力传感器故障"})


def set_up_catalogue(world: World) -> None:
    """A gown to change, and a ventilator that may break."""
    for name, item, kind, piece in (
            ("gown", "手术衣", "KIND_CONSUMABLE", "件"),
            ("ventilator", "呼吸机", "KIND_DURABLE", "台")):
        world.person("headquarters").write(
            "SuppliesService.CreateItem", parent=COUNTY, item_id=name,
            item={"display_name": item, "kind": kind, "base_unit": piece})
    PUT["unit"] = world.person("people-hospital").write(
        "EquipmentService.CreateEquipmentUnit", parent=HOSPITAL,
        equipment_unit=unit()).equipment_unit.name


CATALOGUE: list[tuple[Call, list[Row]]] = [
    (CHANGE, [
        *rows_within("item"),
        *text_in("item.english_name", 120),
        Row("nothing to say", without("item"), "REQUIRED", "item"),
        Row("a revision below none", set_to("revision", -1), "OUT_OF_RANGE",
            "revision"),
        Row("a revision set in the item", set_to("item.revision", 1),
            "OUTPUT_ONLY", "item.revision"),
        Row("keeps for less than no time", set_to(
            "item.shelf_life_months", -1), "OUT_OF_RANGE",
            "item.shelf_life_months"),
        Row("keeps for ever", set_to("item.shelf_life_months", 601),
            "OUT_OF_RANGE", "item.shelf_life_months"),
        Row("stands for itself", set_to("item.substitutes", [GOWN]),
            "SUBSTITUTE_FOR_ITSELF", "item.substitutes[0]"),
        Row("the same in its place twice", set_to(
            "item.substitutes", [MASKS, MASKS]), "LISTED_TWICE",
            "item.substitutes[1]"),
        Row("too many in its place", set_to("item.substitutes", [
            f"{COUNTY}/items/i{number}" for number in range(21)]),
            "TOO_MANY_ELEMENTS", "item.substitutes"),
        Row("a store in its place", set_to("item.substitutes", [STORE]),
            "BAD_NAME", "item.substitutes[0]"),
        Row("a pack of all there is", set_to("item.packs.0.size", INT64_MAX),
            "OUT_OF_RANGE", "item.packs[0].size"),
        Row("a pack twice", set_to("item.packs", [dict(BOX), dict(BOX)]),
            "LISTED_TWICE", "item.packs[1].pack"),
        Row("a standard that ends before it begins", set_to(
            "item.standards.0", {"text": "YY/T 0506", "valid_from": civil(),
                                 "valid_until": civil(-1)}),
            "VALIDITY_REVERSED", "item.standards[0].valid_until"),
    ]),
    (EQUIP, [
        *rows_within("equipment_unit"),
        *text_in("equipment_unit.serial_number", 60),
        *time_at("equipment_unit.service_time"),
        Row("nothing to put in service", without("equipment_unit"), "REQUIRED",
            "equipment_unit"),
        Row("no serial number", without("equipment_unit.serial_number"),
            "REQUIRED", "equipment_unit.serial_number"),
        Row("no item", without("equipment_unit.item"), "REQUIRED",
            "equipment_unit.item"),
        Row("from nowhere", without("equipment_unit.origin"),
            "ORIGIN_MISSING", "equipment_unit.origin"),
        Row("found", set_to("equipment_unit.origin", {"kind": "KIND_FOUND"}),
            "NOT_FOR_THIS_KIND", "equipment_unit.origin.kind"),
        Row("out of a store and from elsewhere", set_to(
            "equipment_unit.store", STORE), "NOT_FOR_THIS_KIND",
            "equipment_unit.origin"),
        Row("out of another facility's store", set_to(
            "equipment_unit.store", OTHER_STORE), "STORE_OF_OTHER_FACILITY",
            "equipment_unit.store"),
        Row("a lot and no store", set_to(
            "equipment_unit.lot", f"{VENTILATOR}/lots/opening"),
            "NOT_FOR_THIS_KIND", "equipment_unit.lot"),
        Row("scrapped at first", set_to(
            "equipment_unit.state", "EQUIPMENT_STATE_SCRAPPED"),
            "SCRAPPED_AT_FIRST", "equipment_unit.state"),
        Row("a state nobody has", set_to("equipment_unit.state", 99),
            "UNKNOWN_ENUM_VALUE", "equipment_unit.state"),
    ]),
    (BREAK, [
        *text_in("reason", 300),
        *time_at("change_time"),
        Row("no state", without("state"), "REQUIRED", "state"),
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        Row("no reason", without("reason"), "REQUIRED", "reason"),
        Row("a store for a unit", set_to("name", STORE), "BAD_NAME", "name"),
    ]),
]
