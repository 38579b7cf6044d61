"""The order of a book's entries: hashes, times, ids, incarnations."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from export_verifier.decode import (CLOCK_JUMP, NEW_INCARNATION, Effects,
                                    Frame, decode_frame, read_effects,
                                    read_message)
from export_verifier.findings import Findings

EFFECTS = "epiledger.journal.v1.Effects"
MAX_CODE = 16


def ascending(keys: list[Any]) -> bool:
    """Whether each key is greater than the one before."""
    return all(a < b for a, b in zip(keys, keys[1:]))


def form_faults(frame: Frame) -> Iterator[str]:
    """What a frame says against itself."""
    if not ascending([0] + [number for number, _ in frame.field_hashes]):
        yield "field hashes are not in ascending order"
    if not ascending([name for name, _ in frame.metadata]):
        yield "metadata is not in ascending order"
    if frame.code > MAX_CODE:
        yield f"outcome {frame.code} is no status code"
    if (frame.code == 0) != (frame.event_type == EFFECTS):
        yield f"outcome {frame.code} with an event {frame.event_type!r}"
    if frame.code == 0 and (frame.reason or frame.metadata):
        yield "accepted, but with the reason of a refusal"
    if frame.code != 0 and not frame.reason:
        yield "refused without a reason"


class Link(NamedTuple):
    """The end of the chain so far."""

    incarnation: bytes = b""
    sequence: int = 0
    hash: bytes = bytes(32)
    record_time: int = 0


class Chain:
    """The entries in order, each checked against those before it."""

    def __init__(self, book: tuple[str, str, str], findings: Findings) -> None:
        self._book = book
        self._findings = findings
        self._requests: dict[tuple[str, str], int] = {}
        self.last = Link()
        # Hash and record time by sequence.
        self.entries: dict[int, tuple[bytes, int]] = {}
        # The last sequence of each incarnation before the present one.
        self.cuts: dict[bytes, int] = {}
        # What is no fault, but worth knowing.
        self.notes: list[str] = []

    def append(self, sequence: int, stated: bytes, data: bytes) -> Effects:
        """Checks one entry; returns what it did.

        Goes on from the stated hash, so that one changed byte in a frame is
        one finding and not one for every later entry.
        """
        before = self.last
        if sequence != before.sequence + 1:
            self._findings.add(sequence, "a gap in the sequence, after entry "
                               f"{before.sequence}")
        if hashlib.sha256(before.hash + data).digest() != stated:
            self._findings.add(sequence, "hash is not SHA-256(previous, frame)")
        self.last = before._replace(sequence=sequence, hash=stated)
        frame = decode_frame(data)
        self.last = Link(frame.incarnation, sequence, stated, frame.record_time)
        self.entries[sequence] = (stated, frame.record_time)
        for fault in self._faults(frame, before):
            self._findings.add(sequence, fault)
        effects = (Effects([], [], []) if frame.code
                   else read_effects(frame.event))
        if sequence == 1 and not effects.is_genesis:
            self._findings.add(sequence, "is a book's first and no genesis")
        for body in effects.clock_jumps:
            expected, found = read_message(body, CLOCK_JUMP)
            way = "back" if found < expected else "forward"
            self.notes.append(f"entry {sequence}: the clock jumped "
                              f"{abs(found - expected) // 10**6} s {way}")
        for fault in self._incarnation_faults(frame, effects, before):
            self._findings.add(sequence, fault)
        return effects

    def _faults(self, frame: Frame, before: Link) -> Iterator[str]:
        sequence = self.last.sequence
        if frame.book != self._book:
            yield f"frame belongs to another book, {'/'.join(frame.book)!r}"
        if frame.sequence != sequence:
            yield f"frame has sequence {frame.sequence}"
        if frame.record_time <= before.record_time:
            yield "record time is not later than that of the entry before"
        first = self._requests.setdefault(frame.request, sequence)
        if first != sequence:
            yield f"request {frame.request!r} was decided in entry {first}"
        yield from form_faults(frame)

    def _incarnation_faults(self, frame: Frame, effects: Effects,
                            before: Link) -> Iterator[str]:
        named = [tuple(read_message(body, NEW_INCARNATION)[:3])
                 for body in effects.new_incarnations]
        if frame.incarnation == (before.incarnation or frame.incarnation):
            if named:
                yield "names a new incarnation without beginning one"
            return
        if named != [(before.incarnation, before.sequence, before.hash)]:
            yield "begins an incarnation without naming the end of the old one"
        if frame.incarnation in self.cuts:
            yield "returns to an incarnation that has ended"
        self.cuts[before.incarnation] = before.sequence
