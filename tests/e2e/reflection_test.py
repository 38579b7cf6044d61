#!/usr/bin/python3
"""`buf curl` finds every method by reflection, and calls as the README says."""

import json
import re
import sys
import unittest

from county import set_up
from schema import schema
from world import COUNTY, ROOT, World, run

BUF = ROOT / "build/tools/buf/node_modules/.bin/buf"
# gRPC's codes, which buf exits with, eight times.
UNAUTHENTICATED = 16
# Served beside what the protos declare.
REFLECTION = "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Reflection(unittest.TestCase):
    """A client that has no protos, at the gateway."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        set_up(cls.world)
        cls.url = f"https://{cls.world.address('gateway')}"

    def curl(self, *arguments: str, code: int = 0) -> str:
        """What `buf curl` prints."""
        return run(BUF, "curl", "--protocol", "grpc", "--reflect", "--cacert",
                   self.world.pki / "ca.pem", *arguments, code=code)

    def test_every_method_of_the_protos_is_listed(self):
        listed = self.curl("--list-methods", self.url).split()
        self.assertEqual(set(listed), {*schema().methods(), REFLECTION})

    def test_a_write_and_its_answer(self):
        token = self.world.token("finance")
        answer = json.loads(self.curl(
            "-H", f"authorization: Bearer {token}", "-d", json.dumps({
                "requestId": "by-curl", "parent": COUNTY,
                "purposeId": "equipment", "purpose": {"displayName": "器械"}}),
            f"{self.url}/epiledger.funding.v1.FundingService/CreatePurpose"))
        self.assertEqual(answer["purpose"], {
            "name": f"{COUNTY}/purposes/equipment", "displayName": "器械"})
        self.assertEqual(answer["receipt"]["book"], f"{COUNTY}/books/funding")

    def test_without_a_token_nothing_is_answered(self):
        self.assertEqual(self.curl(
            "-d", json.dumps({"name": COUNTY}),
            f"{self.url}/epiledger.command.v1.CommandService/GetOverview",
            code=8 * UNAUTHENTICATED), "")

    def test_the_line_of_the_readme_works_when_pasted(self):
        blocks = [block for block in BLOCK.findall(
            (ROOT / "README.md").read_text()) if "buf curl" in block]
        self.assertEqual(len(blocks), 1)
        script = blocks[0].replace("var/", f"{self.world.folder}/").replace(
            "127.0.0.1:8440", self.world.address("gateway"))
        answer = json.loads(run("bash", "-ec", f"cd '{ROOT}'\n{script}"))
        self.assertEqual(answer["name"], COUNTY)
        self.assertIn("documents", answer["money"]["summary"])


if __name__ == "__main__":
    sys.exit(unittest.main())
