"""Ports that no other test of this machine uses."""

import contextlib
import os
import socket
from collections.abc import Iterator

# Below those that the kernel gives to outgoing connections.
FIRST, LAST = 24000, 32000
COUNT = 5


def _lock(base: int) -> socket.socket | None:
    """Holds a block by a name in the kernel, which goes when its holder does."""
    lock = socket.socket(socket.AF_UNIX)
    try:
        lock.bind(f"\0epiledger-e2e-ports-{base}")
    except OSError:
        lock.close()
        return None
    return lock


def _all_free(base: int) -> bool:
    with contextlib.ExitStack() as held:
        try:
            for port in range(base, base + COUNT):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def port_block() -> Iterator[int]:
    """The first of COUNT ports in a row, held for as long as the context."""
    blocks = range(FIRST, LAST, COUNT)
    start = os.getpid() % len(blocks)
    for i in range(len(blocks)):
        base = blocks[(start + i) % len(blocks)]
        lock = _lock(base)
        if lock is None:
            continue
        with lock:
            if _all_free(base):
                yield base
                return
    raise AssertionError("no free ports")
