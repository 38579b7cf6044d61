"""What nobody may believe of losses, of expired lots and of quarantines: a part
of malformed_table.
"""

from client import new_id
from county import COUNTY, HOSPITAL, MASKS, OTHER_STORE, STORE, moment
from malformed_kinds import (INT64_MAX, Row, rows_within, text_in, time_at)
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, set_to, without
from world import World

LOT_SERVICE = "LotService"
# The quarantine that set_up_lots began, by name.
BEGUN: dict[str, str] = {}

LOSE = Call("supplies", "SuppliesService.CreateMovement", "people-hospital",
            lambda: {"request_id": new_id(), "parent": STORE, "movement": {
                "kind": "KIND_LOSE", "movement_time": moment(-60),
                "loss_reason": "LOSS_REASON_DAMAGED",
                "lines": [{"item": MASKS, "quantity": {"pieces": 1}}]}})
ISOLATE = Call("supplies", f"{LOT_SERVICE}.CreateLotQuarantine", "headquarters",
               lambda: {"request_id": new_id(), "parent": OTHER_STORE,
                        "lot_quarantine": {
                            "lot": f"{MASKS}/lots/opening",
                            "quarantine_time": moment(-60),
                            "reason": "厂家召回"}})
FREE = Call("supplies", f"{LOT_SERVICE}.ReleaseLotQuarantine", "headquarters",
            lambda: {"request_id": new_id(), "name": BEGUN["name"],
                     "release_time": moment(-30), "reason": "复检合格"})
LOTS = Call("supplies", f"{LOT_SERVICE}.ListStoredLots", "headquarters",
            lambda: {"parent": COUNTY, "choice": "CHOICE_EXPIRING",
                     "within_days": 30})


def set_up_lots(world: World) -> None:
    """A quarantine that may be ended."""
    made = world.person("headquarters").write(
        ISOLATE.method, parent=OTHER_STORE, lot_quarantine={
            "lot": f"{MASKS}/lots/found", "quarantine_time": moment(-60),
            "reason": "来源不明"})
    BEGUN["name"] = made.lot_quarantine.name


LOTS_AND_LOSSES: list[tuple[Call, list[Row]]] = [
    (LOSE, [
        Row("for no reason", without("movement.loss_reason"),
            "LOSS_REASON_MISSING", "movement.loss_reason"),
        Row("for a reason nobody has", set_to("movement.loss_reason", 99),
            "UNKNOWN_ENUM_VALUE", "movement.loss_reason"),
        Row("for another reason, not told", set_to(
            "movement.loss_reason", "LOSS_REASON_OTHER"), "NOTE_MISSING",
            "movement.note"),
        Row("an issue for a reason of losses", set_to(
            "movement.kind", "KIND_ISSUE"), "NOT_FOR_THIS_KIND",
            "movement.loss_reason"),
        Row("an override of a loss", set_to(
            "movement.lines.0.override_reason", "急用"), "NOT_FOR_THIS_KIND",
            "movement.lines[0].override_reason"),
        Row("a loss with an origin", set_to(
            "movement.origin", {"kind": "KIND_OPENING"}), "NOT_FOR_THIS_KIND",
            "movement.origin"),
        Row("a lot of another item", set_to(
            "movement.lines.0.lot", f"{COUNTY}/items/gloves/lots/opening"),
            "LOT_OF_OTHER_ITEM", "movement.lines[0].lot"),
        Row("lots that the service tells", set_to(
            "movement.lines.0.skipped_lots", [{"quantity": 1}]), "OUTPUT_ONLY",
            "movement.lines[0].skipped_lots"),
    ]),
    (ISOLATE, [
        *rows_within("lot_quarantine"),
        *text_in("lot_quarantine.reason", 300),
        *time_at("lot_quarantine.quarantine_time"),
        Row("nothing to record", without("lot_quarantine"), "REQUIRED",
            "lot_quarantine"),
        Row("no reason", without("lot_quarantine.reason"), "REQUIRED",
            "lot_quarantine.reason"),
        Row("an item for a lot", set_to("lot_quarantine.lot", MASKS),
            "BAD_NAME", "lot_quarantine.lot"),
        Row("no lot", without("lot_quarantine.lot"), "REQUIRED",
            "lot_quarantine.lot"),
        Row("ended at once", set_to("lot_quarantine.release",
                                    {"reason": "无"}), "OUTPUT_ONLY",
            "lot_quarantine.release"),
    ]),
    (FREE, [
        *text_in("reason", 300),
        *time_at("release_time"),
        Row("for no reason", without("reason"), "REQUIRED", "reason"),
        Row("a store for a quarantine", set_to("name", STORE), "BAD_NAME",
            "name"),
    ]),
    (LOTS, [
        Row("fewer days than none", set_to("within_days", -1), "OUT_OF_RANGE",
            "within_days"),
        Row("days without end", set_to("within_days", INT64_MAX),
            "OUT_OF_RANGE", "within_days"),
        Row("days of what is expired", set_to("choice", "CHOICE_EXPIRED"),
            "NOT_FOR_THIS_KIND", "within_days"),
        Row("a choice nobody has", set_to("choice", 99), "UNKNOWN_ENUM_VALUE",
            "choice"),
        Row("a facility for a store", set_to("store", HOSPITAL), "BAD_NAME",
            "store"),
    ]),
]


def rows_of_recall() -> list[Row]:
    """What is wrong in a sheet whose lines name stores."""
    rows = [row for row in rows_of_sheet(ISOLATE, "parent")
            if row.what != "a line of another shape"]
    return [*rows, Row("a line of another shape", set_to(
        "requests.1.parent", HOSPITAL), "BAD_NAME", "requests[1].parent")]


LOT_SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of(f"{LOT_SERVICE}.BatchCreateLotQuarantines", ISOLATE),
     rows_of_recall()),
    (sheet_of(f"{LOT_SERVICE}.BatchReleaseLotQuarantines", FREE),
     rows_of_sheet(FREE, "name")),
]
