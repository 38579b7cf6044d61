#!/usr/bin/python3
"""The settings of deploy/mariadb on real servers: services take them, and a
primary's commits are on its standby.
"""

import pathlib
import socket
import sys
import tempfile
import unittest

from mariadb_server import ROOT, Server, follow, output

FUNDING = ROOT / "build/release/bin/funding"


class MariadbSettings(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.pki = pathlib.Path(folder.name)
        output(ROOT / "deploy/make-pki", self.pki)

    def expect_services_to_take(self, server: Server) -> None:
        """A service looks at the settings before it looks for books."""
        password = server.folder / "password"
        password.touch(mode=0o600)
        password.write_text("word")
        server.ask("CREATE SCHEMA funding; CREATE USER funding@localhost "
                   "IDENTIFIED BY 'word'; "
                   "GRANT ALL ON funding.* TO funding@localhost;")
        url = (f"mysql://funding@/funding?socket={server.socket}&"
               f"password_file={password}")
        self.assertIn("no book in", output(FUNDING, "verify", "--store", url,
                                           code=1))

    def test_a_single_server_is_reached_by_its_socket_alone(self):
        server = Server(self, self.pki, "single.cnf")
        self.expect_services_to_take(server)
        with socket.socket() as probe:
            self.assertNotEqual(probe.connect_ex(("127.0.0.1", server.port)), 0)

    def test_a_commit_is_on_the_standby(self):
        primary = Server(self, self.pki, "primary.cnf")
        standby = Server(self, self.pki, "standby.cnf")
        follow(primary, standby, self.pki)
        self.expect_services_to_take(primary)
        primary.ask("CREATE TABLE funding.t (a INT PRIMARY KEY); "
                    "INSERT INTO funding.t VALUES (7);")
        standby.wait_until(
            lambda: standby.ask("SELECT a FROM funding.t") == "7\n")
        self.assertEqual(primary.status("Rpl_semi_sync_master_status"), "ON")
        self.assertNotEqual(primary.status("Rpl_semi_sync_master_yes_tx"), "0")
        with self.assertRaisesRegex(AssertionError, "read-only"):
            standby.ask("INSERT INTO funding.t VALUES (8)", "--user=funding",
                        "--password=word")


if __name__ == "__main__":
    sys.exit(unittest.main())
