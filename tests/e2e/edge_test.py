#!/usr/bin/python3
"""A real nginx with deploy/nginx/epiledger.conf in front of the gateway: calls,
streams, errors, a browser's calls and the console's files go through it.
"""

import gzip
import http.client
import pathlib
import signal
import ssl
import sys
import unittest

from client import Client, Refused, bearer
from county import COUNTY, payment, set_up
from google.protobuf.message import Message
from web_client import WebClient
from world import DIE_WITH_ME, ROOT, World, wait_until

sys.path.insert(0, str(ROOT / "tests/deploy"))

from edge import Edge  # noqa: E402

SECONDS = 10
CONSOLE = {"index.html": "<!doctype html><title>控制台</title>",
           "assets/app-1a2b.js": "export const answer = 42;\n" * 100}
TOO_LARGE = 4 << 20


class EdgeTest(unittest.TestCase):
    """The county behind nginx."""

    world: World

    @classmethod
    def setUpClass(cls) -> None:
        cls.world = cls.enterClassContext(World())
        set_up(cls.world)
        cls.start_nginx()

    @classmethod
    def start_nginx(cls) -> None:
        console = cls.world.folder / "console"
        cls.place(console)
        edge = Edge(cls.world.folder / "nginx", cls.world.edge_port(),
                    cls.world.address("gateway"),
                    f"127.0.0.1:{cls.world.port_for_browsers()}",
                    cls.world.pki, console)
        nginx = cls.enterClassContext(edge.start(*DIE_WITH_ME))
        cls.addClassCleanup(nginx.send_signal, signal.SIGTERM)
        cls.health = cls.person("operator")
        wait_until(cls.health.serves, SECONDS)

    @classmethod
    def place(cls, console: pathlib.Path) -> None:
        """Files where nginx looks for them."""
        for name, text in CONSOLE.items():
            (console / name).parent.mkdir(parents=True, exist_ok=True)
            (console / name).write_text(text)
        packed = gzip.compress(CONSOLE["assets/app-1a2b.js"].encode())
        (console / "assets/app-1a2b.js.gz").write_bytes(packed)

    @classmethod
    def person(cls, name: str) -> Client:
        """Who calls through nginx."""
        client = Client(f"127.0.0.1:{cls.world.edge_port()}", cls.world.credentials(),
                        bearer(cls.world.token(name)))
        cls.addClassCleanup(client.close)
        return client

    def ask(self, method: str, where: str, body: bytes = b"",
            **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """What a browser gets."""
        context = ssl.create_default_context(cafile=self.world.pki / "ca.pem")
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.world.edge_port(), timeout=SECONDS,
            context=context)
        self.addCleanup(connection.close)
        connection.request(method, where, body, {
            name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()

    def get_overview(self, client: Client) -> Message:
        """As the client sees it."""
        return client.call("CommandService.GetOverview", {"name": COUNTY})

    def test_who_calls_through_it_reads_and_writes_as_at_the_gateway(self):
        finance = self.person("finance")
        receipt = finance.write("FundingService.CreatePayment", parent=COUNTY,
                                payment=payment(1)).receipt
        got = self.world.person("finance").call(
            "FundingService.ListPayments", {"parent": COUNTY})
        self.assertEqual(got.read_at.sequence, receipt.sequence)

    def test_an_error_comes_with_all_it_says(self):
        refused = self.person("finance").refusal(
            "FundingService.CreatePayment", {"parent": COUNTY})
        direct = self.world.person("finance").refusal(
            "FundingService.CreatePayment", {"parent": COUNTY})
        self.assertEqual((refused.code, refused.reason, refused.fields),
                         (direct.code, direct.reason, direct.fields))
        self.assertTrue(refused.reason)

    def test_whoever_watches_sees_what_is_paid(self):
        watch = self.person("headquarters").watch(
            "HeadquartersService.WatchOverview", {"name": COUNTY})
        next(watch)
        paid = self.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY,
            payment=payment(1)).receipt.sequence
        for seen in watch:
            if seen.money.status.read_at.sequence >= paid:
                break

    def test_what_is_too_large_is_refused_in_the_gateway_s_words(self):
        with self.assertRaises(Refused) as raised:
            self.person("finance").call("FundingService.CreatePayment",
                                        b"\x0a" + bytes(TOO_LARGE))
        self.assertEqual(raised.exception.code, "RESOURCE_EXHAUSTED")
        self.assertTrue(raised.exception.reason)

    def call_as_browser(self, origin: str) -> Message:
        """GetOverview, asked for by a page of that origin."""
        browser = WebClient(
            self.world.edge_port(), str(self.world.pki / "ca.pem"),
            (*bearer(self.world.token("headquarters")), ("origin", origin)))
        return browser.call("CommandService.GetOverview", {"name": COUNTY})

    def test_a_browser_s_call_reaches_the_gateway(self):
        seen = self.call_as_browser(
            f"https://127.0.0.1:{self.world.edge_port()}")
        self.assertEqual(seen.name, self.get_overview(
            self.world.person("headquarters")).name)

    def test_a_page_of_somebody_else_calls_nothing(self):
        with self.assertRaisesRegex(AssertionError, "HTTP 403"):
            self.call_as_browser("https://elsewhere.example")

    def test_the_console_s_files_come_with_what_guards_them(self):
        answer, body = self.ask("GET", "/")
        self.assertEqual(body.decode(), CONSOLE["index.html"])
        self.assertEqual(answer.headers["Cache-Control"], "no-cache")
        self.assertIn("default-src 'none'",
                      answer.headers["Content-Security-Policy"])
        self.assertNotIn("unsafe", answer.headers["Content-Security-Policy"])
        answer, body = self.ask("GET", "/assets/app-1a2b.js",
                                Accept_Encoding="gzip")
        self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(body).decode(),
                         CONSOLE["assets/app-1a2b.js"])

    def test_nothing_else_is_served(self):
        for where in ("/unknown", "/../key.pem", "/%2e%2e/key.pem",
                      "/epiledger.conf"):
            self.assertIn(self.ask("GET", where)[0].status, (400, 404), where)
        self.assertEqual(self.ask("POST", "/", b"x")[0].status, 403)

    def test_the_page_of_headquarters_is_reached(self):
        answer, body = self.ask("GET", "/hq")
        self.assertEqual(answer.status, 200)
        self.assertIn(b"<html", body.lower())


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
