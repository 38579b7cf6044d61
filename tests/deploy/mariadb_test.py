#!/usr/bin/python3
"""The settings of deploy/mariadb on real servers: services take them, and a
primary's commits are on its standby.
"""

import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "deploy/mariadb"
FUNDING = ROOT / "build/release/bin/funding"
SECONDS = 30


def output(*command: str | pathlib.Path, code: int = 0, **more) -> str:
    """What a program prints; AssertionError on another exit code."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, timeout=120,
                          **more)
    if done.returncode != code:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}")
    return done.stdout


def free_port() -> int:
    """One that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Server:
    """A server with files of deploy/mariadb, and folders of its own."""

    def __init__(self, test: unittest.TestCase, pki: pathlib.Path,
                 *settings: str) -> None:
        # Short: the path of a socket has a limit.
        folder = tempfile.TemporaryDirectory(prefix="m", dir="/tmp")
        test.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.socket = self.folder / "socket"
        self.port = free_port()
        output("mariadb-install-db", "--no-defaults",
               f"--datadir={self.folder}/data", "--user=root",
               "--auth-root-authentication-method=normal", "--skip-test-db")
        own = {"datadir": f"{self.folder}/data", "socket": self.socket,
               "port": self.port, "pid_file": f"{self.folder}/pid",
               "user": "root", "innodb_buffer_pool_size": "64M",
               "innodb_log_file_size": "64M"}
        if "single.cnf" not in settings:
            own |= {"ssl_ca": pki / "ca.pem",
                    "ssl_cert": pki / "public/certificate.pem",
                    "ssl_key": pki / "public/key.pem"}
        # The later one counts.
        text = "".join((SETTINGS / name).read_text()
                       for name in ("epiledger.cnf", *settings))
        (self.folder / "server.cnf").write_text(
            text + "[mariadbd]\n" +
            "".join(f"{name}={value}\n" for name, value in own.items()))
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                ["mariadbd", f"--defaults-file={self.folder}/server.cnf"],
                stdout=log, stderr=subprocess.STDOUT)
        test.addCleanup(self.process.wait)
        test.addCleanup(self.process.kill)
        self.wait_until(lambda: self.ask("SELECT 1") == "1\n")

    def wait_until(self, happens) -> None:
        """Until it happens, and nothing fails on the way."""
        give_up = time.monotonic() + SECONDS
        while True:
            try:
                if happens():
                    return
                problem = "not yet"
            except AssertionError as error:
                problem = str(error)
            if time.monotonic() > give_up:
                raise AssertionError(
                    problem + (self.folder / "log").read_text()[-2000:])
            time.sleep(0.1)

    def ask(self, statements: str, *login: str) -> str:
        """What the server answers root, or another, without headings."""
        return output("mariadb", "--no-defaults", "--skip-column-names",
                      *(login or ("--user=root",)), f"--socket={self.socket}",
                      input=statements)

    def status(self, name: str) -> str:
        """A status variable."""
        return self.ask(f"SHOW STATUS LIKE '{name}'").partition("\t")[2].strip()


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
        primary.ask("CREATE USER standby@'127.0.0.1' IDENTIFIED BY 'word' "
                    "REQUIRE SSL; GRANT REPLICATION SLAVE ON *.* TO "
                    "standby@'127.0.0.1';")
        standby.ask("CHANGE MASTER TO MASTER_HOST='127.0.0.1', "
                    f"MASTER_PORT={primary.port}, MASTER_USER='standby', "
                    "MASTER_PASSWORD='word', MASTER_SSL=1, "
                    f"MASTER_SSL_CA='{self.pki}/ca.pem', "
                    "MASTER_SSL_VERIFY_SERVER_CERT=1, "
                    "MASTER_USE_GTID=slave_pos; START SLAVE;")
        primary.wait_until(
            lambda: primary.status("Rpl_semi_sync_master_clients") == "1")
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
