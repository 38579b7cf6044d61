#!/usr/bin/python3
"""Who may not come in stays outside, and who oversteps is on record."""

import sys
import unittest
from typing import Any

import grpc
from bad_tokens import REQUIRED, bad_tokens, good_claims
from books import SERVICES, denials, heads
from client import Client, Refused, bearer, new_id
from county import OTHER_STORE, STORE, count, delivery, payment, set_up
from forgery import private_key, signed
from web_client import WebClient
from world import COUNTY, World, wait_until

SECONDS = 10
PAY = "FundingService.CreatePayment"
HEAD = "JournalService.GetCheckpoint"


class Credentials(unittest.TestCase):
    """Tokens at the gateway, services at the services' own ports."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        set_up(cls.world)
        pki = cls.world.pki
        cls.token_key = private_key(
            (pki / "tokens/signing-key.pem").read_bytes())

    def setUp(self):
        self.before = heads(self.world)

    def answer(self, address: str, credentials: grpc.ChannelCredentials,
               metadata: tuple[tuple[str, str], ...], method: str,
               request: dict[str, Any]) -> str:
        """`CODE REASON`, or `OK`."""
        client = Client(self.world.address(address), credentials, metadata,
                        patient=False)
        try:
            client.call(method, request)
            return "OK"
        except Refused as refused:
            return f"{refused.code} {refused.reason}".strip()
        finally:
            client.close()

    def ask(self, address: str, credentials: grpc.ChannelCredentials,
            *metadata: tuple[str, str]) -> str:
        """The answer to somebody who asks for the head of a book."""
        book = "funding" if address == "gateway" else address
        return self.answer(address, credentials, metadata, HEAD,
                           {"book": f"{COUNTY}/books/{book}"})

    def ask_by_browser(self, *metadata: tuple[str, str]) -> str:
        """The same by gRPC-Web."""
        browser = WebClient(self.world.port_for_browsers(),
                            str(self.world.pki / "ca.pem"), metadata)
        try:
            browser.call(HEAD, {"book": f"{COUNTY}/books/funding"})
            return "OK"
        except Refused as refused:
            return f"{refused.code} {refused.reason}".strip()

    def pay(self, address: str, credentials: grpc.ChannelCredentials,
            *metadata: tuple[str, str]) -> str:
        """The answer to a payment."""
        return self.answer(address, credentials, metadata, PAY, {
            "request_id": new_id(), "parent": COUNTY, "payment": payment(1)})

    def pay_with(self, *tokens: str) -> str:
        """The same at the gateway, with these tokens."""
        return self.pay("gateway", self.world.credentials(),
                        *(pair for token in tokens for pair in bearer(token)))

    def test_only_a_right_token_opens_a_port(self):
        kinds = bad_tokens(self.token_key)
        self.assertGreaterEqual(len(kinds), 30)
        for port in ("gateway", *SERVICES):
            edge = self.world.credentials("" if port == "gateway" else "edge")
            for what, metadata, answer in kinds:
                with self.subTest(f"{port}: {what}"):
                    self.assertEqual(self.ask(port, edge, *metadata), answer)
        for what, metadata, answer in kinds:
            with self.subTest(f"browsers: {what}"):
                self.assertEqual(self.ask_by_browser(*metadata), answer)
        self.assertEqual(self.ask_by_browser(
            *bearer(self.world.token("auditor"))), "OK")
        self.assertEqual(self.pay_with(""), REQUIRED)
        self.assertEqual(heads(self.world), self.before)
        self.assertEqual(self.pay_with(signed(self.token_key, good_claims())),
                         "OK")

    def test_a_services_port_opens_to_known_services_alone(self):
        token = bearer(self.world.token("finance"))
        edge = self.world.credentials("edge")
        for what, credentials, metadata, answer in (
                ("no certificate", self.world.credentials(), token,
                 "UNAVAILABLE"),
                ("the public one", self.world.credentials("../public"), token,
                 "UNAVAILABLE"),
                ("edge without a person", edge, (),
                 "UNAUTHENTICATED TOKEN_REQUIRED"),
                ("a peer in a person's place", self.world.credentials(
                    "supplies"), (), "PERMISSION_DENIED PEER_NOT_ALLOWED")):
            with self.subTest(what):
                self.assertEqual(self.pay("funding", credentials, *metadata),
                                 answer)
        after = heads(self.world)
        self.assertEqual(after["funding"], self.before["funding"])
        self.assertEqual(self.pay("funding", edge, *token), "OK")

    def test_a_service_reads_of_a_book_what_a_backup_holds(self):
        """Without a person, so that it goes on when every token has ended."""
        denied = "PERMISSION_DENIED PEER_NOT_ALLOWED"
        book = {"book": f"{COUNTY}/books/funding"}
        for method, of_itself, of_the_gateway in (
                (HEAD, "OK", "OK"),
                ("JournalService.ListEntries", "OK", "OK"),
                ("JournalService.ListAccounts", "OK", denied),
                ("JournalService.ListRefusals", denied, denied),
                ("JournalService.VerifyBook", denied, denied)):
            for identity, answer in (("funding", of_itself),
                                     ("gateway", of_the_gateway)):
                with self.subTest(f"{identity}: {method}"):
                    self.assertEqual(
                        self.answer("funding", self.world.credentials(identity),
                                    (), method, book), answer)

    def test_a_person_never_reaches_what_is_for_services(self):
        for address in ("gateway", "readiness"):
            refused = self.world.person("operator", address).refusal(
                "RegisterService.ListRevocations", {})
            self.assertEqual((refused.code, refused.reason),
                             ("PERMISSION_DENIED", "PEERS_ONLY"))

    def test_nobody_alone_gets_the_token_of_who_approves_money(self):
        """Where two could decide; the answer of the second carries it."""
        operator = self.world.person("operator")
        operator.write("RegisterService.CreateSubject", parent=COUNTY,
                       subject_id="s-9",
                       subject={"roles": ["ROLE_HEADQUARTERS"]})
        ward, finance = (operator.write(
            "RegisterService.IssueToken", parent=f"{COUNTY}/subjects/{person}")
            for person in ("s-4", "s-1"))
        self.assertTrue(ward.bearer_token)
        self.assertFalse(finance.bearer_token)
        self.assertEqual(finance.proposal.subject, f"{COUNTY}/subjects/s-1")
        approved = self.world.person("headquarters").write(
            "SubjectProposalService.ApproveSubjectProposal",
            name=finance.proposal.name, digest=finance.proposal.digest)
        self.assertEqual(approved.proposal.token.handed_to, "s-2")
        self.assertEqual(self.pay_with(approved.bearer_token), "OK")

    def test_a_clerk_who_touches_anothers_store_is_on_record(self):
        clerk = self.world.person("people-hospital")
        for method, name, value in (
                ("CreateCount", "count", count(1)),
                ("CreateMovement", "movement", delivery(1))):
            refused = clerk.refusal(f"SuppliesService.{method}", {
                "request_id": new_id(), "parent": OTHER_STORE, name: value})
            self.assertEqual((refused.code, refused.reason),
                             ("PERMISSION_DENIED", "FACILITY_NOT_ALLOWED"))
            self.assertIsNone(refused.receipt)
        refused = clerk.refusal("CommandService.GetOverview", {"name": COUNTY})
        self.assertEqual(refused.code, "PERMISSION_DENIED")
        who = "s-4"
        wait_until(lambda: {
            (who, "CreateCount", "FACILITY_NOT_ALLOWED", OTHER_STORE),
            (who, "CreateMovement", "FACILITY_NOT_ALLOWED", OTHER_STORE),
        } <= set(denials(self.world, "supplies")), SECONDS)
        # The gateway keeps no books: readiness records what it denied.
        wait_until(lambda: (who, "GetOverview", "ROLE_NOT_ALLOWED", "")
                   in denials(self.world, "readiness"), SECONDS)
        self.assertEqual(heads(self.world)["supplies"], self.before["supplies"])
        clerk.write("SuppliesService.CreateCount", parent=STORE, count=count(1))


if __name__ == "__main__":
    sys.exit(unittest.main())
