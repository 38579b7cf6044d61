#!/usr/bin/python3
"""The register's table of roles that may be a second person is what the access
options of all approvals say: a token for anybody with such a role waits.
"""

import pathlib
import re
import sys
import tempfile
import unittest
from collections.abc import Iterator

import access_page
from google.protobuf import descriptor_pb2 as d

TABLE = access_page.ROOT / "services/readiness/mandate.cc"
ROW = re.compile(r"\{auth::v1::ROLE_(\w+), (true|false)\}")
REGISTER = "epiledger.readiness.v1"


def described() -> tuple[d.FileDescriptorSet, type]:
    """All protos, with their access options read."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        access = access_page.access_module(folder)
        access_page.describe(folder / "all.binpb")
        files = d.FileDescriptorSet.FromString(
            (folder / "all.binpb").read_bytes())
    return files, access


def approves(request: d.DescriptorProto,
             known: dict[str, d.DescriptorProto]) -> bool:
    """Whether a request, or one of its elements, repeats the digest of what a
    second person has seen.
    """
    fields = {field.name: field for field in request.field}
    if "requests" in fields:
        return approves(known[fields["requests"].type_name], known)
    return {"request_id", "digest"} <= set(fields)


class Approvers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files, cls.access = described()
        cls.known = {f".{file.package}.{message.name}": message
                     for file in cls.files.file
                     for message in file.message_type}

    def methods(self) -> Iterator[tuple[str, d.MethodDescriptorProto]]:
        for file in self.files.file:
            for service in file.service:
                for method in service.method:
                    yield file.package, method

    def approvals(self) -> list[tuple[str, d.MethodDescriptorProto]]:
        return [(package, method) for package, method in self.methods()
                if approves(self.known[method.input_type], self.known)]

    def roles(self, package: str = "") -> set[str]:
        """Who may call an approval, of one package or of any."""
        return {self.access.Role.Name(role).removeprefix("ROLE_")
                for held, method in self.approvals()
                if package in ("", held)
                for role in method.options.Extensions[self.access.access].roles}

    def test_the_table_says_what_the_access_options_say(self):
        table = ROW.findall(TABLE.read_text(encoding="utf-8"))
        self.assertEqual({role for role, _ in table}, self.roles())
        self.assertEqual({role for role, own in table if own == "true"},
                         self.roles(REGISTER))

    def test_no_approval_is_overlooked(self):
        named = {method.name for _, method in self.methods()
                 if re.match(r"(Batch)?Approve", method.name)}
        self.assertTrue(named)
        self.assertEqual({method.name for _, method in self.approvals()},
                         named)


if __name__ == "__main__":
    sys.exit(unittest.main())
