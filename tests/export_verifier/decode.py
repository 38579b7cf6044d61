"""Bytes of an export to values: hex, base64, frames, protobuf.

What does not fit raises Malformed; nothing is guessed or repaired. The order
of members and the field numbers are those of docs/reference/journal-format.md.
"""

import base64
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

FRAME_DOMAIN = b"epiledger.journal.v1"


class Malformed(ValueError):
    """Bytes that are not what the format says."""


def unhex(text: str, size: int) -> bytes:
    """Lower-case hex only: a second spelling would be an unseen change."""
    data = bytes.fromhex(text)
    if len(data) != size or data.hex() != text:
        raise Malformed(f"{text!r} is not {size} bytes in lower-case hex")
    return data


def unbase64(text: str) -> bytes:
    """Canonical base64 only, unused bits zero."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Malformed("frame is not canonical base64")
    return data


class Reader:
    """Takes a frame apart; what does not fit is an error, never a guess."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        start, self._at = self._at, self._at + size
        if self._at > len(self._data):
            raise Malformed("frame is cut short")
        return self._data[start:self._at]

    def u32(self) -> int:
        """Four bytes, big-endian."""
        return int.from_bytes(self.take(4), "big")

    def i64(self) -> int:
        """Eight bytes, big-endian, two's complement."""
        return int.from_bytes(self.take(8), "big", signed=True)

    def block(self) -> bytes:
        """Bytes behind their length."""
        return self.take(self.u32())

    def text(self) -> str:
        """A block in UTF-8."""
        return self.block().decode()

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._data):
            raise Malformed("frame has bytes after its end")


class Frame(NamedTuple):
    """One entry as it was hashed."""

    book: tuple[str, str, str]
    incarnation: bytes
    sequence: int
    record_time: int
    request: tuple[str, str]
    method: str
    field_hashes: list[tuple[int, bytes]]
    event_type: str
    event: bytes
    code: int
    reason: str
    metadata: list[tuple[str, str]]


def decode_frame(data: bytes) -> Frame:
    """Reads the members in the order of the page."""
    read = Reader(data)
    if read.block() != FRAME_DOMAIN:
        raise Malformed("not a frame of journal version 1")
    frame = Frame(
        book=(read.text(), read.text(), read.text()),
        incarnation=read.take(16),
        sequence=read.i64(),
        record_time=read.i64(),
        request=(read.text(), read.text()),
        method=read.text(),
        field_hashes=[(read.u32(), read.take(32)) for _ in range(read.u32())],
        event_type=read.text(),
        event=read.block(),
        code=read.u32(),
        reason=read.text(),
        metadata=[(read.text(), read.text()) for _ in range(read.u32())])
    read.end()
    return frame


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A protobuf varint of at most 64 bits, and where the next byte is."""
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            if value >> 64:
                break
            return value, at
    raise Malformed("event: not a varint of 64 bits")


def signed(value: int) -> int:
    """int64: two's complement."""
    return value - (1 << 64) if value >> 63 else value


def zigzag(value: int) -> int:
    """sint64: small negative numbers are small."""
    return (value >> 1) ^ -(value & 1)


def wire_fields(data: bytes) -> Iterator[tuple[int, int, Any]]:
    """Field number, wire type and raw value of everything in a message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = varint(data, at)
            yield number, wire, value
            continue
        if wire not in (1, 2, 5):
            raise Malformed(f"event: wire type {wire}")
        size = 8 if wire == 1 else 4
        if wire == 2:
            size, at = varint(data, at)
        if at + size > len(data):
            raise Malformed("event is cut short")
        yield number, wire, data[at:at + size]
        at += size


class Kind(NamedTuple):
    """How one field of a message is read."""

    wire: int
    default: Any
    convert: Callable[[Any], Any]


TEXT = Kind(2, "", bytes.decode)
BYTES = Kind(2, b"", bytes)
INT64 = Kind(0, 0, signed)
SINT64 = Kind(0, 0, zigzag)
BOOL = Kind(0, False, bool)
# By field number, from 1.
MOVEMENT = [TEXT, TEXT, TEXT, SINT64, INT64, BOOL]
RESOURCE_VERSION = [TEXT, TEXT, BYTES]
NEW_INCARNATION = [BYTES, INT64, BYTES, TEXT]
CLOCK_JUMP = [INT64, INT64]


def read_message(data: bytes, kinds: list[Kind]) -> list[Any]:
    """The fields of a message; later ones win, unknown ones are skipped."""
    values = [kind.default for kind in kinds]
    for number, wire, raw in wire_fields(data):
        if not 1 <= number <= len(kinds):
            continue
        kind = kinds[number - 1]
        if wire != kind.wire:
            raise Malformed(f"event: field {number} has wire type {wire}")
        values[number - 1] = kind.convert(raw)
    return values


class Movement(NamedTuple):
    """An amount that left `source` and entered `target`."""

    source: str
    target: str
    unit: str
    position: int
    amount: int
    # It came about with its entry, and a reversal leaves it as it is.
    aside: bool


class Effects(NamedTuple):
    """What an accepted entry did, as far as a verifier looks."""

    movements: list[Movement]
    new_incarnations: list[bytes]
    clock_jumps: list[bytes]
    is_genesis: bool = False
    # The entry it reverses, by sequence; 0: none.
    reverses: int = 0


def read_effects(data: bytes) -> Effects:
    """Reads an event; other resources are facts that no rule here binds."""
    effects = Effects([], [], [])
    for number, wire, raw in wire_fields(data):
        if number in (1, 2, 3) and wire != (0 if number == 3 else 2):
            raise Malformed(f"event: field {number} has wire type {wire}")
        if number == 1:
            effects.movements.append(Movement(*read_message(raw, MOVEMENT)))
        elif number == 2:
            collection, _, body = read_message(raw, RESOURCE_VERSION)
            if collection == "incarnation":
                effects.new_incarnations.append(body)
            elif collection == "clock_jump":
                effects.clock_jumps.append(body)
            elif collection == "county":
                effects = effects._replace(is_genesis=True)
        elif number == 3:
            effects = effects._replace(reverses=signed(raw))
    return effects
