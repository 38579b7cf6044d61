#!/usr/bin/python3
"""Certificates, their authority and the key of tokens are replaced as
docs/rotation.md says, while people work: no call fails, and none has even to be
made again. In the end what was replaced opens nothing.
"""

import contextlib
import json
import socket
import ssl
import sys
import time
import unittest
from base64 import urlsafe_b64decode

import grpc

from callers import REGISTER, Caller, at_work, calling, told
from client import Client, Refused
from county import PEOPLE, set_up
from world import BIN, COUNTY, PORTS, ROOT, World, run, wait_until

# Every process looks at its certificates once a minute.
LOOKED, SECONDS = 65, 10


def key_of(token: str) -> str:
    """The id of the key that signed it."""
    header = token.partition(".")[0]
    return json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))[
        "kid"]


class Rotation(unittest.TestCase):
    """On one machine, where all processes read the files of make-pki."""

    def make_pki(self, step: str):
        """One step of both replacements."""
        run(ROOT / "deploy/make-pki", "--authority", step, "--tokens", step,
            self.world.pki)

    def issue_tokens(self):
        """Everybody but the first operator gets a new one."""
        for person, subject, _, _ in PEOPLE:
            answer = self.world.person("operator").write(
                "RegisterService.IssueToken",
                parent=f"{COUNTY}/subjects/{subject}")
            self.world.add_person(person, answer.bearer_token)

    def presents_its_file(self, name: str) -> bool:
        """Whether who connects sees the certificate that is in the file."""
        folder = "public" if name == "gateway" else f"services/{name}"
        file = self.world.pki / folder / "certificate.pem"
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        host, port = self.world.address(name).split(":")
        with socket.create_connection((host, int(port)), SECONDS) as plain, \
                context.wrap_socket(plain) as connection:
            return connection.getpeercert(binary_form=True) == \
                ssl.PEM_cert_to_DER_cert(file.read_text())

    def expect_nothing_repeated(self, callers: list[Caller]):
        """Nobody even noticed."""
        for caller in callers:
            self.assertEqual(caller.repeated, 0, caller.name)
            self.assertGreater(caller.calls, 0, caller.name)

    def test_nobody_who_works_notices(self):
        self.world = self.enterContext(World())
        set_up(self.world)
        edge = self.world.pki / "services/edge"
        old_edge = ((edge / "key.pem").read_bytes(),
                    (edge / "certificate.pem").read_bytes())
        old_key = key_of(self.world.token("finance"))
        with contextlib.ExitStack() as before:
            old = before.enter_context(calling(at_work(self.world)))
            self.make_pki("begin")
            time.sleep(LOOKED)
            self.assertTrue(all(map(self.presents_its_file, PORTS)))
            self.make_pki("change")
            self.issue_tokens()
            self.assertNotEqual(key_of(self.world.token("finance")), old_key)
            # All but the first operator, whose token is made offline.
            with calling(caller for caller in at_work(self.world)
                         if caller.method != REGISTER) as new:
                wait_until(lambda: all(map(self.presents_its_file, PORTS)),
                           LOOKED)
                before.close()
                self.make_pki("end")
                time.sleep(LOOKED)
                self.expect_nothing_repeated(old + new)
                print(f"replaced: {told(old + new)}", flush=True)
                self.expect_the_old_to_open_nothing(old_edge)
                # Every connection is made anew, with what is new alone.
                for name in PORTS:
                    self.world.stop(name)
                    self.world.start(name)
            print(f"restarted: {told(new)}", flush=True)
        self.expect_the_first_operator_back()

    def expect_the_old_to_open_nothing(self, old_edge: tuple[bytes, bytes]):
        """Neither a certificate nor a token."""
        refused = self.world.person("operator").refusal(
            "RegisterService.ListSubjects", {"parent": COUNTY})
        self.assertEqual((refused.code, refused.reason),
                         ("UNAUTHENTICATED", "TOKEN_INVALID"))
        credentials = grpc.ssl_channel_credentials(
            (self.world.pki / "ca.pem").read_bytes(), *old_edge)
        with contextlib.closing(Client(self.world.address("funding"),
                                       credentials, patient=False)) as stranger:
            with self.assertRaises(Refused) as raised:
                stranger.call("Health.Check", {})
            self.assertEqual(raised.exception.code, "UNAVAILABLE")
        with contextlib.closing(self.world.service("funding", "edge")) as known:
            self.assertTrue(known.serves())

    def expect_the_first_operator_back(self):
        """With a token that is made offline, as the first one was."""
        token = self.world.folder / "tokens/again.token"
        run(BIN / "readiness", "bootstrap", "--renew",
            "--token-key", self.world.pki / "tokens/signing-key.pem",
            "--token-public-key", self.world.pki / "tokens/public/current.pem",
            "--token-file", token)
        with contextlib.closing(self.world.service(
                "gateway", "", token.read_text().strip())) as operator:
            operator.call("RegisterService.ListSubjects", {"parent": COUNTY})


if __name__ == "__main__":
    sys.exit(unittest.main())
