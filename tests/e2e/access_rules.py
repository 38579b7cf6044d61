"""Who may call what, worked out from the protos' access options alone: written
from the words of access.proto, without the services' code.
"""

import dataclasses
import re

from google.protobuf.message import Message
from schema import schema

HOME, ABROAD, NOWHERE = "990101", "990102", "990199"
OURS, THEIRS, NOBODYS = "people-hospital", "tcm-hospital", "no-hospital"
ROLES = {"finance": 1, "hospital": 2, "warehouse": 3, "headquarters": 4,
         "supervision": 5, "town": 6, "auditor": 7, "operator": 8}
# A clerk of these sees one facility.
BOUND = {ROLES["hospital"], ROLES["warehouse"], ROLES["town"]}
PEERS = {"gateway": 1, "funding": 2, "supplies": 3, "readiness": 4}
COUNTY, FACILITY, FILTERED, DEPLOYMENT = 1, 2, 3, 4
PASSES = ""


@dataclasses.dataclass(frozen=True)
class Caller:
    """A kind of person, or a service by its certificate."""

    name: str
    roles: tuple[str, ...] = ()
    county: str = HOME
    facility: str = ""
    peer: str = ""

    def numbers(self) -> set[int]:
        """The roles as the option has them."""
        return {ROLES[role] for role in self.roles}


def callers() -> list[Caller]:
    """Every role at home and abroad, those without one, those with several."""
    kinds = [Caller("nobody in particular", ())]
    for role, number in ROLES.items():
        for county in (HOME, ABROAD):
            facility = OURS if number in BOUND else ""
            kinds.append(Caller(f"{role} of {county}", (role,), county,
                                facility))
    return kinds + [
        Caller("operator of all counties", ("operator",), ""),
        Caller("auditor of no county", ("auditor",), ""),
        Caller("hospital of no facility", ("hospital",)),
        Caller("clerk who is headquarters too", ("hospital", "headquarters"),
               HOME, OURS),
        Caller("clerk who is finance too", ("hospital", "finance"), HOME,
               OURS)]


@dataclasses.dataclass(frozen=True)
class Place:
    """What a name says of where something is."""

    county: str = HOME
    facility: str = OURS
    store: str = "main"

    def name(self, pattern: str) -> str:
        """By a field's pattern; what else there is in it is called x."""
        for kind, name in dataclasses.asdict(self).items():
            pattern = pattern.replace(f"{{{kind}}}", name)
        return re.sub(r"\{\w+\}", "x", pattern)


# What a request names first, and all that it names besides. Of those that do
# not exist nobody learns more than of others' that do.
TARGETS = {
    "own": (Place(), Place()),
    "of another facility": (Place(facility=THEIRS),) * 2,
    "of another county": (Place(ABROAD),) * 2,
    "own and another facility's": (Place(), Place(facility=THEIRS)),
    "of a county that is not there": (Place(NOWHERE),) * 2,
    "of a facility that is not there": (Place(facility=NOBODYS),) * 2,
    "own and of a facility that is not there": (
        Place(), Place(facility=NOBODYS)),
    "of a store that is not there": (Place(store="x"),) * 2,
}
# What becomes of the first name.
MALFORMED = {
    "with an end that no name has": lambda name: f"{name}/../x",
    "without an id": lambda name: name.replace(HOME, "", 1),
    "of another collection": lambda name: name.replace("counties", "cities"),
}


def names_in(request: Message, path: str) -> list[tuple[str, str]]:
    """The names at the end of a path, each with its field's pattern; `` for
    one that is left empty.
    """
    head, _, rest = path.partition(".")
    field = request.DESCRIPTOR.fields_by_name[head]
    value = getattr(request, head)
    if field.label == field.LABEL_REPEATED:
        values = list(value)
    elif field.has_presence and not request.HasField(head):
        values = []
    else:
        values = [value]
    if not rest:
        return [(one, schema().pattern(field)) for one in values]
    return [found for one in values for found in names_in(one, rest)]


def ids(name: str, pattern: str) -> dict[str, str] | None:
    """The ids in a name; none when it does not fit."""
    shape = re.sub(r"\{(\w+)\}", r"(?P<\1>[a-zA-Z0-9._-]+)", pattern)
    found = re.fullmatch(shape, name)
    return found.groupdict() if found else None


def verdict(method: str, caller: Caller, request: Message) -> str:
    """Why not, or PASSES; MALFORMED where there is nothing to judge."""
    access = schema().access(method)
    if caller.peer:
        return (PASSES if PEERS[caller.peer] in access.peers
                else "PEER_NOT_ALLOWED")
    if not access.roles:
        return "PEERS_ONLY"
    fitting = caller.numbers() & set(access.roles)
    if not fitting:
        return "ROLE_NOT_ALLOWED"
    names = [names_in(request, path) for path in access.fields]
    found = [ids(name, pattern) for of_field in names
             for name, pattern in of_field if name]
    if None in found or (access.fields and not found):
        return "MALFORMED"
    return within(access.scope, caller, fitting, found,
                  any(not name for of_field in names for name, _ in of_field))


def within(scope: int, caller: Caller, fitting: set[int],
           found: list[dict[str, str]], left_empty: bool) -> str:
    """How far somebody reaches whose role fits."""
    if scope == DEPLOYMENT:
        return "COUNTY_NOT_ALLOWED" if caller.county else PASSES
    if not caller.county and ROLES["operator"] in fitting:
        return PASSES
    if not caller.county or any(name["county"] != caller.county
                                for name in found):
        return "COUNTY_NOT_ALLOWED"
    if scope != FACILITY or fitting - BOUND:
        return PASSES
    if left_empty or not caller.facility or any(
            name.get("facility") != caller.facility for name in found):
        return "FACILITY_NOT_ALLOWED"
    return PASSES
