"""Callers that go on as long as a test lets them, each with one kind of call,
and repeat it as a well-behaved client does: under its request id, after the
pause that was asked for.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from client import Client, Refused, bearer, new_id
from county import ALLOCATION, OTHER_STORE, STORE, delivery, payment
from google.protobuf.message import Message
from world import COUNTY, World

# Seconds that a caller goes on repeating a call, and between repetitions.
PATIENCE, FIRST_PAUSE, LONGEST_PAUSE = 30, 0.1, 1.0
# Seconds between an answer and the next call.
REST = 0.05
PAY = "FundingService.CreatePayment"
RECEIVE = "SuppliesService.CreateMovement"
REGISTER = "RegisterService.CreateOrganization"


class Caller(threading.Thread):
    """One person's calls, one after the other."""

    def __init__(self, world: World, person: str, method: str,
                 fields: Callable[[], dict[str, Any]],
                 is_write: bool = True, rest: float = REST) -> None:
        super().__init__(name=f"{person} {method}", daemon=True)
        # Not patient: what is away is noticed, and the call made again.
        self._client = Client(world.address("gateway"), world.credentials(),
                              bearer(world.token(person)), patient=False)
        self._fields = fields
        self._is_write, self._rest = is_write, rest
        self._ended = threading.Event()
        self.method = method
        # What was acknowledged, by request id.
        self.receipts: dict[str, Message] = {}
        self.calls = self.repeated = 0
        self.longest = 0.0
        # The answer that a client cannot get over.
        self.failure: Refused | None = None

    def run(self) -> None:
        """Calls until it is ended, or one call failed."""
        while self.failure is None and not self._ended.wait(self._rest):
            self._call({"request_id": new_id()} if self._is_write else {})

    def end(self) -> None:
        """Returns when the call under way has its answer."""
        self._ended.set()
        self.join()
        self._client.close()

    def _call(self, fields: dict[str, Any]) -> None:
        began, attempts, pause = time.monotonic(), 0, FIRST_PAUSE
        fields |= self._fields()
        self.calls += 1
        answer = None
        while answer is None and self.failure is None:
            attempts += 1
            try:
                answer = self._client.call(self.method, fields)
            except Refused as refused:
                self._take(refused, time.monotonic() - began, pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self.repeated += attempts > 1
        self.longest = max(self.longest, time.monotonic() - began)
        if answer is not None and self._is_write:
            self.receipts[fields["request_id"]] = answer.receipt

    def _take(self, refused: Refused, waited: float, pause: float) -> None:
        """Waits where the call may be made again; otherwise it failed."""
        may_repeat = refused.receipt is None and (
            refused.retry or refused.code in ("UNAVAILABLE", "ABORTED"))
        if may_repeat and waited < PATIENCE:
            time.sleep(max(pause, refused.pause))
        else:
            self.failure = refused


Write = tuple[str, str, Callable[[], dict[str, Any]]]


def writes() -> dict[str, Write]:
    """A write to each service: who, which method, with what."""
    return {
        "funding": ("finance", PAY, lambda: {
            "parent": COUNTY, "payment": payment(1)}),
        "supplies": ("people-hospital", RECEIVE, lambda: {
            "parent": STORE, "movement": delivery(1)}),
        "readiness": ("operator", REGISTER, lambda: {
            "parent": COUNTY, "organization_id": new_id(),
            "organization": {"display_name": "示范县财政局"}})}


def at_work(world: World, shifts: int = 1,
            rest: float = REST) -> list[Caller]:
    """People who write to each service and read, all through the gateway: so
    many times eight of them, with a rest of so many seconds between calls.
    """
    write = writes()
    return [caller for _ in range(shifts) for caller in (
        *(Caller(world, *write["funding"], rest=rest) for _ in range(3)),
        Caller(world, *write["supplies"], rest=rest),
        Caller(world, "tcm-hospital", RECEIVE,
               lambda: {"parent": OTHER_STORE, "movement": delivery(1)},
               rest=rest),
        Caller(world, *write["readiness"], rest=rest),
        Caller(world, "headquarters", "CommandService.GetOverview",
               lambda: {"name": COUNTY}, is_write=False, rest=rest),
        Caller(world, "finance", "FundingService.GetAllocation",
               lambda: {"name": ALLOCATION}, is_write=False, rest=rest))]


@contextlib.contextmanager
def calling(callers: Iterable[Caller]) -> Iterator[list[Caller]]:
    """Has them call as long as the context; AssertionError where one failed."""
    started = list(callers)
    for caller in started:
        caller.start()
    try:
        yield started
    finally:
        for caller in started:
            caller.end()
    failed = [f"{caller.name}: {caller.failure} [{caller.failure.reason}]"
              for caller in started if caller.failure is not None]
    if failed:
        raise AssertionError("\n".join(failed))


def told(callers: list[Caller]) -> str:
    """What became of their calls, in a line."""
    return (f"{sum(caller.calls for caller in callers)} calls, "
            f"{sum(caller.repeated for caller in callers)} of them repeated, "
            f"the longest took "
            f"{max(caller.longest for caller in callers):.1f} s")
