"""Somebody who reads while others write: what was seen, and at which entry."""

import collections
import dataclasses
import hashlib
import json
import random
import threading
import time
from collections.abc import Sequence

from client import Client, Refused
from county import HOSPITAL, OTHER_HOSPITAL
from google.protobuf.message import Message
from world import COUNTY, World

from desks import CALL_SECONDS, Floor
from goods_reads import (VIEWS, goods_of, read_counts, read_county,
                         read_shipments)
from history import History

PAUSE_SECONDS = 0.1


@dataclasses.dataclass(frozen=True)
class Read:
    """A whole read."""

    service: str
    # It must include at least this entry, and shows all up to that one.
    least: int
    sequence: int
    figures: dict[str, int]
    # What does not add up: the sums of both sides of all accounts by unit, and
    # what the service itself cannot account for.
    residues: dict[str, int]
    # Which part of the book, as the model knows it.
    view: str = ""
    # What the same reader had seen of the book before.
    seen: int = 0


def read_accounts(auditor: Client, service: str, least: int,
                  seconds: float = CALL_SECONDS) -> Read:
    """All accounts of a book; Refused where it is not told to the end."""
    accounts: list[Message] = []
    token, read_at = "", None
    while True:
        page = auditor.call("JournalService.ListAccounts", {
            "book": f"{COUNTY}/books/{service}", "page_size": 1000,
            "page_token": token}, seconds)
        accounts += page.accounts
        read_at, token = page.read_at, page.next_page_token
        if not token:
            break
    residues: dict[str, int] = collections.Counter()
    for account in accounts:
        residues[account.unit] += account.balance
    figures = money_of(accounts) if service == "funding" else goods_of(accounts)
    return Read(service, least, read_at.sequence, figures,
                {unit: rest for unit, rest in residues.items() if rest},
                "accounts")


def money_of(accounts: list[Message]) -> dict[str, int]:
    """Of allocations and what was paid of them."""
    return {account.account: account.balance for account in accounts
            if account.balance
            and account.account.startswith(("alloc:", "paid:"))}


def read_goods(auditor: Client, least: int, views: Sequence[str],
               seconds: float = CALL_SECONDS) -> list[Read]:
    """The views of the supplies book, a read each."""
    reads = []
    for view in views:
        residues: dict[str, int] = {}
        if view == "accounts":
            reads.append(read_accounts(auditor, "supplies", least, seconds))
            continue
        if view == "county":
            sequence, figures, residues = read_county(auditor, seconds)
        elif view == "shipments":
            sequence, figures = read_shipments(auditor, seconds)
        else:
            sequence, figures = read_counts(auditor, view, seconds)
        reads.append(Read("supplies", least, sequence, figures, residues,
                          view))
    return reads


def read_reports(auditor: Client, least: int,
                 seconds: float = CALL_SECONDS) -> list[Read]:
    """All reports of each hospital, a read each."""
    reads = []
    for facility in (HOSPITAL, OTHER_HOSPITAL):
        figures: dict[str, int] = {}
        token = ""
        while True:
            page = auditor.call("ReadinessService.ListReports", {
                "parent": facility, "page_size": 1000, "page_token": token},
                seconds)
            for report in page.reports:
                figures[report.name] = (report.revision * 10_000 + report
                                        .figures.beds_occupied.value)
            token = page.next_page_token
            if not token:
                break
        reads.append(Read("readiness", least, page.read_at.sequence,
                          figures, {}, facility))
    return reads


class Reader(threading.Thread):
    """The auditor, who reads one book after the other."""

    def __init__(self, world: World, floor: Floor, history: History,
                 seed: str) -> None:
        super().__init__(daemon=True)
        self.floor, self.history = floor, history
        self.random = random.Random(f"{seed}/reader")
        self._auditor = world.service("gateway", "", world.token("auditor"))
        self._lock = threading.Lock()
        self._reads: list[Read] = []
        # Reads without an answer, or not told to the end.
        self._failed = 0
        # The last entry that was seen, by service.
        self._seen: dict[str, int] = {}
        self.failure: BaseException | None = None

    def close(self) -> None:
        """Ends its connection."""
        self._auditor.close()

    def take(self) -> tuple[list[Read], int]:
        """What was read since it was taken last, and how many reads failed."""
        with self._lock:
            reads, self._reads = self._reads, []
            failed, self._failed = self._failed, 0
        return reads, failed

    def read_all(self, seconds: float) -> None:
        """One read of everything, which must come."""
        for service in ("funding", "supplies", "readiness"):
            self._read(service, seconds, VIEWS)

    def _read(self, service: str, seconds: float, views: Sequence[str]) -> None:
        began = time.monotonic()
        try:
            reads = self._ask(service, seconds, views)
        except Refused as refused:
            self.history.note_read(began, service=service, code=refused.code,
                                   reason=refused.reason)
            with self._lock:
                self._failed += 1
            raise
        for read in reads:
            self._note(began, read)

    def _ask(self, service: str, seconds: float, views: Sequence[str]
             ) -> list[Read]:
        least = self.history.head(service)
        if service == "readiness":
            return read_reports(self._auditor, least, seconds)
        if service == "supplies":
            return read_goods(self._auditor, least, views, seconds)
        return [read_accounts(self._auditor, service, least, seconds)]

    def _note(self, began: float, read: Read) -> None:
        seen = self._seen.get(read.service, 0)
        self._seen[read.service] = max(seen, read.sequence)
        read = dataclasses.replace(read, seen=seen)
        with self._lock:
            self._reads.append(read)
        # Large ones: their digest tells whether two are the same.
        what = dataclasses.asdict(read)
        figures = json.dumps(what.pop("figures"), sort_keys=True)
        self.history.note_read(began, **what, figures_sha256=hashlib.sha256(
            figures.encode()).hexdigest())

    @property
    def auditor(self) -> Client:
        """Who reads."""
        return self._auditor

    def run(self) -> None:
        while self.floor.enter():
            try:
                self._read(self.random.choice(
                    ("funding", "supplies", "readiness")), CALL_SECONDS,
                    self.random.sample(VIEWS, 2))
            except Refused:
                pass
            except BaseException as failure:  # pylint: disable=broad-except
                self.failure = failure
                return
            finally:
                self.floor.leave()
            time.sleep(PAUSE_SECONDS)
