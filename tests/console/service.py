#!/usr/bin/python3
"""`service.py stop|start NAME DATA`: ends a service of the deployment in the
folder DATA, and begins it again as it was begun. The script that started the
deployment is held meanwhile: it ends everything when one of its own ends.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

SECONDS = 30


def processes() -> dict[int, list[str]]:
    """All commands that run, by process id."""
    found = {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")[:-1]
            except OSError:
                continue
            found[int(folder.name)] = [word.decode() for word in words]
    return found


def is_gone(pid: int) -> bool:
    """It ended; held, the script that began it cannot take note."""
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


def wait_until(happens) -> None:
    """As long as a service may take."""
    ends = time.monotonic() + SECONDS
    while not happens():
        if time.monotonic() > ends:
            raise SystemExit("the service took too long")
        time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether something listens there."""
    host, port = address.rsplit(":", 1)
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def stop(name: str, data: pathlib.Path) -> None:
    running = processes()
    keeper = next(pid for pid, words in running.items()
                  if str(data) in words and "--port-base" in words)
    pid, words = next(
        (pid, words) for pid, words in running.items()
        if words[:1] and words[0].endswith(f"/bin/{name}")
        and any(str(data) in word for word in words))
    os.kill(keeper, signal.SIGSTOP)
    (data / f"{name}.json").write_text(json.dumps(words))
    os.kill(pid, signal.SIGTERM)
    wait_until(lambda: is_gone(pid))


def start(name: str, data: pathlib.Path) -> None:
    words = json.loads((data / f"{name}.json").read_text())
    with (data / f"log/{name}.log").open("ab") as log:
        begun = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log,
                                 stderr=log, start_new_session=True)
    (data / f"{name}.pid").write_text(str(begun.pid))
    wait_until(lambda: answers(words[words.index("--listen") + 1]))


if __name__ == "__main__":
    {"stop": stop, "start": start}[sys.argv[1]](
        sys.argv[2], pathlib.Path(sys.argv[3]))
