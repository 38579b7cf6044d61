"""What people were told was written, beside what stands in the books."""

import collections
import dataclasses
import json
import pathlib
import sys
from collections.abc import Iterable, Mapping
from typing import Protocol

from books import write_receipts
from callers import PAY, RECEIVE, REGISTER
from google.protobuf.message import Message
from world import World, run

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
# pylint: disable=wrong-import-position
from export_verifier.decode import decode_frame, unbase64  # noqa: E402

# The method that is written with to a service.
WRITES = {"funding": PAY, "supplies": RECEIVE, "readiness": REGISTER}
# For the books of hours.
VERIFY_SECONDS = 3_600


class Writer(Protocol):
    """Who keeps what was acknowledged, by request id."""

    method: str
    receipts: Mapping[str, Message]


@dataclasses.dataclass
class Comparison:
    """Of a service's book; requests by their ids."""

    export: pathlib.Path
    receipts: dict[str, Message]
    # Acknowledged and not there as it was acknowledged; there twice; there,
    # and acknowledged to nobody.
    lost: list[str]
    doubled: list[str]
    unacknowledged: list[str]

    def expect_receipts(self) -> None:
        """The second verifier finds each receipt in the book."""
        file = self.export.with_suffix(".receipts")
        write_receipts(file, self.receipts.values())
        report = run(sys.executable, TESTS / "verify_export.py", self.export,
                     "--receipts", file, seconds=VERIFY_SECONDS)
        assert f"{len(self.receipts)} receipts, 0 lost" in report, report


def compare(world: World, service: str, writers: Iterable[Writer],
            before: int) -> Comparison:
    """What was written to a service after so many entries of its book."""
    receipts = {request: receipt for writer in writers
                if writer.method == WRITES[service]
                for request, receipt in writer.receipts.items()}
    export = world.folder / f"{service}.export"
    world.epiledger("auditor", "journal", "export", service, export,
                    seconds=VERIFY_SECONDS)
    decided: dict[str, list[int]] = collections.defaultdict(list)
    with export.open() as lines:
        for line in lines:
            if "frame" not in (entry := json.loads(line)):
                continue
            frame = decode_frame(unbase64(entry["frame"]))
            if frame.method.endswith(WRITES[service]) and \
                    frame.sequence > before and frame.code == 0:
                decided[frame.request[1]].append(frame.sequence)
    return Comparison(
        export, receipts,
        [request for request, receipt in receipts.items()
         if receipt.sequence not in decided.get(request, ())],
        [request for request, places in decided.items() if len(places) > 1],
        [request for request in decided if request not in receipts])
