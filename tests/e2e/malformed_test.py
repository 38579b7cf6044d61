#!/usr/bin/python3
"""Malformed calls get the right code and the field, and leave no trace."""

import contextlib
import socket
import sys
import unittest

import grpc
from books import heads
from client import Client, bearer
from county import PEOPLE
from malformed_county import set_up_rows
from malformed_kinds import Row
from malformed_table import LIKE_SHEET, PAY, SPECIFIC, table
from schema import schema
from wire import UNKNOWN, Call, encode, field, good, number_of
from world import COUNTY, PORTS, World, peak_mebibytes


MEBIBYTE = 2**20
# No tag at all, and a first field that is neither text nor a message.
GARBAGE = (b"\xff", b"\x0a\x02\xff\xfe")
# Plain HTTP of both versions, a TLS record without end, and zeros.
NOISE = (b"GET / HTTP/1.1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
         b"\x16\x03\x01\xff\xff\x01", bytes(MEBIBYTE // 16), b"")


class Malformed(unittest.TestCase):
    """Each row through the gateway, and at the service's own port."""

    def expect_refused(self, call: Call, row: Row, at: str):
        """The row's code, reason and field, and no receipt."""
        refused = self.world.person(call.person, at).refusal(
            call.method, row.mutation(call))
        named = row.field.format(number=number_of(call))
        self.assertEqual((refused.code, refused.reason, refused.fields[:1]),
                         (row.code, row.reason, [named] if named else []))
        self.assertIsNone(refused.receipt)

    def expect_life(self, processes: dict[str, int]):
        """The processes are the same, and good calls are accepted."""
        self.assertEqual({name: self.world.process_id(name) for name in PORTS},
                         processes)
        for call, _ in (*SPECIFIC, *LIKE_SHEET):
            answer = self.world.person(call.person).call(call.method,
                                                         good(call))
            self.assertTrue(answer.ByteSize(), call.method)

    def expect_last_to_count(self):
        """A field given twice has its last value, for the gateway's routing
        and for the service alike.
        """
        auditor, finance = (self.world.person(name)
                            for name in ("auditor", "finance"))
        books = (f"{COUNTY}/books/{service}".encode()
                 for service in ("funding", "supplies"))
        head = auditor.call("JournalService.GetCheckpoint",
                            b"".join(field(1, book) for book in books))
        self.assertEqual(head.book, f"{COUNTY}/books/supplies")
        paid = PAY.fields()
        twice = encode(PAY, paid) + field(1, b"the-last-id")
        first = finance.call(PAY.method, twice).receipt
        paid["request_id"] = "the-last-id"
        again = finance.call(PAY.method, paid).receipt
        self.assertTrue(again.replayed)
        self.assertEqual(again.sequence, first.sequence)

    def expect_compressed_refused(self):
        """What is small on the wire and large in memory is not unpacked."""
        client = Client(self.world.address("gateway"), self.world.credentials(),
                        bearer(self.world.token("finance")),
                        compression=grpc.Compression.Gzip)
        before = peak_mebibytes(self.world.process_id("gateway"))
        refused = client.refusal(PAY.method, good(PAY) + field(
            UNKNOWN, bytes(100 * MEBIBYTE)))
        client.close()
        self.assertEqual(refused.code, "UNIMPLEMENTED")
        after = peak_mebibytes(self.world.process_id("gateway"))
        self.assertLess(after - before, 50)

    def expect_noise_ignored(self):
        """What is no TLS, or no more than its beginning."""
        for name in PORTS:
            host, port = self.world.address(name).split(":")
            for noise in NOISE:
                # It may be cut off while it is still sent.
                with (socket.create_connection((host, int(port))) as line,
                      contextlib.suppress(ConnectionError)):
                    line.sendall(noise)

    def expect_every_method_to_refuse_garbage(self):
        """All methods of all services are parsed by the same rules."""
        people = {role: person for person, _, role, _ in PEOPLE}
        people["ROLE_OPERATOR"] = "operator"
        for method in schema().names():
            fitting = [people[role] for role in schema().roles(method)
                       if role in people]
            answer = (("INVALID_ARGUMENT", "MALFORMED") if fitting else
                      ("PERMISSION_DENIED", "PEERS_ONLY"))
            person = self.world.person((fitting or ["operator"])[0])
            for garbage in GARBAGE:
                with self.subTest(f"{method}: {garbage!r}"):
                    refused = person.refusal(method, garbage)
                    self.assertEqual((refused.code, refused.reason), answer)

    def test_every_write_has_rows_of_its_own(self):
        """A new rpc that records something is not forgotten here, unless it is
        for services alone.
        """
        have = {call.method for call, rows in (*SPECIFIC, *LIKE_SHEET) if rows}
        for service in ("funding", "supplies", "readiness"):
            with self.subTest(service):
                writes = {method for method
                          in schema().writes(f"epiledger.{service}.v1")
                          if schema().roles(method)}
                self.assertTrue(writes)
                self.assertLessEqual(writes, have)

    def test_every_row_is_refused_and_nothing_recorded(self):
        self.world = self.enterContext(World())
        set_up_rows(self.world)
        processes = {name: self.world.process_id(name) for name in PORTS}
        before = {service: heads(self.world, service) for service in PORTS}
        for call, row in table():
            for at in dict.fromkeys(("gateway", call.service)):
                with self.subTest(f"{call.method} at {at}: {row.what}"):
                    self.expect_refused(call, row, at)
                    self.assertEqual(heads(self.world, call.service),
                                     before[call.service])
        self.expect_compressed_refused()
        self.expect_noise_ignored()
        self.expect_every_method_to_refuse_garbage()
        self.expect_life(processes)
        self.expect_last_to_count()


if __name__ == "__main__":
    sys.exit(unittest.main())
