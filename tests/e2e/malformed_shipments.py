"""What nobody may believe of requisitions and shipments: a part of
malformed_table.
"""

from typing import Any

from client import new_id
from county import (COUNTY, HOSPITAL, OTHER_HOSPITAL, OTHER_STORE, STORE,
                    moment)
from malformed_kinds import Row, date_at, rows_within, text_in, time_at
from malformed_sheets import rows_of_sheet, sheet_of
from wire import Call, set_to, without
from world import World

CLERK, OTHER_CLERK = "people-hospital", "tcm-hospital"
VISORS = f"{COUNTY}/items/visor"
# What set_up_shipments made for each call that names something, by use.
MADE: dict[str, str] = {}


def pieces(count: int) -> dict[str, Any]:
    """One line of visors."""
    return {"item": VISORS, "quantity": {"pieces": count}}


def received() -> dict[str, Any]:
    """One line of a receipt: one piece is good, and one is not."""
    return {"item": VISORS, "accepted": {"pieces": 1}, "rejections": [
        {"reason": "REJECTION_REASON_DAMAGED", "quantity": {"pieces": 1}}]}


def twice(path: str) -> Row:
    """An item that a list has two times."""
    return Row("an item twice", set_to(path, [pieces(1), pieces(2)]),
               "LISTED_TWICE", f"{path}[1].item")


ASK = Call("supplies", "RequisitionService.CreateRequisition", CLERK,
           lambda: {"request_id": new_id(), "parent": HOSPITAL,
                    "requisition": {"store": STORE, "reason": "用量增加",
                                    "lines": [pieces(1)]}})
GRANT = Call("supplies", "RequisitionService.GrantRequisition",
             "headquarters", lambda: {
                 "request_id": new_id(), "name": MADE["grant"],
                 "store": OTHER_STORE,
                 "grants": [pieces(1)]})
DENY = Call("supplies", "RequisitionService.RejectRequisition", "headquarters",
            lambda: {"request_id": new_id(), "name": MADE["deny"],
                     "reason": "尚可用"})
RETRACT = Call("supplies", "RequisitionService.CancelRequisition", CLERK,
               lambda: {"request_id": new_id(), "name": MADE["retract"],
                        "reason": "已调剂"})
SEND = Call("supplies", "ShipmentService.CreateShipment", "headquarters",
            lambda: {"request_id": new_id(), "parent": STORE, "shipment": {
                "to_store": OTHER_STORE, "lines": [pieces(1)]}})
PICK = Call("supplies", "ShipmentService.PickShipment", CLERK,
            lambda: {"request_id": new_id(), "name": MADE["leave"], "lots": [
                {"lot": f"{VISORS}/lots/opening", "quantity": 1}]})
LEAVE = Call("supplies", "ShipmentService.ShipShipment", CLERK,
             lambda: {"request_id": new_id(), "name": MADE["leave"],
                      "ship_time": moment(-60)})
STAY = Call("supplies", "ShipmentService.CancelShipment", CLERK,
            lambda: {"request_id": new_id(), "name": MADE["stay"],
                     "reason": "无车"})
TAKE_IN = Call("supplies", "ShipmentService.CreateShipmentReceipt", CLERK,
               lambda: {"request_id": new_id(), "parent": STORE,
                        "shipment_receipt": {
                            "shipment": MADE["coming"],
                            "receipt_time": moment(-60),
                            "lines": [received()]}})
TAKE_BACK = Call("supplies", "ShipmentService.TakeBackShipment", CLERK,
                 lambda: {"request_id": new_id(), "name": MADE["back"],
                          "return_time": moment(-60), "lines": [pieces(1)]})


def set_up_shipments(world: World) -> None:
    """Requisitions to decide, and shipments at every stage."""
    headquarters, clerk, other = (world.person(name) for name in (
        "headquarters", CLERK, OTHER_CLERK))
    headquarters.write("SuppliesService.CreateItem", parent=COUNTY,
                       item_id="visor", item={
                           "display_name": "防护面罩", "base_unit": "只",
                           "kind": "KIND_CONSUMABLE"})
    for person, store in ((clerk, STORE), (other, OTHER_STORE)):
        person.write("SuppliesService.CreateCount", parent=store, count={
            "count_time": moment(-3600), "lines": [pieces(100)]})
    for use in ("grant", "deny", "retract"):
        MADE[use] = clerk.write(ASK.method, parent=HOSPITAL, requisition={
            "store": STORE, "reason": "用量增加",
            "lines": [pieces(1)]}).requisition.name
    for use, store, to in (("leave", STORE, OTHER_STORE),
                           ("stay", STORE, OTHER_STORE),
                           ("back", STORE, OTHER_STORE),
                           ("coming", OTHER_STORE, STORE)):
        MADE[use] = headquarters.write(SEND.method, parent=store, shipment={
            "to_store": to, "lines": [pieces(2)]}).shipment.name
    for use, person in (("back", clerk), ("coming", other)):
        person.write(PICK.method, name=MADE[use])
        person.write(LEAVE.method, name=MADE[use], ship_time=moment(-120))
    other.write(TAKE_IN.method, parent=OTHER_STORE, shipment_receipt={
        "shipment": MADE["back"], "receipt_time": moment(-90),
        "lines": [received()]})


