#!/usr/bin/python3
"""`crash_rounds.py sqlite|mysql KILLS`: each process of a deployment is killed
so many times under writes and started again at once. Prints how many seconds
each took until it answered again, and what became of the writes.
"""

import contextlib
import pathlib
import random
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "e2e"))
# pylint: disable=wrong-import-position
from acknowledged import compare  # noqa: E402
from books import SERVICES, heads  # noqa: E402
from callers import at_work, calling, writes  # noqa: E402
from client import Client, Refused, bearer, new_id  # noqa: E402
from county import set_up  # noqa: E402
from google.protobuf.message import Message  # noqa: E402
from world import BIN, PORTS, World, run  # noqa: E402

DATABASE = "mariadb"
# How many of each kind of caller, who rest as long between calls.
SHIFTS, REST_SECONDS = 2, 0.005
# Between kills, so that each meets other work.
LEAST_SECONDS, MOST_SECONDS = 0.3, 0.9
# Between tries of who waits for an answer, and until it gives up.
PAUSE_SECONDS, GIVE_UP_SECONDS = 0.01, 60


class Probe:
    """Somebody who writes to a service until it says that it is written."""

    def __init__(self, world: World, person: str, method: str,
                 fields: Callable[[], dict[str, Any]]) -> None:
        self._world, self._person, self._fields = world, person, fields
        self.method = method
        # As those of a Caller.
        self.receipts: dict[str, Message] = {}

    def write(self) -> None:
        """One write, sent again under its id until it is acknowledged; each
        time on a connection of its own, which waits for nothing before it.
        """
        request = {"request_id": new_id()} | self._fields()
        give_up = time.monotonic() + GIVE_UP_SECONDS
        while request["request_id"] not in self.receipts:
            try:
                with contextlib.closing(self._client()) as client:
                    answer = client.call(self.method, request, seconds=5)
                self.receipts[request["request_id"]] = answer.receipt
            except Refused as refused:
                if refused.receipt or time.monotonic() > give_up:
                    raise
                time.sleep(PAUSE_SECONDS)

    def _client(self) -> Client:
        return Client(self._world.address("gateway"),
                      self._world.credentials(),
                      bearer(self._world.token(self._person)), patient=False)


def start(world: World, name: str) -> None:
    """What was killed; returns at once."""
    if name == DATABASE:
        world.launch_mariadb()
    else:
        world.launch(name)


def seconds_until_back(world: World, name: str,
                       probes: dict[str, Probe]) -> float:
    """From the kill of a process until all that need it are written to."""
    begin = time.monotonic()
    world.stop(name, signal.SIGKILL)
    start(world, name)
    for service in [name] if name in SERVICES else SERVICES:
        try:
            probes[service].write()
        except Refused as refused:
            raise AssertionError(f"{service}: {refused} {refused.reason}\n"
                                 f"{world.log(name)[-2000:]}") from refused
    return time.monotonic() - begin


def measure(store: str, kills: int) -> None:
    """On one engine."""
    with World(store) as world:
        set_up(world)
        before = heads(world)
        probes = {service: Probe(world, *writes()[service])
                  for service in SERVICES}
        names = [*PORTS, *([DATABASE] if store == "mysql" else [])]
        with calling(at_work(world, SHIFTS, REST_SECONDS)) as callers:
            for name in names * kills:
                time.sleep(random.uniform(LEAST_SECONDS, MOST_SECONDS))
                seconds = seconds_until_back(world, name, probes)
                print(f"back {name} {seconds:.3f}", flush=True)
        acknowledged = lost = doubled = 0
        for service in SERVICES:
            found = compare(world, service, [*callers, *probes.values()],
                            before[service])
            acknowledged += len(found.receipts)
            lost += len(found.lost)
            doubled += len(found.doubled)
            found.expect_receipts()
        for service in SERVICES:
            world.stop(service)
            run(BIN / service, "verify", "--store", world.store_of(service))
        print(f"writes {acknowledged}\nlost {lost}\ndoubled {doubled}")


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]))
