#!/usr/bin/python3
"""No log holds what somebody typed, a name, a telephone number, a token or a
secret: every call of the table, in good days and while the database is away.
"""

import base64
import contextlib
import http.client
import json
import signal
import ssl
import sys
import unittest
from collections.abc import Iterator

from client import Refused, bearer, new_id
from malformed_county import set_up_rows
from malformed_table import LIKE_SHEET, PAY, RECEIVE, REPORT, SPECIFIC
from planted_words import PERSONAL, TYPED, plant
from schema import schema
from web_client import WebClient
from wire import UNKNOWN, Call, field
from world import COUNTY, PORTS, World, wait_until

SECONDS = 60
# Whoever was refused too often is not heard for a minute.
QUIET_SECONDS = 180
# Of the table's calls at least so many are accepted with our words in them.
LEAST_ACCEPTED = 200
TELEPHONE = "13900007342"
# Long enough not to be anything else.
PIECE = 24


class Logs(unittest.TestCase):
    """A deployment whose people, and whose forgers, all type the same words."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World("mysql"))
        set_up_rows(cls.world)
        cls.calls = [call for call, _ in (*SPECIFIC, *LIKE_SHEET)]

    def requests(self, call: Call) -> Iterator[bytes]:
        """A good one, with our words in it, and bad ones."""
        for everywhere in (False, True):
            request = schema().request(call.method, call.fields())
            plant(request, everywhere)
            yield request.SerializeToString()
        good = schema().request(call.method, call.fields()).SerializeToString()
        yield good + field(UNKNOWN, TYPED.encode())
        yield good + field(UNKNOWN, TYPED.encode() + b"\xff")
        yield TYPED.encode()
        # The resource name, the first or second field of each.
        for number in (1, 2):
            yield good + field(number, f"counties/{TYPED}/{TYPED}".encode())

    def call_all(self) -> int:
        """How many were accepted."""
        accepted = 0
        for call in self.calls:
            for data in self.requests(call):
                with contextlib.suppress(Refused):
                    self.world.person(call.person).call(call.method, data)
                    accepted += 1
        return accepted

    def register_somebody(self):
        """With a name and a telephone number."""
        self.world.person("operator").call(
            "RegisterService.CreateSubject", {
                "request_id": new_id(), "parent": COUNTY,
                "subject_id": "s-77", "subject": {},
                "display_name": PERSONAL, "telephone": TELEPHONE})

    def knock_as_browsers_do(self):
        """Words and tokens in the wrong places: the path, a cookie, a code."""
        token = self.world.token("finance")
        authority = str(self.world.pki / "ca.pem")
        port = self.world.port_for_browsers()
        for method, path, headers, body in (
                ("GET", f"/{TYPED}?token={token}", {}, None),
                ("GET", f"/hq?{TYPED}", {"cookie": token}, None),
                ("POST", "/sign-in", {"content-type": "application/json"},
                 json.dumps({"code": TYPED * 3})),
                ("POST", f"/{TYPED}/{TYPED}",
                 {"content-type": "application/grpc-web+proto"}, TYPED)):
            connection = http.client.HTTPSConnection(
                "127.0.0.1", port, timeout=SECONDS,
                context=ssl.create_default_context(cafile=authority))
            connection.request(method, path, body, headers)
            connection.getresponse().read()
            connection.close()
        for metadata in (bearer(token[:-4]), (("authorization", token),),
                         (("x-token", token),)):
            with self.assertRaises(Refused):
                WebClient(port, authority, metadata).call(
                    "CommandService.GetOverview", {"name": COUNTY})

    def fails(self, call: Call) -> bool:
        """Makes a call, and says whether the service's log has its fault."""
        with contextlib.suppress(Refused):
            self.world.person(call.person).call(
                call.method, next(self.requests(call)), seconds=20)
        return any(fault["method"].endswith(call.method)
                   for fault in self.faults(call.service))

    def lose_the_database(self):
        """Calls while it is away fail, and are logged with who made them."""
        self.world.stop("mariadb", signal.SIGKILL)
        for call in (PAY, RECEIVE, REPORT):
            wait_until(lambda made=call: self.fails(made), QUIET_SECONDS)
        self.world.launch_mariadb()
        for name in PORTS:
            wait_until(lambda at=name: self.world.person(
                "operator", at).serves(), SECONDS)

    def faults(self, name: str) -> list[dict[str, str]]:
        """The lines about calls, each of JSON as all are."""
        lines = [json.loads(line) for line
                 in self.world.log(name).splitlines() if line]
        return [line for line in lines if "method" in line]

    def secrets(self) -> Iterator[tuple[str, str]]:
        """What opens a door, each in pieces that are long enough."""
        for file in (*self.world.folder.glob("tokens/*"),
                     *self.world.folder.glob("mariadb/passwords/*"),
                     self.world.pki / "metrics/token"):
            text = file.read_text().strip()
            yield file.name, text[:PIECE] if "." not in text else (
                text.split(".")[1][:PIECE])
            yield file.name, text[-PIECE:]
        for file in self.world.pki.rglob("*key*"):
            if file.is_file():
                data = file.read_bytes()
                text = (data.decode().splitlines()[1] if data.startswith(b"--")
                        else base64.b64encode(data).decode())
                yield file.name, text[:PIECE]

    def planted(self) -> list[tuple[str, str]]:
        """Everything that must be in no log."""
        return [("what was typed", TYPED), ("a name", PERSONAL),
                ("a telephone number", TELEPHONE), *self.secrets()]

    def found(self, text: str) -> list[str]:
        return [what for what, word in self.planted() if word in text]

    def test_nothing_planted_is_in_a_log(self):
        self.register_somebody()
        accepted = self.call_all()
        self.assertGreaterEqual(accepted, LEAST_ACCEPTED)
        self.knock_as_browsers_do()
        self.lose_the_database()
        faults = [fault for name in PORTS for fault in self.faults(name)]
        print(f"{accepted} accepted, {len(faults)} lines of faults")
        # There is something to be looked through: who, which call, why.
        self.assertLessEqual({"s-1", "s-4"}, {
            fault.get("subject") for fault in faults})
        for file in self.world.folder.glob("log/*"):
            self.assertEqual(self.found(file.read_text(errors="replace")), [],
                             file.name)

    def test_each_would_be_found(self):
        for what, word in self.planted():
            self.assertIn(what, self.found(f'{{"message":"x{word}y"}}'))


if __name__ == "__main__":
    sys.exit(unittest.main())
