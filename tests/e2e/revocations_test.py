#!/usr/bin/python3
"""A revoked token stays revoked when readiness is restored from before."""

import contextlib
import pathlib
import shutil
import sys
import unittest

from county import set_up
from world import BIN, COUNTY, World, run, wait_until

BOOKS = ("readiness", "readiness-access")
# Services ask for the list every quarter of a minute.
SECONDS = 60
LOST = "epiledger_revocations_lost"


class Revocations(unittest.TestCase):
    """A finance officer whose token is in wrong hands."""

    def setUp(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        for book in BOOKS:
            self.world.epiledger("auditor", "journal", "export", book,
                                 self.export_of(book))
        self.name = self.world.person("operator").call(
            "RegisterService.ListTokens",
            {"parent": f"{COUNTY}/subjects/s-1"}).tokens[0].name

    def export_of(self, book: str) -> pathlib.Path:
        """Made before anything was revoked."""
        return self.world.folder / f"{book}.export"

    def revoke(self):
        """The brake that an operator pulls."""
        self.world.person("operator").write(
            "RegisterService.RevokeToken", name=self.name, reason="手机遗失")

    def reason_at(self, service: str) -> str:
        """Why a service does not let the bearer in; `` where it does."""
        token = self.world.token("finance")
        with contextlib.closing(self.world.service(service, "edge",
                                                   token)) as bearer:
            return bearer.refusal("JournalService.VerifyBook", {
                "book": f"{COUNTY}/books/{service}"}).reason

    def expect_revoked(self, *services: str):
        for service in services:
            wait_until(lambda at=service: self.reason_at(at) ==
                       "TOKEN_REVOKED", SECONDS)

    def expect_lost(self, service: str, count: int):
        """Soon a service counts so many that readiness does not list."""
        wait_until(lambda: f"\n{LOST} {count}\n" in
                   self.world.figures(service), SECONDS)

    def restore_readiness(self):
        """From before the revocation, where its books were."""
        self.world.stop("readiness")
        data = self.world.folder / "data/readiness"
        shutil.rmtree(data)
        for book in BOOKS:
            run(BIN / "readiness", "restore", self.export_of(book), "--store",
                f"sqlite:{data}")
        self.world.start("readiness")

    def test_nothing_revives_a_token(self):
        self.assertEqual(self.reason_at("funding"), "ROLE_NOT_ALLOWED")
        self.revoke()
        self.expect_revoked("readiness", "funding", "supplies")
        self.restore_readiness()
        self.expect_revoked("readiness", "funding")
        self.expect_lost("readiness", 1)
        self.assertIn(f"stays revoked here: {self.name}",
                      self.world.log("readiness"))
        # Whoever has forgotten hears it from readiness all the same.
        self.world.stop("funding")
        self.world.revocation_list("funding").unlink()
        self.world.start("funding")
        self.expect_revoked("funding")
        self.expect_lost("funding", 0)
        self.revoke()
        self.expect_lost("readiness", 0)

    def test_a_new_machine_is_told_by_anothers_list(self):
        self.revoke()
        self.expect_revoked("funding")
        self.world.revocation_list("readiness").unlink()
        self.restore_readiness()
        # It knows of nothing; the others do.
        self.assertEqual(self.reason_at("readiness"), "ROLE_NOT_ALLOWED")
        self.expect_lost("funding", 1)
        self.assertEqual(self.reason_at("funding"), "TOKEN_REVOKED")
        self.world.stop("readiness")
        shutil.copy(self.world.revocation_list("funding"),
                    self.world.revocation_list("readiness"))
        self.world.start("readiness")
        self.assertEqual(self.reason_at("readiness"), "TOKEN_REVOKED")
        self.expect_lost("funding", 0)
        self.expect_lost("readiness", 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
