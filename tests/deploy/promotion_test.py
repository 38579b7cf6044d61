#!/usr/bin/python3
"""A primary is lost while people write, and its standby takes its place as
deploy/mariadb/README.md says: every acknowledged write is there.
"""

import pathlib
import signal
import sys
import unittest

from mariadb_server import ROOT, Server, follow

sys.path.insert(0, str(ROOT / "tests/e2e"))
# pylint: disable=wrong-import-position
from books import SERVICES, write_receipts  # noqa: E402
from callers import Caller, at_work, calling, told  # noqa: E402
from county import set_up  # noqa: E402
from world import BIN, World, run, wait_until  # noqa: E402

SECONDS = 60
# Of each who writes, before the primary is lost and after.
WRITES = 20
PROMOTE = ("STOP SLAVE; RESET SLAVE ALL; SET GLOBAL read_only=OFF, "
           "rpl_semi_sync_master_enabled=ON")


class Replicated(World):
    """With two servers, and services that are pointed at one of them."""

    def __init__(self, test: unittest.TestCase) -> None:
        super().__init__("mysql")
        self._test = test
        self.primary: Server
        self.standby: Server
        self.current: Server

    def start_mariadb(self) -> None:
        self.primary = Server(self._test, self.pki, "primary.cnf")
        self.standby = Server(self._test, self.pki, "standby.cnf")
        self.current = self.primary
        follow(self.primary, self.standby, self.pki)
        for name in SERVICES:
            self.primary.ask(
                f"CREATE SCHEMA {name}; CREATE USER {name}@localhost "
                f"IDENTIFIED BY 'word'; GRANT ALL ON {name}.* TO "
                f"{name}@localhost;")
        self.password().touch(mode=0o600)
        self.password().write_text("word")

    def password(self) -> pathlib.Path:
        """Of every service."""
        return self.folder / "password"

    def mariadb_store(self, name: str) -> str:
        return (f"mysql://{name}@/{name}?"
                f"socket={self.current.socket}&password_file={self.password()}")


class Promotion(unittest.TestCase):
    """Four processes, two servers, and people who do not stop."""

    def expect_writes(self, callers: list[Caller]):
        """Each who writes gets so many more acknowledged."""
        had = {caller: len(caller.receipts) for caller in callers}
        wait_until(lambda: all(
            caller.failure or caller.method.split(".")[1].startswith("Get")
            or len(caller.receipts) >= had[caller] + WRITES
            for caller in callers), SECONDS)

    def promote(self):
        """Word for word as the page has it."""
        page = (ROOT / "deploy/mariadb/README.md").read_text()
        self.assertIn(PROMOTE, page)
        standby = self.world.standby
        standby.wait_until(standby.has_done_all)
        standby.ask(PROMOTE)
        self.world.current = standby
        for name in SERVICES:
            # Nothing is lost with it, and nobody waits for what it drains.
            self.world.stop(name, signal.SIGKILL)
            self.world.start(name)

    def test_what_was_acknowledged_is_on_the_standby(self):
        self.world = self.enterContext(Replicated(self))
        set_up(self.world)
        primary = self.world.primary
        alone = primary.status("Rpl_semi_sync_master_no_tx")
        with calling(at_work(self.world)) as callers:
            self.expect_writes(callers)
            self.assertEqual(primary.status("Rpl_semi_sync_master_status"),
                             "ON")
            self.assertEqual(primary.status("Rpl_semi_sync_master_no_tx"),
                             alone)
            primary.kill()
            self.promote()
            self.expect_writes(callers)
        print(told(callers), flush=True)
        # The loss was in somebody's way.
        self.assertGreater(sum(caller.repeated for caller in callers), 0)
        self.expect_all_acknowledged(callers)
        self.expect_to_stay_primary()

    def expect_all_acknowledged(self, callers: list[Caller]):
        """Both verifiers find nothing wrong and every receipt."""
        receipts = self.world.folder / "receipts"
        for service in SERVICES:
            export = self.world.folder / f"{service}.export"
            self.world.epiledger("auditor", "journal", "export", service,
                                 export)
            mine = [receipt for caller in callers
                    for receipt in caller.receipts.values()
                    if receipt.book.endswith(f"/{service}")]
            self.assertGreater(len(mine), WRITES)
            write_receipts(receipts, mine)
            report = run(sys.executable, ROOT / "tests/verify_export.py",
                         export, "--receipts", receipts)
            self.assertIn(f"{len(mine)} receipts", report)
            self.world.stop(service)
            run(BIN / service, "verify", "--store",
                self.world.store_of(service))

    def expect_to_stay_primary(self):
        """With the primary's file it is one after its next start as well."""
        standby = self.world.standby
        standby.kill()
        standby.set_up("primary.cnf", server_id="2")
        standby.start()
        for name in SERVICES:
            self.world.start(name)
        self.world.person("operator").write(
            "RegisterService.CreateOrganization", parent="counties/990101",
            organization_id="after", organization={"display_name": "卫健局"})


if __name__ == "__main__":
    sys.exit(unittest.main())
