#!/usr/bin/python3
"""The reviewed page shows what the protos say, and all of it."""

import pathlib
import shutil
import sys
import tempfile
import unittest

import access_page

SERVICE = """syntax = "proto3";
package clinic.v1;
import "epiledger/auth/v1/access.proto";
message Bed {}
service BedService {
  rpc CountBeds(Bed) returns (Bed) {
    option (epiledger.auth.v1.access) = { %s };
  }
  %s
}
"""
ACCESS = "roles: [ROLE_HOSPITAL, ROLE_TOWN] scope: SCOPE_FACILITY fields: 'name'"


class AccessPage(unittest.TestCase):
    maxDiff = None

    def page(self, access: str, more: str = "") -> str:
        """The page of protos with one service, whose method has `access`."""
        with tempfile.TemporaryDirectory() as name:
            protos = pathlib.Path(name)
            shutil.copytree(access_page.ROOT / "protos/epiledger/auth",
                            protos / "epiledger/auth")
            (protos / "bed_service.proto").write_text(SERVICE % (access, more))
            return access_page.make(protos)

    def test_the_page_in_docs_is_what_the_protos_say(self):
        self.assertEqual(access_page.PAGE.read_text(encoding="utf-8"),
                         access_page.make(),
                         "run tests/access/access_page.py --write, and have "
                         "the difference reviewed")

    def test_an_option_becomes_a_row(self):
        self.assertIn("| CountBeds | hospital, town | — | facility | `name` |",
                      self.page(ACCESS).splitlines())
        self.assertIn("| CountBeds | — | gateway | deployment | — |",
                      self.page("peers: PEER_GATEWAY scope: SCOPE_DEPLOYMENT")
                      .splitlines())

    def test_a_method_without_the_option_is_named(self):
        with self.assertRaisesRegex(access_page.AccessError,
                                    "BedService.Peek has no access option"):
            self.page(ACCESS, "rpc Peek(Bed) returns (Bed);")

    def test_an_option_that_lets_nobody_in_or_has_no_scope_is_named(self):
        for access in ("scope: SCOPE_COUNTY", "roles: ROLE_TOWN"):
            with self.assertRaisesRegex(access_page.AccessError,
                                        "BedService.CountBeds has no access"):
                self.page(access)


if __name__ == "__main__":
    sys.exit(unittest.main())
