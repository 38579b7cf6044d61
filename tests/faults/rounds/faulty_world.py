"""A deployment whose processes and ways can be made to fail."""

import contextlib
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "e2e"))
# pylint: disable=wrong-import-position
from client import Refused  # noqa: E402
from county import COUNTY  # noqa: E402
from world import (BIN, DIE_WITH_ME, ENVIRONMENT, PORTS,  # noqa: E402
                   START_SECONDS, World, wait_until)

from shim_control import ShimControl  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SHIM = BIN.parent / "test-bin/libfault_shim.so"
SERVICES = ("readiness", "funding", "supplies")
DATABASE = "mariadb"
ANSWER_SECONDS = 120
# absl looks at the clock of the world about so often and counts on from there:
# until it does, deadlines are of the time before the clock was set.
CLOCK_SECONDS = 2.5
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class FaultyWorld(World):
    """Ways to each service, and to the database, go through a proxy; each
    process has a shim before it. Begun and used by one thread, that lives as
    long as the processes.
    """

    def __init__(self, store: str) -> None:
        super().__init__(store)
        self.engine = store
        self.shims: dict[str, ShimControl] = {}
        # When a process was started again, by its name.
        self._started: dict[str, float] = {}
        # By how many hours each clock is ahead.
        self.hours: dict[str, int] = dict.fromkeys(PORTS, 0)
        self._proxy: subprocess.Popen[str] | None = None
        self._proxy_ports: dict[str, int] = {}

    def processes(self) -> list[str]:
        """All that can be killed."""
        return [*PORTS, *([DATABASE] if self.engine == "mysql" else [])]

    def ways(self) -> list[str]:
        """All that can lose bytes: `to-funding`, `store-of-funding`."""
        return [f"to-{name}" for name in SERVICES] + self.store_ways()

    def store_ways(self) -> list[str]:
        """Those to the database."""
        if self.engine != "mysql":
            return []
        return [f"store-of-{name}" for name in SERVICES]

    def _start_proxy(self) -> None:
        ways: dict[str, tuple[str | int, str | int]] = {
            f"to-{name}": (0, self._base + PORTS[name]) for name in SERVICES}
        for name in self.store_ways():
            ways[name] = (str(self.folder / name),
                          str(self.folder / "mariadb/socket"))
        self._proxy = subprocess.Popen(
            [*DIE_WITH_ME, sys.executable, HERE / "proxy.py",
             json.dumps(ways)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=ENVIRONMENT)
        self.callback(self._end_proxy)
        self._proxy_ports = json.loads(self._proxy.stdout.readline())

    def _end_proxy(self) -> None:
        self._proxy.kill()
        self._proxy.communicate()

    def set_way(self, way: str, mode: str, count: int = 0) -> int:
        """See proxy.py; how often the way has struck since it passed last."""
        self._proxy.stdin.write(f"{way} {mode} {count}\n")
        self._proxy.stdin.flush()
        return int(self._proxy.stdout.readline())

    def struck_by(self, way: str) -> int:
        """How often the way has struck since it passed last."""
        return self.set_way(way, "ask")

    def _launch(self, name: str, *command: str | pathlib.Path,
                **environment: str) -> None:
        if self._proxy is None:
            self._start_proxy()
        if name not in self.shims:
            folder = self.folder / "shims"
            folder.mkdir(exist_ok=True)
            self.shims[name] = ShimControl(folder / name)
        data = self.folder / ("mariadb" if name == DATABASE else "data")
        super()._launch(name, *command, **environment, LD_PRELOAD=str(SHIM),
                        FAULT_SHIM=str(self.shims[name].path),
                        FAULT_SHIM_FOLDER=str(data))

    def settings(self, name: str) -> dict[str, str | pathlib.Path]:
        settings = super().settings(name)
        for other in SERVICES:
            if other in settings and other != name:
                port = self._proxy_ports[f"to-{other}"]
                settings[other] = f"127.0.0.1:{port}"
        return settings

    def store_of(self, name: str) -> str:
        store = super().store_of(name)
        return store.replace(str(self.folder / "mariadb/socket"),
                             str(self.folder / f"store-of-{name}"))

    def signal(self, name: str, what: signal.Signals) -> None:
        """To a process that runs."""
        os.kill(self.process_id(name), what)

    def limit_files(self, name: str, most: int | None) -> None:
        """Its files may grow up to so many bytes; None: at will."""
        limit = NO_LIMIT if most is None else (most, resource.RLIM_INFINITY)
        resource.prlimit(self.process_id(name), resource.RLIMIT_FSIZE, limit)

    def written_file(self, name: str) -> pathlib.Path:
        """Of those it keeps the one that it writes to, or the largest of such:
        a log of SQLite's, the binary log, the gateway's picture.
        """
        if name == DATABASE:
            return max((self.folder / "mariadb/data").glob("binlog.[0-9]*"))
        pattern = "*-wal" if name in SERVICES else "*"
        return max((self.folder / "data" / name).glob(pattern),
                   key=lambda file: file.stat().st_size,
                   default=self.folder / f"log/{name}.log")

    def is_frozen(self, name: str) -> bool:
        """Whether a process was stopped and not told to go on."""
        stat = pathlib.Path(f"/proc/{self.process_id(name)}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "T"

    def set_clock(self, name: str, hours: int) -> None:
        """So many hours ahead of the world's, from now on."""
        self.hours[name] = hours
        self.shims[name].set_clock(hours)

    def set_all_ahead(self) -> None:
        """All clocks an hour ahead: set back later, none is before the time
        of the people's tokens.
        """
        for name in self.hours:
            self.set_clock(name, 1)
        time.sleep(CLOCK_SECONDS)
        self.await_answers()

    def has_ended(self, name: str) -> bool:
        """Whether a process is not there, or ended by itself."""
        process = self._running.get(name)
        return process is None or process.poll() is not None

    def start_again(self, name: str) -> None:
        """A process that ended, or was ended; a service needs its database."""
        if name in SERVICES and DATABASE in self.processes() and (
                self.has_ended(DATABASE)):
            self.start_again(DATABASE)
        self._running.pop(name, None)
        self.shims[name].heal()
        self._started[name] = time.monotonic()
        if name != DATABASE:
            self.start(name)
            return
        self.launch_mariadb()
        wait_until(self._database_answers, START_SECONDS)

    def _database_answers(self) -> bool:
        return subprocess.run(
            ["mariadb-admin", "--no-defaults", "--user=root", "ping",
             f"--socket={self.folder}/mariadb/socket"], check=False,
            capture_output=True, env=ENVIRONMENT).returncode == 0

    def await_answers(self) -> dict[str, float]:
        """Until each service answers through the gateway; when each did."""
        answered = {}
        give_up = time.monotonic() + ANSWER_SECONDS
        with contextlib.closing(self.service("gateway", "", self.token(
                "auditor"))) as auditor:
            for name in SERVICES:
                self._await_answer(auditor, name, give_up)
                answered[name] = time.monotonic()
        return answered

    def take_backs(self, answered: dict[str, float]) -> dict[str, float]:
        """Of what was started again since this was asked last: after how many
        seconds it answered. The gateway does with the first service that
        answers through it, the database with the last.
        """
        moments = answered | {"gateway": min(answered.values()),
                              DATABASE: max(answered.values())}
        started, self._started = self._started, {}
        return {name: moments[name] - began
                for name, began in started.items()}

    def _await_answer(self, auditor, name: str, give_up: float) -> None:
        while True:
            try:
                auditor.call("JournalService.GetCheckpoint", {
                    "book": f"{COUNTY}/books/{name}"}, seconds=2)
                return
            except Refused as refused:
                if time.monotonic() > give_up:
                    raise AssertionError(
                        f"{name} does not answer: {refused} {refused.reason}\n"
                        f"{self.log(name)[-2000:]}") from refused
            time.sleep(0.05)
