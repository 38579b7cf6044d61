#!/usr/bin/python3
"""What the journal stores has no map, float, double or Any: their bytes differ
from writer to writer or say nothing without a registry, and the chain is over
bytes.
"""

import pathlib
import sys
import tempfile
from collections.abc import Iterator

from google.protobuf import descriptor_pb2 as d
from proto_set import describe
from source_tree import Finding, finish

# Resources and events are stored as they are, a refusal's event is the request.
# These files hold neither: answers put together anew each time.
NOT_STORED = ("epiledger/command/v1/", "epiledger/readiness/v1/summary.proto")
Field = d.FieldDescriptorProto
INEXACT = {Field.TYPE_FLOAT: "float", Field.TYPE_DOUBLE: "double"}
# Numbers of FileDescriptorProto and DescriptorProto, for places in the source.
MESSAGES, NESTED, FIELDS = 4, 3, 2


class Message:
    """A message and where it stands."""

    def __init__(self, file: d.FileDescriptorProto, path: tuple[int, ...],
                 proto: d.DescriptorProto) -> None:
        self.file = file
        self.proto = proto
        self._path = path

    def line(self, field: int) -> int:
        """Of a field by its place in the message; 0 when it is not known."""
        place = self._path + (FIELDS, field)
        return next((location.span[0] + 1 for location
                     in self.file.source_code_info.location
                     if tuple(location.path) == place), 0)

    def is_stored(self) -> bool:
        """Whether the journal keeps it itself, not as a part of another."""
        name = self.file.name
        if not name.startswith("epiledger/") or name.startswith(NOT_STORED):
            return False
        return (not name.endswith("_service.proto") or
                any(field.name == "request_id" for field in self.proto.field))


def messages(files: d.FileDescriptorSet) -> dict[str, Message]:
    """All messages by full name, with a dot before it as in type names."""
    found: dict[str, Message] = {}

    def add(file, scope, path, proto):
        name = f"{scope}.{proto.name}"
        found[name] = Message(file, path, proto)
        for i, nested in enumerate(proto.nested_type):
            add(file, name, path + (NESTED, i), nested)

    for file in files.file:
        scope = f".{file.package}" if file.package else ""
        for i, proto in enumerate(file.message_type):
            add(file, scope, (MESSAGES, i), proto)
    return found


def stored(every: dict[str, Message]) -> set[str]:
    """What is stored, with all that it holds."""
    waiting = [name for name, message in every.items() if message.is_stored()]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [field.type_name for field in every[name].proto.field
                        if field.type == Field.TYPE_MESSAGE]
    return seen


def fault(every: dict[str, Message], field: Field) -> str:
    """What is wrong with a field of a stored message; empty when nothing is."""
    if field.type in INEXACT:
        return INEXACT[field.type]
    if field.type_name == ".google.protobuf.Any":
        return "Any"
    held = every.get(field.type_name)
    return "map" if held and held.proto.options.map_entry else ""


def check(files: d.FileDescriptorSet) -> Iterator[Finding]:
    every = messages(files)
    for name in stored(every):
        message = every[name]
        for i, field in enumerate(message.proto.field):
            if what := fault(every, field):
                yield Finding(f"protos/{message.file.name}", message.line(i),
                              f"{name[1:]}.{field.name} is a {what}, and the "
                              "journal stores it: say it with exact fields")


def load(protos: pathlib.Path | None = None) -> d.FileDescriptorSet:
    with tempfile.TemporaryDirectory() as name:
        image = pathlib.Path(name) / "all.binpb"
        describe(image, *([protos] if protos else []))
        return d.FileDescriptorSet.FromString(image.read_bytes())


if __name__ == "__main__":
    FILES = load()
    COUNT = len(stored(messages(FILES)))
    if not COUNT:
        sys.exit("no stored message was found: has a folder moved?")
    finish(check(FILES), f"{COUNT} stored messages")
