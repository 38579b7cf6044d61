"""A whole deployment on free ports, started as deploy/quickstart starts it."""

import base64
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import grpc

from client import Client, bearer
from ports import port_block

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("EPILEDGER_BIN",
                                  ROOT / "build/release/bin")).resolve()
COUNTY = "counties/990101"
# In the order they are started; the gateway's port is the first of the block.
PORTS = {"readiness": 3, "funding": 1, "supplies": 2, "gateway": 0}
# The one of the block that is for what a test puts in front of the gateway.
EDGE = 4
START_SECONDS, STOP_SECONDS, RUN_SECONDS = 60, 60, 300
# None of our own flags from outside, and a proxy for the web, as offices have:
# one that nobody answers at, since nothing of ours may go there.
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("EPILEDGER_")} | {
    "LC_ALL": "C.UTF-8", "no_proxy": "", "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9"}
# No child outlives the test.
DIE_WITH_ME = ("setpriv", "--pdeathsig", "KILL", "--")


def run(*command: str | pathlib.Path, code: int = 0,
        seconds: float = RUN_SECONDS, **environment: str) -> str:
    """What a program prints; AssertionError on another exit code."""
    return finish(*command, code=code, seconds=seconds, **environment).stdout


def finish(*command: str | pathlib.Path, code: int = 0,
           seconds: float = RUN_SECONDS,
           **environment: str) -> subprocess.CompletedProcess[str]:
    """A program that ended; AssertionError on another exit code."""
    done = subprocess.run(command, text=True, capture_output=True, check=False,
                          env=ENVIRONMENT | environment, timeout=seconds)
    if done.returncode != code:
        raise AssertionError(f"{command}: exit code {done.returncode}\n"
                             f"{done.stdout}{done.stderr}")
    return done


def variable(flag: str) -> str:
    """The environment's name for a flag: EPILEDGER_TLS_CA for tls-ca."""
    return "EPILEDGER_" + flag.upper().replace("-", "_")


def wait_until(happens: Callable[[], Any], seconds: float) -> None:
    """Until it happens; AssertionError when it does not within `seconds`."""
    give_up = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > give_up:
            raise AssertionError(f"did not happen within {seconds} seconds")
        time.sleep(0.05)


