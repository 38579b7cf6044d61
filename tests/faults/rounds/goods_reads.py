"""Reads of the supplies book, each a view that the keeper can show as well."""

import collections
from collections.abc import Iterator

from client import Client
from county import OTHER_STORE, STORE
from google.protobuf.message import Message
from world import COUNTY

from goods_answers import BOOKED, SENT, Figures, entry_of, item_of, lot_of

# The accounts, the county's equations, its shipments, and the counts of each
# store.
VIEWS = ("accounts", "county", "shipments", STORE, OTHER_STORE)


def _pages(auditor: Client, method: str, parent: str, seconds: float
           ) -> Iterator[Message]:
    """All pages of a list; Refused where one does not come."""
    token = ""
    while True:
        page = auditor.call(method, {"parent": parent, "page_size": 1000,
                                     "page_token": token}, seconds)
        yield page
        token = page.next_page_token
        if not token:
            return


def _nonzero(figures: Figures) -> Figures:
    return {name: figure for name, figure in figures.items() if figure}


def goods_of(accounts: list[Message]) -> Figures:
    """By store, item and lot, and what is on its way with each shipment."""
    there: Figures = collections.Counter()
    for account in accounts:
        kind, _, path = account.account.partition(":")
        parts = path.split("/")
        if kind == "store":
            there[f"{parts[0]}/{parts[1]} {parts[2]} lot "
                  f"{lot_of(parts[3])}"] += account.balance
        if kind == "shipment":
            there[f"{entry_of(parts[2])} {parts[3]} in transit"] += (
                account.balance)
    return _nonzero(there)


def read_county(auditor: Client, seconds: float
                ) -> tuple[int, Figures, Figures]:
    """Where all goods of the county are: the entry, figures, residues."""
    answer = auditor.call("ConservationService.GetConservation",
                          {"name": COUNTY}, seconds)
    figures: Figures = {}
    residues: Figures = {}
    for item in answer.items:
        name = f"county {item_of(item.item)}"
        for field in ("on_hand", "in_transit", "received", "opening", "used"):
            figures[f"{name} {field.replace('_', ' ')}"] = getattr(item, field)
        residues |= {name: item.residue,
                     f"{name} on hand": item.on_hand_residue}
    for line in answer.shipments:
        residues[f"{line.shipment} {line.item}"] = line.residue
    return answer.read_at.sequence, _nonzero(figures), _nonzero(residues)


def read_shipments(auditor: Client, seconds: float) -> tuple[int, Figures]:
    """All shipments of the county: the entry, figures."""
    figures: Figures = {}
    for page in _pages(auditor, "ShipmentService.ListShipments", COUNTY,
                       seconds):
        for shipment in page.shipments:
            entry = entry_of(shipment.name)
            figures[f"{entry} state"] = shipment.state
            for line in shipment.lines:
                for field, word in SENT.items():
                    figures[f"{entry} {item_of(line.item)} {word}"] = getattr(
                        line, field)
    return page.read_at.sequence, _nonzero(figures)


def read_counts(auditor: Client, store: str, seconds: float
                ) -> tuple[int, Figures]:
    """All counts of a store, as they are known: the entry, figures."""
    figures: Figures = {}
    for page in _pages(auditor, "SuppliesService.ListCounts", store, seconds):
        for count in page.counts:
            for line in count.lines:
                name = f"{entry_of(count.name)} {item_of(line.item)}"
                if line.result.superseded_by:
                    figures[f"{name} gone"] = 1
                    continue
                for field, word in BOOKED.items():
                    figures[f"{name} {word}"] = getattr(line.result, field)
    return page.read_at.sequence, _nonzero(figures)
