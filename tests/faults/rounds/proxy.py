#!/usr/bin/python3
"""Ways between processes, a process of its own: each passes bytes on until it
is told, by a line of standard input, to lose them.

Its argument is JSON: ways by name, each [listen, connect], a path of a unix
socket or a port of loopback (0: any free). It prints the ports, by name, and
for each line `NAME MODE [COUNT]` one with how often that way has struck, which
is counted anew from each `pass` on. Modes:

  ask             nothing changes
  pass            as it comes
  reset           every connection ends now; new ones pass
  refuse          every connection ends, and so do new ones
  silence         nothing arrives, in either direction, until it passes again
  lose-requests   what the caller says is lost; its connections end at last
  lose-answers    what the caller is told is lost; likewise
  commit-request  of MariaDB: the COUNT-th COMMIT is lost, its connection ends
  commit-answer   the same once it was carried out
  command-request, command-answer   the same with the COUNT-th command
  step-request, step-answer         the same with the COUNT-th command of a
                  session that may write
  write-request, write-answer       the same with the COUNT-th command that
                  changes a book and commits
  write-hold      its answer is held back, and the connection stays
"""

import asyncio
import json
import re
import socket
import struct
import sys

HEADER, CHUNK = 4, 65_536
QUERY, PREPARE, EXECUTE = 0x03, 0x16, 0x17
COMMIT = re.compile(rb"(\x03|;)\s*COMMIT\s*;?\s*$", re.IGNORECASE)
# The server has answered when it says nothing for so long.
QUIET_SECONDS = 0.05
LOSES = {"lose-requests": "out", "lose-answers": "in"}


def is_command(packet: bytes) -> bool:
    """Whether a packet of MySQL's asks the server to do something."""
    return (len(packet) > HEADER and packet[3] == 0
            and packet[HEADER] in (QUERY, PREPARE, EXECUTE))


def is_commit(packet: bytes) -> bool:
    """Whether it is a COMMIT, alone or behind other statements."""
    return is_command(packet) and bool(COMMIT.search(packet[-40:]))


def is_write(packet: bytes) -> bool:
    """Whether it changes a book's head and commits that."""
    return is_commit(packet) and b"UPDATE journal_head" in packet


ARMED = {"commit": is_commit, "command": is_command, "step": is_command,
         "write": is_write}
# How a session begins that may write.
MAY_WRITE = b"READ COMMITTED, READ WRITE"


class Connection:
    """A caller's connection and the one to who is called."""

    def __init__(self, way: "Way", caller: asyncio.StreamWriter,
                 called: asyncio.StreamWriter) -> None:
        self.way = way
        self.sides = (caller, called)
        self.has_lost = False
        self.is_swallowing = False
        self.is_held = False
        self._may_write = False
        self._pending = b""

    def end(self) -> None:
        """Both sides see a reset."""
        for side in self.sides:
            raw = side.get_extra_info("socket")
            # What has ended already has nothing to be reset.
            if raw.fileno() >= 0 and raw.family != socket.AF_UNIX:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               struct.pack("ii", 1, 0))
            side.transport.abort()

    async def pump(self, reader: asyncio.StreamReader,
                   writer: asyncio.StreamWriter, direction: str) -> None:
        """Passes one direction on, until an end."""
        while data := await reader.read(CHUNK):
            if not self.way.voice.is_set():
                self.way.struck += 1
                await self.way.voice.wait()
            if LOSES.get(self.way.mode) == direction or self.has_lost:
                self.way.struck += not self.has_lost
                self.has_lost = True
                continue
            if self.is_held and direction == "in":
                continue
            if self.is_swallowing and direction == "in":
                await self._swallow(reader)
                return
            if direction == "out" and self.way.counts_commands:
                data = self._look(data)
            writer.write(data)
            await writer.drain()

    async def _swallow(self, reader: asyncio.StreamReader) -> None:
        try:
            while await asyncio.wait_for(reader.read(CHUNK), QUIET_SECONDS):
                pass
        except asyncio.TimeoutError:
            pass

    def _look(self, data: bytes) -> bytes:
        """The whole packets that are to be passed on; ConnectionError where
        the connection is to end.
        """
        self._pending += data
        passed = b""
        while len(self._pending) >= HEADER:
            length = HEADER + int.from_bytes(self._pending[:3], "little")
            if len(self._pending) < length:
                break
            packet = self._pending[:length]
            self._pending = self._pending[length:]
            self._may_write = self._may_write or MAY_WRITE in packet
            if struck := self.way.strike(packet, self._may_write):
                if struck == "request":
                    raise ConnectionError
                self.is_held = struck == "hold"
                self.is_swallowing = struck == "answer"
            passed += packet
        return passed


class Way:
    """From callers to one that is called."""

    def __init__(self, target: str | int) -> None:
        self.target = target
        self.counts_commands = isinstance(target, str)
        self.mode = "pass"
        self.left = 0
        self.struck = 0
        self.voice = asyncio.Event()
        self.voice.set()
        self.connections: set[Connection] = set()

    def set(self, mode: str, count: int) -> None:
        """From now on."""
        for connection in list(self.connections):
            is_cut = mode in ("reset", "refuse")
            self.struck += is_cut
            if is_cut or connection.has_lost:
                connection.end()
        self.mode, self.left = mode, count
        if mode == "silence":
            self.voice.clear()
        else:
            self.voice.set()

    def strike(self, packet: bytes, may_write: bool) -> str:
        """`request`, `answer` or `hold` where this one is to be struck."""
        what, _, part = self.mode.partition("-")
        if what not in ARMED or not ARMED[what](packet):
            return ""
        if what == "step" and not may_write:
            return ""
        self.left -= 1
        if self.left:
            return ""
        self.struck += 1
        return part

    async def serve(self, reader: asyncio.StreamReader,
                    writer: asyncio.StreamWriter) -> None:
        """One caller."""
        connection = None
        try:
            if self.mode == "refuse":
                self.struck += 1
                return
            called = await self._connect()
            connection = Connection(self, writer, called[1])
            self.connections.add(connection)
            pumps = [asyncio.ensure_future(pump) for pump in (
                connection.pump(reader, called[1], "out"),
                connection.pump(called[0], writer, "in"))]
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
        except OSError:
            pass
        finally:
            if connection is None:
                writer.transport.abort()
            else:
                self.connections.discard(connection)
                connection.end()

    async def _connect(self) -> tuple[asyncio.StreamReader,
                                      asyncio.StreamWriter]:
        if isinstance(self.target, str):
            return await asyncio.open_unix_connection(self.target)
        return await asyncio.open_connection("127.0.0.1", self.target)


async def main() -> None:
    """Until standard input ends."""
    ways, ports = {}, {}
    for name, (listen, target) in json.loads(sys.argv[1]).items():
        ways[name] = Way(target)
        if isinstance(listen, str):
            await asyncio.start_unix_server(ways[name].serve, listen)
        else:
            server = await asyncio.start_server(ways[name].serve, "127.0.0.1",
                                                listen)
            ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        name, mode, *count = line.decode().split()
        if mode != "ask":
            ways[name].set(mode, int(count[0]) if count else 0)
        print(ways[name].struck, flush=True)
        if mode == "pass":
            ways[name].struck = 0


if __name__ == "__main__":
    asyncio.run(main())