def peak_mebibytes(process: int) -> int:
    """The most memory a process ever had."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024


class World(contextlib.ExitStack):
    """Keys, four processes and a first operator; `store` is sqlite or mysql."""

    def __init__(self, store: str = "sqlite") -> None:
        super().__init__()
        self._store = store
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._clients: dict[tuple[str, str], Client] = {}

    def __enter__(self) -> "World":
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self) -> None:
        # Short: the path of MariaDB's socket has a limit.
        self.folder = pathlib.Path(self.enter_context(
            tempfile.TemporaryDirectory(prefix="e2e", dir="/tmp")))
        self.pki = self.folder / "pki"
        self._base = self.enter_context(port_block())
        self.callback(self._end)
        for name in ("data", "log", "profiles", "state", "tokens"):
            (self.folder / name).mkdir(mode=0o700)
        for name in PORTS.keys() - {"gateway"}:
            self.backups(name).mkdir()
        run(ROOT / "deploy/make-pki", self.pki)
        self._make_operator()
        if self._store == "mysql":
            self.start_mariadb()
        for name in PORTS:
            self.start(name)

    def _end(self) -> None:
        for client in self._clients.values():
            client.close()
        for name in reversed(list(self._running)):
            self.stop(name, expect_clean=False)

    def address(self, name: str) -> str:
        """Where a service listens."""
        return f"127.0.0.1:{self._base + PORTS[name]}"

    def edge_port(self) -> int:
        """Where a test may put something in front of the gateway."""
        return self._base + EDGE

    def log(self, name: str) -> str:
        """What a process wrote."""
        return (self.folder / f"log/{name}.log").read_text(errors="replace")

    def port_for_browsers(self) -> int:
        """Of the gateway; its last start counts."""
        return int(re.findall(r"browsers are served at port (\d+)",
                              self.log("gateway"))[-1])

    def figures(self, name: str) -> str:
        """What Prometheus reads of a process; its last start counts."""
        port = re.findall(r"figures are at port (\d+)", self.log(name))[-1]
        token = (self.pki / "metrics/token").read_text().strip()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/metrics", headers={
                "authorization": "Basic " + base64.b64encode(
                    f"prometheus:{token}".encode()).decode()})
        # No proxy for the web stands in between.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(asked, timeout=10) as answer:
            return answer.read().decode()

    def _make_operator(self) -> None:
        run(BIN / "readiness", "bootstrap",
            "--token-key", self.pki / "tokens/signing-key.pem",
            "--token-public-key", self.pki / "tokens/public/current.pem",
            "--token-file", self.folder / "tokens/operator.token")
        (self.folder / "profiles/operator").write_text(
            f"address = {self.address('gateway')}\n"
            "ca_file = ../pki/ca.pem\n"
            "token_file = ../tokens/operator.token\ncounty = 990101\n")

    def _launch(self, name: str, *command: str | pathlib.Path,
                **environment: str) -> None:
        with open(self.folder / f"log/{name}.log", "ab") as log:
            self._running[name] = subprocess.Popen(
                [*DIE_WITH_ME, *command], stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, env=ENVIRONMENT | environment)

    def start(self, name: str, by_environment: bool = False) -> None:
        """Starts a service and waits until it serves."""
        self.launch(name, by_environment)
        with contextlib.closing(self.service(name, "gateway")) as asked:
            wait_until(lambda: self.process_id(name) and asked.serves(),
                       START_SECONDS)

    def launch(self, name: str, by_environment: bool = False) -> None:
        """Starts a service, with flags or with their variables alone, and
        waits for nothing.
        """
        settings = self.settings(name)
        if by_environment:
            self._launch(name, BIN / name, "serve",
                         **{variable(flag): str(value)
                            for flag, value in settings.items()})
        else:
            self._launch(name, BIN / name, "serve",
                         *(f"--{flag}={value}"
                           for flag, value in settings.items()))

    def settings(self, name: str) -> dict[str, str | pathlib.Path]:
        """Of `serve`, by flag."""
        flags: dict[str, str | pathlib.Path] = {
            "listen": self.address(name), "reflection": "true",
            "metrics-port": "0",
            "metrics-token-file": self.pki / "metrics/token",
            "tls-ca": self.pki / "ca.pem",
            "token-keys": self.pki / "tokens/public"}
        own = self.pki / "services" / name
        if name == "gateway":
            own = self.pki / "public"
            for other in ("edge", "gateway"):
                folder = self.pki / "services" / other
                flags[f"{other}-certificate"] = folder / "certificate.pem"
                flags[f"{other}-key"] = folder / "key.pem"
            flags |= {other: self.address(other) for other in PORTS
                      if other != name}
            flags |= {"cache-dir": self.folder / "data/gateway",
                      "county": "990101", "https-port": "0"}
        else:
            flags |= {"store": self.store_of(name),
                      "backups": self.backups(name),
                      "journal-key": self.pki / f"journal/{name}.pem",
                      "page-key": self.pki / f"page/{name}.key"}
        if name != "gateway":
            flags["revocation-list"] = self.revocation_list(name)
        if name == "readiness":
            flags["token-key"] = self.pki / "tokens/signing-key.pem"
        elif name != "gateway":
            flags["readiness"] = self.address("readiness")
        if name == "funding":
            flags["supplies"] = self.address("supplies")
        return flags | {"tls-certificate": own / "certificate.pem",
                        "tls-key": own / "key.pem"}

    def revocation_list(self, name: str) -> pathlib.Path:
        """Where a service keeps the revoked tokens."""
        return self.folder / f"data/revoked-{name}"

    def backups(self, name: str) -> pathlib.Path:
        """Where a service is told of backups."""
        return self.folder / f"data/backups-{name}"

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM,
             expect_clean: bool = True) -> None:
        """Ends a process; SIGTERM drains it, and it must end well."""
        process = self._running.pop(name)
        process.send_signal(how)
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if expect_clean and code != (0 if how == signal.SIGTERM else -how):
            raise AssertionError(f"{name} ended with {code}: {self.log(name)}")

    def process_id(self, name: str) -> int:
        """Of a process that runs; AssertionError when it ended."""
        process = self._running[name]
        if process.poll() is not None:
            raise AssertionError(f"{name} ended: {self.log(name)}")
        return process.pid

    def store_of(self, name: str) -> str:
        """A service's --store."""
        if self._store == "sqlite":
            return f"sqlite:{self.folder / 'data' / name}"
        return self.mariadb_store(name)

    def mariadb_store(self, name: str) -> str:
        """The same in the private server."""
        return run(ROOT / "deploy/private-mariadb", "url",
                   self.folder / "mariadb", name).strip()

    def start_mariadb(self) -> None:
        """A private server beside the services, also where they use SQLite."""
        folder, script = self.folder / "mariadb", ROOT / "deploy/private-mariadb"
        run(script, "init", folder)
        self.launch_mariadb()
        wait_until((folder / "socket").exists, START_SECONDS)
        run(script, "accounts", folder)

    def launch_mariadb(self) -> None:
        """Starts the database on what it has, and waits for nothing."""
        self._launch("mariadb", "mariadbd",
                     f"--defaults-file={self.folder}/mariadb/server.cnf")

    def credentials(self, identity: str = "") -> grpc.ChannelCredentials:
        """Of a service of ours, or of a person, who shows no certificate."""
        authority = (self.pki / "ca.pem").read_bytes()
        if not identity:
            return grpc.ssl_channel_credentials(authority)
        own = self.pki / "services" / identity
        return grpc.ssl_channel_credentials(
            authority, (own / "key.pem").read_bytes(),
            (own / "certificate.pem").read_bytes())

    def token(self, person: str) -> str:
        """A person's token."""
        return (self.folder / f"tokens/{person}.token").read_text().strip()

    def service(self, name: str, identity: str, token: str = "") -> Client:
        """A service's own port, called by a service; the caller closes it."""
        return Client(self.address(name), self.credentials(identity),
                      bearer(token) if token else ())

    def person(self, person: str, at: str = "gateway") -> Client:
        """A person at the gateway, or at a service's port behind `edge`."""
        if (person, at) not in self._clients:
            identity = "" if at == "gateway" else "edge"
            self._clients[person, at] = self.service(at, identity,
                                                     self.token(person))
        return self._clients[person, at]

    def epiledger(self, person: str, *arguments: str | pathlib.Path,
                  code: int = 0, seconds: float = RUN_SECONDS) -> str:
        """What the command line prints a person."""
        return self.epiledger_ended(person, *arguments, code=code,
                                    seconds=seconds).stdout

    def epiledger_ended(
            self, person: str, *arguments: str | pathlib.Path, code: int = 0,
            seconds: float = RUN_SECONDS) -> subprocess.CompletedProcess[str]:
        """The same with what it says beside that."""
        return finish(BIN / "epiledger", *arguments, "--profile", person,
                      "--profiles", self.folder / "profiles", code=code,
                      seconds=seconds,
                      XDG_STATE_HOME=str(self.folder / "state"))

    def add_person(self, person: str, token: str) -> None:
        """Gives a person a profile of `epiledger` with a token."""
        file = self.folder / f"tokens/{person}.token"
        file.touch(mode=0o600)
        file.write_text(token + "\n")
        operator = (self.folder / "profiles/operator").read_text()
        (self.folder / f"profiles/{person}").write_text(
            operator.replace("operator.token", file.name))
