#!/usr/bin/python3
"""No port opens to a certificate that is not quite right, whoever's token comes
with it.
"""

import pathlib
import sys
import unittest

import grpc
from bad_certificates import (Authority, Shown, of_identity, shown, strangers)
from books import SERVICES, heads
from client import Client, Refused, bearer
from county import set_up
from cryptography import x509
from forgery import private_key
from world import COUNTY, World

HEAD = "JournalService.GetCheckpoint"
# Of a handshake that one side ended.
CLOSED = "UNAVAILABLE"
UNKNOWN = "UNAUTHENTICATED IDENTITY_UNKNOWN"
NO_TOKEN = "UNAUTHENTICATED TOKEN_REQUIRED"
LEAST_KINDS = 30


class Guarded(World):
    """Where the gateway may ask for certificates as well."""

    guarded = False

    def settings(self, name: str) -> dict[str, str | pathlib.Path]:
        flags = super().settings(name)
        if name == "gateway" and self.guarded:
            flags["require-client-certificate"] = "true"
        return flags


class Certificates(unittest.TestCase):
    """A forger with every port, and an auditor's token."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(Guarded())
        set_up(cls.world)
        pki = cls.world.pki
        cls.trusted = (pki / "ca.pem").read_bytes()
        cls.ours = Authority(x509.load_pem_x509_certificate(cls.trusted),
                             private_key((pki / "ca-key.pem").read_bytes()))
        cls.token = bearer(cls.world.token("auditor"))

    def answer(self, port: str, credentials: grpc.ChannelCredentials,
               metadata: tuple[tuple[str, str], ...]) -> str:
        """`CODE REASON`, or `OK`, for the head of a book."""
        client = Client(self.world.address(port), credentials, metadata,
                        patient=False)
        book = "funding" if port == "gateway" else port
        try:
            client.call(HEAD, {"book": f"{COUNTY}/books/{book}"})
            return "OK"
        except Refused as refused:
            return f"{refused.code} {refused.reason}".strip()
        finally:
            client.close()

    def show(self, port: str, kind: Shown,
             metadata: tuple[tuple[str, str], ...]) -> str:
        """The same to whoever shows this."""
        return self.answer(port, kind.credentials(self.trusted), metadata)

    def expect(self, port: str, kinds: list[tuple[str, Shown]],
               answer: str, metadata: tuple[tuple[str, str], ...]):
        for what, kind in kinds:
            with self.subTest(f"{port}: {what}"):
                self.assertEqual(self.show(port, kind, metadata), answer)

    def test_a_services_port_opens_to_none_of_them(self):
        closed, unknown = strangers(self.ours), [*of_identity(self.ours)]
        self.assertGreaterEqual(len(closed) + len(unknown), LEAST_KINDS)
        before = heads(self.world)
        for port in SERVICES:
            self.expect(port, closed, CLOSED, self.token)
            self.expect(port, unknown, UNKNOWN, self.token)
            # It is the little that is wrong with each which keeps it out.
            self.assertEqual(self.show(port, shown(self.ours), self.token),
                             "OK")
        self.assertEqual(heads(self.world), before)

    def test_no_certificate_is_a_persons_token(self):
        """The gateway, which people reach, asks nobody for one."""
        for kinds in (strangers(self.ours), [*of_identity(self.ours)],
                      [("that of edge", shown(self.ours))]):
            self.expect("gateway", kinds, NO_TOKEN, ())

    def test_a_gateway_that_asks_for_one_takes_those_that_hold(self):
        self.world.stop("gateway")
        self.world.guarded = True
        self.world.start("gateway")
        self.expect("gateway", strangers(self.ours), CLOSED, self.token)
        nobody = grpc.ssl_channel_credentials(self.trusted)
        self.assertEqual(self.answer("gateway", nobody, self.token), CLOSED)
        # Whose it is matters to services alone; here the token says who calls.
        self.expect("gateway", [*of_identity(self.ours)], NO_TOKEN, ())
        self.expect("gateway", [*of_identity(self.ours)], "OK", self.token)
        self.world.stop("gateway")
        self.world.guarded = False
        self.world.start("gateway")


if __name__ == "__main__":
    sys.exit(unittest.main())
