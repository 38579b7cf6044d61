"""What people were told, beside the journal and the single-threaded models.

For each book, entry by entry in its order: it was asked for by somebody, once;
who was told of it was told so; the model gives the same answer; reads that show
the book up to there show what the model has, and nobody sees less than before.
And what was answered before another thing was asked stands before it.
"""

import base64
import dataclasses
from collections.abc import Iterable
from typing import Protocol

from client import Client
from google.protobuf.message import Message
from world import COUNTY

from history import Case
from reader import Read

# A service's own entries, such as that its clock was set.
OWN = "service:"
CLOCK_JUMP = "epiledger.journal.v1.ClockJump"
MAX_FINDINGS = 20


class Model(Protocol):
    """See MoneyModel."""

    service: str

    def decide(self, method: str, fields: dict, sequence: int
               ) -> list[tuple[int, str, dict[str, int]]]: ...

    def figures(self, view: str) -> dict[str, int]: ...


@dataclasses.dataclass
class Place:
    """Up to where a book is checked."""

    sequence: int
    incarnation: bytes
    record_micros: int = 0


def head_of(auditor: Client, service: str) -> Place:
    """Where a book is now."""
    head = auditor.call("JournalService.GetCheckpoint",
                        {"book": f"{COUNTY}/books/{service}"})
    return Place(head.sequence, head.incarnation)


class BookCheck:
    """One book, from a place on; from where it stands when this is made."""

    def __init__(self, auditor: Client, model: Model,
                 place: Place | None = None) -> None:
        self._auditor, self._model = auditor, model
        self._place = (head_of(auditor, model.service) if place is None
                       else dataclasses.replace(place))
        self.findings: list[str] = []
        self.jumps = 0
        self._seen: set[str] = set()

    def _find(self, text: str) -> None:
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(f"{self._model.service}: {text}")

    def _entries(self) -> Iterable[Message]:
        """Those behind the place, which moves on."""
        while True:
            page = self._auditor.call("JournalService.ListEntries", {
                "book": f"{COUNTY}/books/{self._model.service}",
                "incarnation": base64.b64encode(
                    self._place.incarnation).decode(),
                "after_sequence": str(self._place.sequence),
                "page_size": 1000}, seconds=30)
            for entry in page.entries:
                if entry.sequence != self._place.sequence + 1:
                    self._find(f"entry {entry.sequence} follows "
                               f"{self._place.sequence}")
                recorded = entry.record_time.ToMicroseconds()
                if recorded <= self._place.record_micros:
                    self._find(f"entry {entry.sequence} was recorded before "
                               "the one it follows")
                self._place.sequence = entry.sequence
                self._place.record_micros = recorded
                yield entry
            if not page.next_after_sequence:
                return

    def run(self, cases: dict[str, Case], reads: list[Read]) -> list[str]:
        """Checks what is new; what does not hold. Nobody writes meanwhile, and
        all of `cases` are decided.
        """
        self.findings = []
        reads = sorted((read for read in reads
                        if read.service == self._model.service),
                       key=lambda read: read.sequence)
        new: list[tuple[int, Case]] = []
        self._show(reads, self._place.sequence)
        for entry in self._entries():
            case = cases.get(entry.request_id)
            if entry.subject.startswith(OWN):
                self.jumps += entry.method == CLOCK_JUMP
            elif case is None or entry.subject != case.subject:
                self._find(f"entry {entry.sequence}, {entry.method} "
                           f"{entry.request_id} of {entry.subject}: nobody "
                           "sent it")
            else:
                self._compare(entry, case)
                new.append((entry.sequence, case))
            self._show(reads, entry.sequence)
        for read in reads:
            self._find(f"a read shows entry {read.sequence}, which is not "
                       "there")
        self._all_there(cases)
        self._in_order(new)
        return self.findings

    def _compare(self, entry: Message, case: Case) -> None:
        if entry.request_id in self._seen:
            self._find(f"{entry.request_id} has two entries, the second is "
                       f"{entry.sequence}")
            return
        self._seen.add(entry.request_id)
        right = self._model.decide(case.method, case.fields, entry.sequence)
        fitting = [figures for code, reason, figures in right
                   if (code, reason) == (entry.code, entry.reason)]
        if not fitting:
            self._find(f"entry {entry.sequence} is {entry.code} "
                       f"{entry.reason}, the model says {right} to "
                       f"{case.method} {case.fields}")
            return
        for told in case.told:
            if (told.sequence, told.hash, told.code, told.reason) != (
                    entry.sequence, entry.hash.hex(), entry.code, entry.reason):
                self._find(f"{case.id} was told {told} and is entry "
                           f"{entry.sequence} {entry.code} {entry.reason}")
            if not any(told.figures.items() <= figures.items()
                       for figures in fitting):
                wrong = told.figures.items() - fitting[0].items()
                self._find(f"{case.id}, entry {entry.sequence}, was told "
                           f"{sorted(wrong)}, the model says {fitting}")

    def _show(self, reads: list[Read], sequence: int) -> None:
        """Reads of the book up to here."""
        while reads and reads[0].sequence <= sequence:
            read = reads.pop(0)
            if read.sequence < read.least:
                self._find(f"a read shows entry {read.sequence}, and "
                           f"{read.least} was acknowledged before it began")
            if read.sequence < read.seen:
                self._find(f"a read shows entry {read.sequence}, and the same "
                           f"reader had seen {read.seen} before")
            if read.residues:
                self._find(f"at entry {read.sequence} accounts do not add up: "
                           f"{read.residues}")
            if read.sequence < sequence:
                continue
            expected = self._model.figures(read.view)
            if read.figures != expected:
                wrong = set(read.figures.items()) ^ set(expected.items())
                self._find(f"a read at entry {read.sequence} differs from the "
                           f"model in {sorted(wrong)[:6]}")

    def _all_there(self, cases: dict[str, Case]) -> None:
        for case in cases.values():
            if case.service != self._model.service:
                continue
            if not case.told:
                self._find(f"{case.id} was never decided: {case}")
            elif len(case.told) > 1:
                self._find(f"{case.id} was told two things: {case.told}")
            elif case.id not in self._seen:
                self._find(f"{case.id} was acknowledged as entry "
                           f"{case.told[0].sequence} and is not there")
            if case.first_replayed and not case.unknown:
                self._find(f"{case.id} is a repetition, and all answers before "
                           f"said that nothing was decided: {case}")

    def _in_order(self, new: list[tuple[int, Case]]) -> None:
        """Of two, the one that was answered before the other was asked comes
        first. All of a round before are.
        """
        first_end, of = float("inf"), ""
        for sequence, case in reversed(new):
            if first_end < case.began:
                self._find(f"{of} was answered before {case.id} was asked, and "
                           f"comes behind its entry {sequence}")
            if case.ended is not None and case.ended < first_end:
                first_end, of = case.ended, case.id
