"""Real servers with the settings of deploy/mariadb."""

import pathlib
import socket
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "deploy/mariadb"
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
        self._own = own
        self.set_up(*settings)
        test.addCleanup(self.kill)
        self.start()

    def set_up(self, *settings: str, **more: str) -> None:
        """Gives it other files, which hold from its next start on."""
        # The later one counts.
        text = "".join((SETTINGS / name).read_text()
                       for name in ("epiledger.cnf", *settings))
        (self.folder / "server.cnf").write_text(
            text + "[mariadbd]\n" + "".join(
                f"{name}={value}\n"
                for name, value in (self._own | more).items()))

    def start(self) -> None:
        """Waits until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["mariadbd", f"--defaults-file={self.folder}/server.cnf"],
                stdout=log, stderr=subprocess.STDOUT)
        self.wait_until(lambda: self.ask("SELECT 1") == "1\n")

    def kill(self) -> None:
        """As when its machine is gone."""
        self.process.kill()
        self.process.wait()

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

    def has_done_all(self) -> bool:
        """Whether a standby has done what it read of its primary's log."""
        lines = output("mariadb", "--no-defaults", "--user=root",
                       f"--socket={self.socket}",
                       input="SHOW SLAVE STATUS\\G").splitlines()
        found = dict(line.strip().partition(": ")[::2] for line in lines)
        return found["Read_Master_Log_Pos"] == found["Exec_Master_Log_Pos"]


def follow(primary: Server, standby: Server, pki: pathlib.Path) -> None:
    """From now on a commit of one waits for the other."""
    primary.ask("CREATE USER standby@'127.0.0.1' IDENTIFIED BY 'word' "
                "REQUIRE SSL; GRANT REPLICATION SLAVE ON *.* TO "
                "standby@'127.0.0.1';")
    standby.ask("CHANGE MASTER TO MASTER_HOST='127.0.0.1', "
                f"MASTER_PORT={primary.port}, MASTER_USER='standby', "
                "MASTER_PASSWORD='word', MASTER_SSL=1, "
                f"MASTER_SSL_CA='{pki}/ca.pem', "
                "MASTER_SSL_VERIFY_SERVER_CERT=1, "
                "MASTER_USE_GTID=slave_pos; START SLAVE;")
    primary.wait_until(
        lambda: primary.status("Rpl_semi_sync_master_clients") == "1")
