"""The protos of the tree as Python messages, made by protoc as the tests run."""

import functools
import pathlib
import sys
import tempfile
from typing import Any

from google.protobuf import (descriptor, descriptor_pb2, descriptor_pool,
                             json_format, message_factory)
from google.protobuf.message import Message

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
# pylint: disable=wrong-import-position
from proto_set import describe  # noqa: E402

# What the gateway calls and does not pass on: not there for anybody else.
INSIDE = ("epiledger.readiness.v1.BulletinRecordService",)
EXTRA = ("google/rpc/error_details.proto", "google/rpc/status.proto")


class Schema:
    """All messages and methods, by name."""

    def __init__(self) -> None:
        self._pool = descriptor_pool.DescriptorPool()
        self._factory = message_factory.MessageFactory(self._pool)
        self._methods: dict[str, descriptor.MethodDescriptor] = {}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "protos"
            describe(path, extra=EXTRA)
            files = descriptor_pb2.FileDescriptorSet.FromString(
                path.read_bytes()).file
        for file in files:
            self._pool.Add(file)
        for file in files:
            for service in file.service:
                name = f"{file.package}.{service.name}"
                if name not in INSIDE:
                    self._add_methods(name)

    def _add_methods(self, name: str) -> None:
        service = self._pool.FindServiceByName(name)
        for method in service.methods:
            self._methods[f"{service.name}.{method.name}"] = method

    def method(self, name: str) -> descriptor.MethodDescriptor:
        """`FundingService.CreateFund`; service names are unique."""
        return self._methods[name]

    def methods(self) -> list[str]:
        """All methods, `package.Service/Method`."""
        return [path(method)[1:] for method in self._methods.values()]

    def _option(self, kind: str, extension: str, data: bytes) -> Message:
        """One of our own options, of a method or of a field."""
        options = self.new(f"google.protobuf.{kind}")
        options.ParseFromString(data)
        return options.Extensions[self._pool.FindExtensionByName(extension)]

    def access(self, name: str) -> Message:
        """The access option of a method."""
        return self._option(
            "MethodOptions", "epiledger.auth.v1.access",
            self.method(name).GetOptions().SerializeToString())

    def roles(self, name: str) -> list[str]:
        """The roles a person needs one of; none: it is for services alone."""
        names = self._pool.FindEnumTypeByName("epiledger.auth.v1.Role")
        return [names.values_by_number[role].name
                for role in self.access(name).roles]

    def rule(self, field: descriptor.FieldDescriptor) -> Message:
        """What may stand in a field."""
        return self._option(
            "FieldOptions", "epiledger.type.v1.rule",
            field.GetOptions().SerializeToString())

    def pattern(self, field: descriptor.FieldDescriptor) -> str:
        """Of a resource name: `counties/{county}/funds/{fund}`."""
        return self.rule(field).name

    def names(self) -> list[str]:
        """The methods of our own services, `FundingService.CreateFund`."""
        return [name for name, method in self._methods.items()
                if method.full_name.startswith("epiledger.")]

    def writes(self, package: str) -> set[str]:
        """The methods of a package that record something, alone or as sheets;
        a write has an id, its own or one for each element.
        """
        return {name for name, method in self._methods.items()
                if method.full_name.startswith(f"{package}.")
                and not {"request_id", "requests"}.isdisjoint(
                    method.input_type.fields_by_name)}

    def new(self, kind: descriptor.Descriptor | str) -> Message:
        """An empty message."""
        if isinstance(kind, str):
            kind = self._pool.FindMessageTypeByName(kind)
        return self._factory.GetPrototype(kind)()

    def request(self, method: str, fields: dict[str, Any]) -> Message:
        """A request from its JSON form, with the protos' field names."""
        return json_format.ParseDict(
            fields, self.new(self.method(method).input_type))

    def field(self, method: str, dotted: str) -> list[
            descriptor.FieldDescriptor]:
        """The fields on the way to `payment.amount.units` of a request."""
        kind, way = self.method(method).input_type, []
        for name in dotted.split("."):
            way.append(kind.fields_by_name[name])
            kind = way[-1].message_type
        return way


def path(method: descriptor.MethodDescriptor) -> str:
    """As it stands in a call: `/package.Service/Method`."""
    return f"/{method.containing_service.full_name}/{method.name}"


@functools.cache
def schema() -> Schema:
    """The schema of the tree, read once."""
    return Schema()
