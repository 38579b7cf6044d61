"""What people asked and were told, on disk before they ask and as they hear."""

import dataclasses
import json
import os
import pathlib
import threading
import time
from typing import Any

import grpc
from client import Refused
from google.protobuf.message import Message

# Without a word that nothing was decided these leave it open.
OPEN_REASONS = ("", "INTERNAL", "SERVICE_UNAVAILABLE", "DEADLINE_EXCEEDED")


@dataclasses.dataclass(frozen=True)
class Told:
    """A decided answer: accepted where `code` is 0, and its receipt."""

    code: int
    reason: str
    sequence: int
    hash: str
    incarnation: str
    record_micros: int
    # What the single-threaded model must say as well.
    figures: dict[str, int]


@dataclasses.dataclass
class Case:
    """One request with its id, and all that came of it."""

    id: str
    service: str
    person: str
    subject: str
    method: str
    fields: dict[str, Any]
    began: float = 0.0
    # When it was first known to be decided.
    ended: float | None = None
    told: list[Told] = dataclasses.field(default_factory=list)
    undecided: int = 0
    unknown: int = 0
    # How often there was no answer by its deadline.
    late: int = 0
    # Whether the first decided answer was a repetition.
    first_replayed: bool = False


def judge(answer: Message | Refused) -> tuple[str, Message | None]:
    """ok, refused, undecided or unknown; the receipt of what is decided."""
    if not isinstance(answer, Refused):
        return "ok", answer.receipt
    if answer.receipt is not None:
        return "refused", answer.receipt
    outcome = answer.metadata.get("outcome", "")
    is_open = answer.reason in OPEN_REASONS and outcome != "undecided"
    return ("unknown" if is_open or outcome == "unknown" else "undecided"), None


class History:
    """One file for all people of a world; any thread."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.path = folder / "history.jsonl"
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._lock = threading.Lock()
        self.cases: dict[str, Case] = {}
        # The highest sequence anybody was told of, by service.
        self.heads: dict[str, int] = {}

    def close(self) -> None:
        """Ends it."""
        os.close(self._file)

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")
        os.fdatasync(self._file)

    def invoke(self, case: Case) -> None:
        """To be called before each time it is sent."""
        now = time.monotonic()
        line = {"event": "invoke", "at": now, "id": case.id}
        with self._lock:
            is_first = case.id not in self.cases
            self.cases.setdefault(case.id, case)
        if is_first:
            case.began = now
            line |= {"service": case.service, "person": case.person,
                     "subject": case.subject, "method": case.method,
                     "fields": case.fields}
        self._write(line)

    def answer(self, case: Case, answer: Message | Refused,
               figures: dict[str, int]) -> str:
        """What it was told; ok, refused, undecided or unknown."""
        now = time.monotonic()
        kind, receipt = judge(answer)
        line = {"event": kind, "at": now, "id": case.id}
        if receipt is None:
            line |= {"code": answer.code, "reason": answer.reason,
                     "text": answer.text}
            with self._lock:
                case.late += answer.code == "DEADLINE_EXCEEDED"
                if kind == "unknown":
                    case.unknown += 1
                else:
                    case.undecided += 1
        else:
            told = told_of(answer, receipt, figures)
            line |= dataclasses.asdict(told) | {"replayed": receipt.replayed}
            with self._lock:
                if not case.told:
                    case.ended, case.first_replayed = now, receipt.replayed
                if told not in case.told:
                    case.told.append(told)
                self.heads[case.service] = max(
                    told.sequence, self.heads.get(case.service, 0))
        self._write(line)
        return kind

    def note_read(self, began: float, **what: Any) -> None:
        """A read that ended now: what it was told, or that it failed."""
        self._write({"event": "read", "at": time.monotonic(), "began": began}
                    | what)

    def head(self, service: str) -> int:
        """What a read that begins now must include."""
        with self._lock:
            return self.heads.get(service, 0)


def told_of(answer: Message | Refused, receipt: Message,
            figures: dict[str, int]) -> Told:
    """A decided answer as it is kept."""
    is_refused = isinstance(answer, Refused)
    return Told(grpc.StatusCode[answer.code].value[0] if is_refused else 0,
                answer.reason if is_refused else "", receipt.sequence,
                receipt.hash.hex(), receipt.incarnation.hex(),
                receipt.record_time.ToMicroseconds(), figures)
