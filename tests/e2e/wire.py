"""Requests as bytes, and what may be wrong with them.

A mutation takes a good call and gives the bytes of a bad one. Protobuf's own
rules make it simple: a field appended once more takes the place of the first,
or is merged into it, so that anything may be put into any place.
"""

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

from schema import schema

VARINT, BYTES, GROUP = 0, 2, 3
UNKNOWN = 1999


@dataclasses.dataclass(frozen=True)
class Call:
    """A call that is accepted, and who makes it."""

    service: str
    method: str
    person: str
    fields: Callable[[], dict[str, Any]]


Mutation = Callable[[Call], bytes]


def varint(value: int) -> bytes:
    """As many bytes as it needs; what is negative has ten, as in protobuf."""
    value &= 2**64 - 1 if value < 0 else -1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def field(number: int, value: int | bytes) -> bytes:
    """A field with its tag: a varint, or bytes behind their length."""
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    return varint(number << 3 | BYTES) + varint(len(value)) + value


def inside(method: str, dotted: str, data: bytes) -> bytes:
    """Bytes in a message field of the request, or in the request itself."""
    way = schema().field(method, dotted) if dotted else []
    for step in reversed(way):
        data = field(step.number, data)
    return data


def good(call: Call) -> bytes:
    """The request as it would be accepted."""
    return encode(call, call.fields())


def encode(call: Call, fields: dict[str, Any]) -> bytes:
    """A request's bytes."""
    return schema().request(call.method, fields).SerializeToString()


def put(dotted: str, value: int | bytes) -> Mutation:
    """One more field, of the type that `value` has and not the field."""
    parent = dotted.rpartition(".")[0]

    def mutate(call: Call) -> bytes:
        number = schema().field(call.method, dotted)[-1].number
        return good(call) + inside(call.method, parent, field(number, value))

    return mutate


def put_raw(dotted: str, data: bytes) -> Mutation:
    """Bytes of one's own in a message field, or in the request itself."""
    return lambda call: good(call) + inside(call.method, dotted, data)


def set_to(dotted: str, value: Any) -> Mutation:
    """Another value in a field; `lines.0.item` goes into a list."""

    def mutate(call: Call) -> bytes:
        fields = copy.deepcopy(call.fields())
        at, last = walk(fields, dotted)
        at[last] = value
        return encode(call, fields)

    return mutate


def without(dotted: str) -> Mutation:
    """A field left out."""

    def mutate(call: Call) -> bytes:
        fields = copy.deepcopy(call.fields())
        at, last = walk(fields, dotted)
        del at[last]
        return encode(call, fields)

    return mutate


def walk(fields: Any, dotted: str) -> tuple[Any, str | int]:
    """The parent of a field, and its key there."""
    *way, last = [int(part) if part.isdecimal() else part
                  for part in dotted.split(".")]
    for part in way:
        fields = fields[part]
    return fields, last


def whole(change: Callable[[bytes], bytes]) -> Mutation:
    """The bytes of the good request, changed."""
    return lambda call: change(good(call))


def number_of(call: Call) -> int:
    """The number of the field with the resource name the call is about."""
    return schema().field(call.method, name_field(call))[-1].number


def name_field(call: Call) -> str:
    """The field with the resource name the call is about."""
    fields = call.fields()
    return next(field for field in ("parent", "name", "book", "statement")
                if field in fields)
