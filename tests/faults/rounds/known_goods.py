"""What people of stores know of each other's work, who may know too little."""

import dataclasses

# States of shipments, as numbered by the documents.
RESERVED, PICKED, SHIPPED, PARTLY, RETURNING, CANCELLED = 1, 2, 3, 4, 5, 7


@dataclasses.dataclass
class Consignment:
    """A shipment, as it was told of last."""

    name: str
    store: str
    to: str
    pieces: dict[str, int]
    state: int = RESERVED
    # Rejected and not missing.
    damaged: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class KnownGoods:
    """Of all stores."""

    # What was counted last, by store and item.
    stock: dict[tuple[str, str], int] = dataclasses.field(default_factory=dict)
    # Names of counts, by store.
    counts: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    shipments: list[Consignment] = dataclasses.field(default_factory=list)

    def shipment(self, name: str) -> Consignment | None:
        """One of late."""
        return next((one for one in list(self.shipments) if one.name == name),
                    None)
