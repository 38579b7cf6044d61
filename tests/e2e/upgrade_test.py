#!/usr/bin/python3
"""What each release left is served by this build, as docs/upgrade.md tells an
operator to do it: started on the old store, read, written to, and looked at by
both verifiers and the rebuilding. Nothing of what was recorded is another byte.
"""

import pathlib
import sys
import tarfile
import unittest

from books import SERVICES, write_receipts
from county import delivery, report
from google.protobuf.message import Message
from world import BIN, COUNTY, ROOT, World, finish, run

GOLDEN = ROOT / "tests/golden"
RELEASES = sorted(folder.name for folder in GOLDEN.glob("[0-9][0-9]"))
BOOKS = tuple(f"{service}{kind}" for service in SERVICES
              for kind in ("", "-access"))
# People of every release, by role: an auditor, the finance office, a hospital.
PEOPLE = (("auditor", "s-104"), ("finance", "s-101"), ("hospital", "s-201"))
HOSPITAL = f"{COUNTY}/facilities/people-hospital"
STORE = f"{HOSPITAL}/stores/upgraded"
FAILED = 1


class Upgraded(World):
    """The stores of a release under the processes of this build."""

    def __init__(self, release: str, store: str) -> None:
        super().__init__(store)
        self.release = GOLDEN / release

    def _make_operator(self) -> None:
        super()._make_operator()
        if self._store == "sqlite":
            with tarfile.open(self.release / "sqlite.tar.gz") as stores:
                stores.extractall(self.folder / "data")

    def start_mariadb(self) -> None:
        super().start_mariadb()
        for name in SERVICES:
            run("mariadb", "--no-defaults", "--user=root",
                f"--socket={self.folder}/mariadb/socket", name, "-e",
                f"source {self.release}/mariadb/{name}.sql")

    def admit(self) -> None:
        """Tokens for people; where two may approve, a second operator does."""
        issued = {person: self.person("operator").write(
            "RegisterService.IssueToken",
            parent=f"{COUNTY}/subjects/{subject}") for person, subject in PEOPLE}
        run(BIN / "readiness", "bootstrap", "--renew",
            "--subject", "second-operator",
            "--token-key", self.pki / "tokens/signing-key.pem",
            "--token-public-key", self.pki / "tokens/public/current.pem",
            "--token-file", self.folder / "tokens/second.token")
        for person, answer in issued.items():
            if answer.HasField("proposal"):
                answer = self.person("second").write(
                    "SubjectProposalService.ApproveSubjectProposal",
                    name=answer.proposal.name, digest=answer.proposal.digest)
            self.add_person(person, answer.bearer_token)

    def offline(self, name: str, *command: str) -> str:
        """What a service's command says of its store while it is stopped."""
        return run(BIN / name, *command, "--store", self.store_of(name))


def entries(export: pathlib.Path) -> list[str]:
    """The lines of an export that are entries, as they are written."""
    return [line for line in export.read_text().splitlines()
            if line.startswith('{"sequence":')]


class Upgrade(unittest.TestCase):
    """A release after the other."""

    def test_from_sqlite(self):
        self.upgrade_each("sqlite")

    def test_from_mariadb(self):
        self.upgrade_each("mysql")

    def upgrade_each(self, store: str):
        """Every release there is."""
        self.assertTrue(RELEASES)
        for release in RELEASES:
            with self.subTest(release), Upgraded(release, store) as world:
                self.upgrade(world)

    def upgrade(self, world: Upgraded):
        """What docs/upgrade.md says, from the start of the new build on."""
        world.admit()
        self.assertIn("示财社", world.epiledger("auditor", "overview", "county"))
        receipts = self.write(world)
        for book in BOOKS:
            self.expect_kept(world, book, receipts.get(book, []))
        for name in SERVICES:
            world.stop(name)
            self.assertIn("0 findings", world.offline(name, "verify"))
            world.offline(name, "rebuild")
            self.assertIn("0 findings", world.offline(name, "verify"))

    def write(self, world: World) -> dict[str, list[Message]]:
        """Each book goes on; receipts by book."""
        finance, hospital = world.person("finance"), world.person("hospital")
        answers = {
            "funding": [finance.write(
                "FundingService.CreateFund", parent=COUNTY, fund_id="upgraded",
                fund={"display_name": "捐赠资金", "kind": "KIND_DONATION"})],
            "supplies": [
                hospital.write(
                    "SuppliesService.CreateStore", parent=HOSPITAL,
                    store_id="upgraded",
                    store={"display_name": "库房", "kind": "KIND_PHARMACY"}),
                hospital.write("SuppliesService.CreateMovement", parent=STORE,
                               movement=delivery(20))],
            "readiness": [hospital.write("ReadinessService.SubmitReport",
                                         parent=HOSPITAL, report=report())]}
        hospital.refusal("FundingService.CreateFund", {
            "request_id": "denied", "parent": COUNTY, "fund_id": "denied"})
        return {book: [answer.receipt for answer in told]
                for book, told in answers.items()}

    def expect_kept(self, world: Upgraded, book: str, receipts: list[Message]):
        """What the release exported is how the export of now begins."""
        file = world.folder / f"{book}.export"
        world.epiledger("auditor", "journal", "export", book, file)
        old = entries(world.release / f"exports/{book}.export")
        new = entries(file)
        self.assertEqual(new[:len(old)], old)
        self.assertGreaterEqual(len(new), len(old) + len(receipts))
        kept = world.folder / f"{book}.receipts"
        write_receipts(kept, receipts)
        self.assertIn(f"{len(receipts)} receipts, 0 lost",
                      run(sys.executable, ROOT / "tests/verify_export.py",
                          file, "--receipts", kept))


class NotYet(unittest.TestCase):
    """What a release left and this build has not served."""

    def test_the_new_verifier_says_that_it_is_to_be_served_once(self):
        world = self.enterContext(Upgraded(RELEASES[0], "sqlite"))
        stores = world.folder / "untouched"
        with tarfile.open(world.release / "sqlite.tar.gz") as old:
            old.extractall(stores)
        self.assertIn("serve it once", finish(
            BIN / "funding", "verify", "--store", f"sqlite:{stores}/funding",
            code=FAILED).stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
