"""What nobody may believe of goods that came of orders: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, STORE, delivery
from malformed_kinds import Row, text_in
from wire import Call, set_to, without
from world import World, wait_until

ARRIVAL_SERVICE = "ArrivalService"
# Two arrivals of an order that nobody made, by use, from set_up_arrivals on.
WAITING: dict[str, str] = {}

RETRY = Call("funding", f"{ARRIVAL_SERVICE}.RetryArrival", "finance",
             lambda: {"request_id": new_id(), "name": WAITING["retry"]})
RESOLVE = Call("funding", f"{ARRIVAL_SERVICE}.ResolveArrival", "finance",
               lambda: {"request_id": new_id(), "name": WAITING["resolve"],
                        "resolution": "供应商取回"})
READ = Call("funding", f"{ARRIVAL_SERVICE}.GetArrival", "finance",
            lambda: {"name": WAITING["retry"]})
LIST = Call("funding", f"{ARRIVAL_SERVICE}.ListArrivals", "finance",
            lambda: {"parent": COUNTY})
RECEIVE = Call("supplies", "SuppliesService.CreateMovement", "people-hospital",
               lambda: {"request_id": new_id(), "parent": STORE,
                        "movement": delivery(5) | {"origin": bought("c404")}})


def bought(order: str) -> dict[str, str | int]:
    """The origin of goods of an order's first line."""
    return {"kind": "KIND_COMMITMENT", "line": 1,
            "commitment": f"{COUNTY}/commitments/{order}"}


def set_up_arrivals(world: World) -> None:
    """Goods of an order that is not there come twice; funding has seen it."""
    finance, hospital = world.person("finance"), world.person("people-hospital")
    for _ in ("retry", "resolve"):
        hospital.write(RECEIVE.method, parent=STORE,
                       movement=delivery(5) | {"origin": bought("c404")})

    def seen() -> list[str]:
        return [arrival.name for arrival
                in finance.call(LIST.method, {"parent": COUNTY}).arrivals]
    wait_until(lambda: len(seen()) == 2, 20)
    WAITING["retry"], WAITING["resolve"] = seen()


ARRIVALS: list[tuple[Call, list[Row]]] = [
    (RETRY, [Row("no arrival", without("name"), "REQUIRED", "name")]),
    (RESOLVE, [
        *text_in("resolution", 300),
        Row("no words", without("resolution"), "REQUIRED", "resolution"),
    ]),
    (READ, [Row("a moment for a day", set_to("as_of", {
        "effective_time": "2020-02-01T00:00:00Z"}), "AS_OF_AXIS",
        "as_of.effective_time")]),
    (LIST, [
        Row("a state nobody has", set_to("state", 99), "UNKNOWN_ENUM_VALUE",
            "state"),
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("filter of another shape", set_to("commitment", STORE), "BAD_NAME",
            "commitment"),
    ]),
    (RECEIVE, [
        Row("of no order", set_to("movement.origin.commitment", ""),
            "ORDER_LINE_MISSING", "movement.origin.commitment"),
        Row("of no line", set_to("movement.origin.line", 0),
            "ORDER_LINE_MISSING", "movement.origin.line"),
        Row("of a line beyond all", set_to("movement.origin.line", 1001),
            "OUT_OF_RANGE", "movement.origin.line"),
        Row("bought and given", set_to("movement.origin.donor", "red-cross"),
            "NOT_FOR_THIS_KIND", "movement.origin.donor"),
    ]),
]