SHIPMENTS: list[tuple[Call, list[Row]]] = [
    (ASK, [
        *rows_within("requisition"),
        *text_in("requisition.reason", 300),
        *date_at("requisition.wanted_by"),
        twice("requisition.lines"),
        Row("no reason", without("requisition.reason"), "REQUIRED",
            "requisition.reason"),
        Row("nothing asked for", without("requisition.lines"), "REQUIRED",
            "requisition.lines"),
        Row("none of it", set_to("requisition.lines", [pieces(0)]), "REQUIRED",
            "requisition.lines[0].quantity"),
        Row("for another's store", set_to("requisition.store", OTHER_STORE),
            "STORE_OF_OTHER_FACILITY", "requisition.store"),
        Row("approved at once", set_to("requisition.state", "STATE_APPROVED"),
            "OUTPUT_ONLY", "requisition.state"),
    ]),
    (GRANT, [
        *text_in("note", 300),
        twice("grants"),
        Row("out of nowhere", without("store"), "REQUIRED", "grants[0].store"),
        Row("out of a facility", set_to("store", OTHER_HOSPITAL), "BAD_NAME",
            "store"),
        Row("none of it", set_to("grants", [pieces(0)]), "REQUIRED",
            "grants[0].quantity"),
    ]),
    (DENY, [
        *text_in("reason", 300),
        Row("for no reason", without("reason"), "REQUIRED", "reason"),
    ]),
    (RETRACT, [
        *text_in("reason", 300),
        Row("for no reason", without("reason"), "REQUIRED", "reason"),
    ]),
    (SEND, [
        *rows_within("shipment"),
        *text_in("shipment.note", 300),
        twice("shipment.lines"),
        Row("to itself", set_to("shipment.to_store", STORE), "SAME_STORE",
            "shipment.to_store"),
        Row("to a facility", set_to("shipment.to_store", OTHER_HOSPITAL),
            "BAD_NAME", "shipment.to_store"),
        Row("nothing to send", without("shipment.lines"), "REQUIRED",
            "shipment.lines"),
        Row("none of it", set_to("shipment.lines", [pieces(0)]), "REQUIRED",
            "shipment.lines[0].quantity"),
        Row("shipped at once", set_to("shipment.state", "STATE_SHIPPED"),
            "OUTPUT_ONLY", "shipment.state"),
    ]),
    (PICK, [
        Row("a lot twice", set_to("lots", [
            {"lot": f"{VISORS}/lots/opening", "quantity": 1}] * 2),
            "LISTED_TWICE", "lots[1].lot"),
        Row("none of a lot", set_to("lots", [
            {"lot": f"{VISORS}/lots/opening"}]), "REQUIRED",
            "lots[0].quantity"),
        Row("an item for a lot", set_to("lots", [
            {"lot": VISORS, "quantity": 1}]), "BAD_NAME", "lots[0].lot"),
    ]),
    (LEAVE, [
        *time_at("ship_time"),
        *text_in("carrier", 120),
    ]),
    (STAY, [
        *text_in("reason", 300),
        Row("for no reason", without("reason"), "REQUIRED", "reason"),
    ]),
    (TAKE_IN, [
        *rows_within("shipment_receipt"),
        *text_in("shipment_receipt.note", 300),
        *time_at("shipment_receipt.receipt_time"),
        Row("all and a part", set_to("shipment_receipt.accept_all", True),
            "NOT_FOR_THIS_KIND", "shipment_receipt.lines"),
        Row("neither", without("shipment_receipt.lines"), "REQUIRED",
            "shipment_receipt.lines"),
        Row("nothing of an item", set_to("shipment_receipt.lines", [
            {"item": VISORS}]), "QUANTITY_MISSING",
            "shipment_receipt.lines[0].accepted"),
        Row("a lot of another item", set_to("shipment_receipt.lines.0.lot",
            f"{COUNTY}/items/gloves/lots/opening"), "LOT_OF_OTHER_ITEM",
            "shipment_receipt.lines[0].lot"),
        Row("rejected for no reason", without(
            "shipment_receipt.lines.0.rejections.0.reason"), "REQUIRED",
            "shipment_receipt.lines[0].rejections[0].reason"),
        Row("rejected for another reason, not told", set_to(
            "shipment_receipt.lines.0.rejections.0.reason",
            "REJECTION_REASON_OTHER"), "NOTE_MISSING",
            "shipment_receipt.lines[0].rejections[0].note"),
    ]),
    (TAKE_BACK, [
        *time_at("return_time"),
        Row("nothing", without("lines"), "REQUIRED", "lines"),
        Row("none of it", set_to("lines", [pieces(0)]), "REQUIRED",
            "lines[0].quantity"),
        Row("lost for another reason, not told", set_to(
            "lines.0.loss_reason", "LOSS_REASON_OTHER"), "NOTE_MISSING",
            "lines[0].note"),
    ]),
]


def rows_of_sending() -> list[Row]:
    """What is wrong in a sheet whose lines name stores."""
    rows = [row for row in rows_of_sheet(SEND, "parent")
            if row.what != "a line of another shape"]
    return [*rows, Row("a line of another shape", set_to(
        "requests.1.parent", HOSPITAL), "BAD_NAME", "requests[1].parent")]


SHIPMENT_SHEETS: list[tuple[Call, list[Row]]] = [
    (sheet_of("RequisitionService.BatchGrantRequisitions", GRANT),
     rows_of_sheet(GRANT, "name")),
    (sheet_of("ShipmentService.BatchCreateShipments", SEND),
     rows_of_sending()),
]
