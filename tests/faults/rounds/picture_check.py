"""Headquarters' picture beside what the services say, and the file in which the
gateway keeps it.
"""

import contextlib
import hashlib
import pathlib
import signal
import time

from client import Client, Refused
from faulty_world import SERVICES, FaultyWorld
from google.protobuf.message import Message
from schema import schema
from world import COUNTY, wait_until

from history import History

CALL_SECONDS = 15
# The gateway writes its file two seconds after a change.
SAVED_SECONDS, SHOWN_SECONDS = 60, 60
FIRST_LINE = b"EpiLedger picture 1\n"
PARTS = {"funding": "money", "supplies": "supplies", "readiness": "readiness"}
SUMMARIES = {"funding": "FundingService", "supplies": "SuppliesService",
             "readiness": "ReadinessService"}
# Not the figures themselves.
TIMES = ("status", "judge_time", "read_at", "data_time")


def shown(part: Message) -> dict[str, str]:
    """What a part of the picture shows, by field of the service's summary."""
    own = (part.summary if "summary" in part.DESCRIPTOR.fields_by_name
           else part)
    return {field.name: str(getattr(own, field.name))
            for field in own.DESCRIPTOR.fields if field.name not in TIMES}


def differs(auditor: Client, history: History) -> str:
    """What of the picture is not as the services say now; Refused where one of
    them does not answer.
    """
    seen = auditor.call("CommandService.GetOverview", {"name": COUNTY},
                        CALL_SECONDS)
    for service, name in PARTS.items():
        part = getattr(seen, name)
        entry, told = part.status.read_at.sequence, history.head(service)
        if entry < told:
            return f"{service} from {entry} to {told}"
        summary = auditor.call(f"{SUMMARIES[service]}.GetCountySummary",
                               {"name": COUNTY}, CALL_SECONDS)
        for field, value in shown(part).items():
            if field in summary.DESCRIPTOR.fields_by_name and value != str(
                    getattr(summary, field)):
                return (f"{service}'s {field} at entry {entry}: {value} in the "
                        f"picture, {getattr(summary, field)}")
    return ""


def await_picture(auditor: Client, history: History, seconds: float) -> None:
    """Until headquarters sees all that anybody was told of, and nothing else;
    AssertionError where it does not.
    """
    give_up = time.monotonic() + seconds
    while True:
        try:
            lacks = differs(auditor, history)
        except Refused as refused:
            lacks = str(refused)
        if not lacks:
            return
        if time.monotonic() > give_up:
            raise AssertionError(f"headquarters' picture lacks {lacks[:2000]}")
        time.sleep(0.05)


def file_of(world: FaultyWorld) -> pathlib.Path:
    """The county's."""
    county = COUNTY.rpartition("/")[2]
    return world.folder / f"data/gateway/{county}.picture"


def kept(world: FaultyWorld) -> dict[str, int]:
    """The entries up to which the file shows the books; AssertionError where it
    is not whole, which it must be at all times.
    """
    try:
        content = file_of(world).read_bytes()
    except FileNotFoundError:
        return {}
    content, is_ours = content.removeprefix(FIRST_LINE), content.startswith(
        FIRST_LINE)
    checksum, payload = content[:32], content[32:]
    if not is_ours or hashlib.sha256(payload).digest() != checksum:
        raise AssertionError("the picture's file is not whole")
    stored = schema().new("epiledger.command.v1.StoredPicture")
    stored.ParseFromString(payload)
    entries = {}
    for part in stored.parts:
        summary = schema().new(f"epiledger.{part.service}.v1.CountySummary")
        summary.ParseFromString(part.summary)
        entries[part.service] = summary.read_at.sequence
    return entries


def expect_kept(world: FaultyWorld, auditor: Client, history: History) -> None:
    """A gateway that is killed, and started while no service can be reached,
    shows from its file what it showed; AssertionError where it does not.
    """
    heads = {service: history.head(service) for service in SERVICES}
    with contextlib.suppress(AssertionError):
        wait_until(lambda: all(kept(world).get(service, 0) >= head
                               for service, head in heads.items()),
                   SAVED_SECONDS)
    lacks = {service: (entry, heads[service]) for service, entry
             in kept(world).items() if entry < heads[service]}
    if lacks or len(kept(world)) < len(heads):
        raise AssertionError(f"the picture's file stays behind: {lacks}")
    seen = auditor.call("CommandService.GetOverview", {"name": COUNTY},
                        CALL_SECONDS)
    world.stop("gateway", signal.SIGKILL)
    for service in SERVICES:
        world.set_way(f"to-{service}", "refuse")
    world.start("gateway")
    again = auditor.call("CommandService.GetOverview", {"name": COUNTY},
                         SHOWN_SECONDS)
    for service in SERVICES:
        world.set_way(f"to-{service}", "pass")
    for service, name in PARTS.items():
        was, now = getattr(seen, name), getattr(again, name)
        if now.status.read_at != was.status.read_at:
            raise AssertionError(f"after its restart the picture shows "
                                 f"{service} at {now.status.read_at}, and "
                                 f"{was.status.read_at} before")
        for field, value in shown(was).items():
            if shown(now)[field] != value:
                raise AssertionError(
                    f"after its restart the picture shows {service}'s {field} "
                    f"as {shown(now)[field]}, and {value} before")
    world.await_answers()
